using System.Security.Cryptography;
using System.Text;
using Ledger.V1;

namespace Ledger.Facts.Tests;

public class CertificateNumberTests
{
    [Theory]
    [InlineData("粤（2021）东莞不动产权第0000001号")]
    [InlineData("粤（2021）东莞不动产证明第0000001号")]
    [InlineData("粤（2021）东莞不动产权第6000132号")]
    [InlineData("粤（2021）东莞不动产权第G000001号")]
    [InlineData("粤（2021）东莞不动产权第12345678号")]
    [InlineData("皖（2021）合肥市不动产权第0000001号")]
    [InlineData("苏（2021）海门市不动产权第0000001号")]
    [InlineData("皖（2021）长丰县不动产证明第0000001号")]
    public void Valid_numbers_are_read_and_written_unchanged(string number) => Expect.Valid<CertificateNumber>(number);

    [Theory]
    [InlineData("", 1)]
    [InlineData("莞（2021）东莞不动产权第0000001号", 1)]
    [InlineData("粤(2021）东莞不动产权第0000001号", 2)]
    [InlineData("粤（202１）东莞不动产权第0000001号", 6)]
    [InlineData("粤（2021)东莞不动产权第0000001号", 7)]
    [InlineData("粤（2021）莞不动产权第0000001号", 8)]
    [InlineData("粤（2021）东莞市不动产权第0000001号", 8)]
    [InlineData("粤（2021）一二三四五六七八九十一二三不动产权第0000001号", 8)]
    [InlineData("粤（2021）东莞房地产权第0000001号", 15)]
    [InlineData("粤（2021）东莞不动产权第000001号", 21)]
    [InlineData("粤（2021）东莞不动产权第123456789号", 23)]
    [InlineData("粤（2021）东莞不动产权第GG00001号", 16)]
    [InlineData("粤（2021）东莞不动产权第0000001", 22)]
    [InlineData("粤（2021）东莞不动产权第0000001号(销)", 23)]
    public void Invalid_numbers_name_the_position(string number, int position)
        => Expect.RefusedAt<CertificateNumber>(number, position);

    [Theory]
    [InlineData("粤(2021)东莞不动产权第0000001号")]
    [InlineData("粤（2021）东莞市不动产权第0000001号")]
    [InlineData(" 粤 (２０２１) 东莞市不动产权第 ０００００01 号　")]
    public void Bracket_widths_aliases_and_spaces_fold_to_one_spelling(string typed)
        => Assert.Equal("粤（2021）东莞不动产权第0000001号", Canonicalize.Parse<CertificateNumber>(typed).ToString());

    [Fact]
    public void Parts_are_read()
    {
        var proof = CertificateNumber.Parse("粤（2021）东莞不动产证明第G000001号");
        Assert.Equal(CertificateKind.Proof, proof.Kind);
        Assert.Equal('粤', proof.Province);
        Assert.Equal(2021, proof.Year);
        Assert.Equal("东莞", proof.Place);
        Assert.Equal("G000001", proof.Serial);
        Assert.Equal(CertificateKind.Title, CertificateNumber.Parse("粤（2021）东莞不动产权第0000001号").Kind);
    }

    [Fact]
    public void A_legacy_number_shows_the_ledger_its_hash_only()
    {
        var legacy = Canonicalize.Parse<LegacyCertificateNumber>("东府国用(2008) 第123号");
        Assert.Equal("东府国用（2008）第123号", legacy.ToString());
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes("东府国用（2008）第123号")), legacy.Hash);
        Expect.Valid<LegacyCertificateNumber>("粤房地权证莞字第0123456号");
        Expect.RefusedAt<LegacyCertificateNumber>("东府国用(2008）第123号", 5);
        Expect.RefusedAt<LegacyCertificateNumber>("东 府", 2);
        Expect.RefusedAt<LegacyCertificateNumber>("", 1);
        Expect.RefusedAt<LegacyCertificateNumber>(new string('证', 65), 65);
    }
}
