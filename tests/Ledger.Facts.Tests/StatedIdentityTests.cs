using System.Text;
using Ledger.V1;

namespace Ledger.Facts.Tests;

/// <summary>Who is meant by a type and a number: the stated type first, the number's shape second. All people are invented.</summary>
public sealed class StatedIdentityTests
{
    private static readonly Day Today = Day.Of(2026, 11, 30);

    [Theory]
    [InlineData(1u, "441900188001010016", IdentityClass.ResidentId, "441900188001010016")]
    [InlineData(2u, "H12345678", IdentityClass.HkMacaoPermit, "H12345678")]
    [InlineData(2u, "M1234567802", IdentityClass.HkMacaoPermit, "M12345678")]
    [InlineData(2u, "A123456(3)", IdentityClass.Other, "A1234563")]
    [InlineData(2u, "h123456（2）", IdentityClass.Other, "H1234562")]
    [InlineData(2u, "H1234562", IdentityClass.Other, "H1234562")]
    [InlineData(2u, "5215299(8)", IdentityClass.Other, "52152998")]
    [InlineData(2u, "5/215299/8", IdentityClass.Other, "52152998")]
    [InlineData(2u, "02345678", IdentityClass.TaiwanPermit, "02345678")]
    [InlineData(2u, "0234567801B", IdentityClass.Other, "0234567801B")]
    [InlineData(2u, "A123456789", IdentityClass.Other, "A123456789")]
    [InlineData(2u, "810000188001010015", IdentityClass.ResidentId, "810000188001010015")]
    [InlineData(3u, "E12345678", IdentityClass.Passport, "E12345678")]
    [InlineData(4u, "441900188001010016", IdentityClass.ResidentId, "441900188001010016")]
    [InlineData(4u, "123456789", IdentityClass.Other, "123456789")]
    [InlineData(5u, "军字第2001988号", IdentityClass.Military, "军字第2001988号")]
    [InlineData(5u, "军字第 ２００１９８８ 号", IdentityClass.Military, "军字第2001988号")]
    [InlineData(5u, "2001988", IdentityClass.Military, "2001988")]
    [InlineData(6u, "D2143569-X", IdentityClass.Other, "D2143569X")]
    [InlineData(6u, "MA0000015", IdentityClass.Other, "MA0000015")]
    [InlineData(7u, "440301103448669", IdentityClass.Other, "440301103448669")]
    [InlineData(7u, "HK-12345678-000", IdentityClass.Other, "HK-12345678-000")]
    [InlineData(99u, "FRA110101010101", IdentityClass.PermanentResident, "FRA110101010101")]
    [InlineData(99u, "911124188901010011", IdentityClass.PermanentResident, "911124188901010011")]
    [InlineData(99u, "441900188001010016", IdentityClass.Other, "441900188001010016")]
    public void The_type_says_what_it_may_be_and_the_shape_which(uint type, string typed, IdentityClass identityClass, string number)
    {
        var read = Read(type, typed);
        Assert.Equal((identityClass, number), (read.Class, read.Person!.Number));
        Assert.Equal(identityClass, read.Person.Class);
        Assert.Null(read.Doubt);
    }

    [Theory]
    [InlineData(6u)]
    [InlineData(7u)]
    [InlineData(8u)]
    public void An_organisation_stands_in_clear_by_its_credit_code(uint type)
    {
        var read = Read(type, "91441900ma0000015d");
        Assert.Equal((IdentityClass.CreditCode, "91441900MA0000015D"), (read.Class, read.Number));
        Assert.Null(read.Person);
    }

    [Theory]
    [InlineData(1u, "44190018800101001", 18)]
    [InlineData(1u, "440524880101996", 0)]
    [InlineData(2u, "440524880101996", 0)]
    [InlineData(2u, "H1234567", 8)] // an identity card with a wrong check character
    [InlineData(2u, "H123456789", 11)] // a permit without the second digit of its re-issue: as a Taiwan card its check is wrong
    [InlineData(2u, "2215299(8)", 1)]
    [InlineData(2u, "0234567", 8)]
    [InlineData(2u, "023456789", 9)]
    [InlineData(2u, "", 0)]
    [InlineData(2u, "甲乙丙丁", 0)]
    [InlineData(4u, "4419001880010100166", 19)]
    [InlineData(4u, "440524880101996", 0)]
    [InlineData(5u, "军字第2001988", 11)]
    [InlineData(6u, "D2143569", 9)]
    [InlineData(6u, "D21435690", 9)]
    [InlineData(6u, "91441900MA0000015", 18)]
    [InlineData(7u, "44030110344866", 15)]
    [InlineData(7u, "440301103448668", 15)]
    [InlineData(7u, "91441900MA0000015", 18)]
    [InlineData(8u, "91441900MA0000015", 18)]
    [InlineData(8u, "MA0000015", 10)]
    [InlineData(99u, "911124188901010010", 18)]
    [InlineData(99u, "?1234", 1)]
    [InlineData(0u, "441900188001010016", 0)]
    [InlineData(9u, "441900188001010016", 0)]
    public void A_number_that_is_none_of_its_type_is_refused_at_its_place(uint type, string typed, int position)
    {
        Assert.False(StatedIdentity.TryRead(type, typed, Today, ofOldBook: false, out _, out var error));
        Assert.Equal(position, error.Position);
        Assert.NotEmpty(error.Chinese);
    }

    [Fact]
    public void Fifteen_digits_are_the_person_of_the_present_number_in_an_old_book_alone()
    {
        Assert.False(StatedIdentity.TryRead(1, "440524880101996", Today, ofOldBook: false, out _, out _));
        Assert.True(StatedIdentity.TryRead(1, "440524880101996", Today, ofOldBook: true, out var old, out _));
        Assert.Equal(Read(1, "440524188801019965").Person, old.Person);
        Assert.Equal(("440524188801019965", "440524880101996"), (old.Number, old.Written));
        Assert.NotNull(old.Doubt);
        Assert.False(StatedIdentity.TryRead(1, "440524881301996", Today, ofOldBook: true, out _, out var error));
        Assert.Equal(7, error.Position);
    }

    [Theory]
    [InlineData("12345678", true)]
    [InlineData("52345678", true)]
    [InlineData("72345678", true)]
    [InlineData("62345678", false)]
    public void Eight_digits_that_may_be_a_Macao_card_are_a_Taiwan_permit_in_doubt(string number, bool doubtful)
    {
        var read = Read(2, number);
        Assert.Equal(IdentityClass.TaiwanPermit, read.Class);
        Assert.Equal(doubtful, read.Doubt is not null);
    }

    [Fact]
    public void Somebody_not_yet_born_is_refused()
    {
        Assert.True(StatedIdentity.TryRead(1, "441900188001010016", Day.Of(1880, 1, 1), ofOldBook: false, out _, out _));
        Assert.False(StatedIdentity.TryRead(1, "441900188001010016", Day.Of(1879, 12, 31), ofOldBook: false, out _, out _));
    }

    [Theory]
    [InlineData("粤公莞临0012/88号")]
    [InlineData("4405248801")]
    [InlineData("441900188001010016")]
    public void An_ill_formed_number_is_nobody_elses(string number)
    {
        Assert.True(StatedIdentity.TryReadIllFormed(number, out var read, out _));
        Assert.Equal((IdentityClass.Other, "?" + number), (read.Class, read.Number));
        Assert.True(read.Person!.IsIllFormed);
        Assert.Equal(read.Person, PersonId.Of(IdentityClass.Other, read.Number));
        Assert.Equal($"8|?{number}", Encoding.UTF8.GetString(read.Person.ToBytes()));
        Assert.NotEqual(PersonId.TryCreate(IdentityClass.Other, number, out var plain, out _) ? plain : null, read.Person);
    }

    [Fact]
    public void An_ill_formed_number_is_at_most_64_characters_without_signs_that_tokens_are_made_with()
    {
        Assert.True(StatedIdentity.TryReadIllFormed(new string('9', 64), out _, out _));
        Assert.False(StatedIdentity.TryReadIllFormed(new string('9', 65), out _, out _));
        Assert.False(StatedIdentity.TryReadIllFormed("12|34", out _, out _));
        Assert.False(StatedIdentity.TryReadIllFormed(" 　", out _, out _));
    }

    private static StatedIdentity Read(uint type, string typed)
    {
        Assert.True(StatedIdentity.TryRead(type, typed, Today, ofOldBook: false, out var read, out var error), error?.English);
        return read;
    }
}
