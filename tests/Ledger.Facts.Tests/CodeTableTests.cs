using Ledger.V1;

namespace Ledger.Facts.Tests;

public class CodeTableTests
{
    public static TheoryData<CodeTable> Tables =>
        [RightTypes.Table, CoOwnerships.Table, MortgageModes.Table, SeizureKinds.Table, EncumbranceKinds.Table, IdentityDocument.Types];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_code_has_a_name_in_both_languages(CodeTable table)
    {
        Assert.NotEmpty(table.Entries);
        Assert.All(table.Entries, e =>
        {
            Assert.Contains(e.Name.Chinese, c => c >= '\u4E00');
            Assert.All(e.Name.English, c => Assert.True(char.IsAscii(c)));
            Assert.Equal(e.Name, table.NameOf(e.Code));
        });
        Assert.False(table.TryGet(1000, out _));
        Assert.Contains("1000", table.NameOf(1000).Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Right_types_1_to_22_and_99_are_the_standards()
        => Assert.Equal([.. Enumerable.Range(1, 22).Select(i => (uint)i), 99u], RightTypes.Table.Entries.Select(e => e.Code).Where(c => c is <= 22 or 99));

    [Theory]
    [InlineData(3u, CertificateKind.Title)]
    [InlineData(4u, CertificateKind.Title)]
    [InlineData(99u, CertificateKind.Title)]
    [InlineData(19u, CertificateKind.Proof)]
    [InlineData(23u, CertificateKind.Proof)]
    [InlineData(37u, CertificateKind.Proof)]
    [InlineData(92u, CertificateKind.Proof)]
    [InlineData(96u, CertificateKind.Proof)]
    [InlineData(97u, CertificateKind.Proof)]
    [InlineData(94u, CertificateKind.Unspecified)]
    [InlineData(98u, CertificateKind.Unspecified)]
    [InlineData(0u, CertificateKind.Unspecified)]
    [InlineData(50u, CertificateKind.Unspecified)]
    public void Each_right_has_its_document(uint code, CertificateKind expected)
    {
        Assert.Equal(expected, RightTypes.CertificateOf(code));
        Assert.Equal(expected == CertificateKind.Title, RightTypes.IsTitle(code));
    }

    [Fact]
    public void Names_follow_the_enums()
    {
        Assert.Equal("按份共有", CoOwnerships.NameOf(CoOwnership.Shares).Chinese);
        Assert.Equal("最高额抵押", MortgageModes.NameOf(MortgageMode.Maximum).Chinese);
        Assert.Equal("轮候预查封", SeizureKinds.NameOf(SeizureKind.PreSeizure, queued: true).Chinese);
        Assert.Equal("查封", SeizureKinds.NameOf(SeizureKind.Seizure, queued: false).Chinese);
        Assert.Equal(0u, SeizureKinds.CodeOf(SeizureKind.Unspecified, queued: true));
        Assert.All(Enum.GetValues<EncumbranceKind>().Where(k => k != EncumbranceKind.Unspecified), k => Assert.True(EncumbranceKinds.Table.Contains((uint)k)));
        Assert.All(Enum.GetValues<CoOwnership>(), k => Assert.True(CoOwnerships.Table.Contains((uint)k)));
        Assert.All(Enum.GetValues<MortgageMode>().Where(k => k != MortgageMode.Unspecified), k => Assert.True(MortgageModes.Table.Contains((uint)k)));
    }
}
