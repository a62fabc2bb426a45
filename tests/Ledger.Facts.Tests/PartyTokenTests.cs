using System.Security.Cryptography;
using System.Text;
using Ledger.V1;

namespace Ledger.Facts.Tests;

public class PartyTokenTests
{
    private static readonly UnitCode Unit = UnitCode.Parse("441903012003GB00001F00020063");
    private static readonly PersonId Person = PersonId.Of(IdentityClass.ResidentId, "441900188001010016");
    private static readonly byte[] ConsortiumKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Salt_and_token_agree_with_a_separate_program()
    {
        // Computed with Python's hmac and hashlib from formats.md 9.
        using var keys = new UnitKeys(1, ConsortiumKey);
        var salt = keys.SaltOf(Unit, Person);
        Assert.Equal("ec03d4671fd2ec71e993a9603131cb66545660a69f42a6d0601f249c5ee6cec4", Convert.ToHexStringLower(salt));
        Assert.Equal("4f7101db1b192480deb71e25c052d08ccef331b034433fe7ca318b0072b133ab", keys.TokenOf(Unit, Person).ToString());
        Assert.Equal(1u, keys.Epoch);
    }

    [Fact]
    public void Salt_and_token_agree_with_the_definition_written_out()
    {
        var person = PersonId.Of(IdentityClass.HkMacaoPermit, "M1234567802");
        var id = "3|M12345678"u8.ToArray();
        var pseudoRandomKey = HMACSHA256.HashData(new byte[32], ConsortiumKey);
        byte[] info = [.. Encoding.ASCII.GetBytes("ledger.v1.unit\n" + Unit), 1];
        var unitKey = HMACSHA256.HashData(pseudoRandomKey, info);
        var salt = HMACSHA256.HashData(unitKey, id);
        var token = SHA256.HashData([.. "ledger.v1.party\n"u8, .. salt, .. id]);
        using var keys = new UnitKeys(7, ConsortiumKey);
        Assert.Equal(salt, keys.SaltOf(Unit, person));
        Assert.Equal(token, keys.TokenOf(Unit, person).Bytes.ToArray());
    }

    [Fact]
    public void A_token_is_the_same_for_one_person_under_one_unit_only()
    {
        using var keys = new UnitKeys(1, ConsortiumKey);
        var other = UnitCode.Parse("441903012003GB00001F00020064");
        Assert.Equal(keys.TokenOf(Unit, Person), keys.TokenOf(Unit, Person));
        Assert.NotEqual(keys.TokenOf(Unit, Person), keys.TokenOf(other, Person));
        Assert.NotEqual(keys.TokenOf(Unit, Person), keys.TokenOf(Unit, PersonId.Of(IdentityClass.ResidentId, "441900188506150022")));
        using var nextEpoch = new UnitKeys(2, RandomNumberGenerator.GetBytes(32));
        Assert.NotEqual(keys.TokenOf(Unit, Person), nextEpoch.TokenOf(Unit, Person));
    }

    [Fact]
    public void The_disclosed_salt_shows_the_person_and_no_other()
    {
        using var keys = new UnitKeys(1, ConsortiumKey);
        var token = keys.TokenOf(Unit, Person);
        var salt = keys.SaltOf(Unit, Person);
        Assert.True(token.IsShownBy(salt, Person));
        Assert.False(token.IsShownBy(salt, PersonId.Of(IdentityClass.ResidentId, "441900188506150022")));
        Assert.False(token.IsShownBy(salt, PersonId.Of(IdentityClass.Other, "441900188001010016")));
        Assert.False(token.IsShownBy(salt.AsSpan(1), Person));
        Assert.False(token.IsShownBy([], Person));
        salt[31] ^= 1;
        Assert.False(token.IsShownBy(salt, Person));
    }

    [Fact]
    public void A_token_read_back_is_equal_and_has_32_bytes()
    {
        using var keys = new UnitKeys(1, ConsortiumKey);
        var token = keys.TokenOf(Unit, Person);
        Assert.True(PartyToken.TryFromBytes(token.Bytes.Span, out var read));
        Assert.Equal(token, read);
        Assert.Equal(token.GetHashCode(), read.GetHashCode());
        Assert.False(PartyToken.TryFromBytes(token.Bytes.Span[1..], out _));
        Assert.Throws<ArgumentException>(() => PartyToken.Of(new byte[31], Person));
        Assert.Throws<ArgumentException>(() => new UnitKeys(1, new byte[31]));
    }

    [Fact]
    public void Keys_cannot_be_used_after_disposal()
    {
        var keys = new UnitKeys(1, ConsortiumKey);
        keys.Dispose();
        Assert.Throws<ObjectDisposedException>(() => keys.SaltOf(Unit, Person));
        Assert.Equal(0, ConsortiumKey[0]);
        Assert.Equal(31, ConsortiumKey[31]);
    }

    [Fact]
    public void A_person_never_shows_its_number_by_accident()
    {
        Assert.DoesNotContain("441900", $"{Person}", StringComparison.Ordinal);
        Assert.Equal("1|441900188001010016", Encoding.ASCII.GetString(Person.ToBytes()));
    }

    [Theory]
    [InlineData(IdentityClass.ResidentId, "441900188001010016")]
    [InlineData(IdentityClass.TaiwanPermit, "12345678")]
    [InlineData(IdentityClass.HkMacaoPermit, "H12345678")]
    [InlineData(IdentityClass.Passport, "E12345678")]
    [InlineData(IdentityClass.PermanentResident, "FRA110101010101")]
    [InlineData(IdentityClass.Military, "2001988")]
    [InlineData(IdentityClass.Military, "军字第2001988号")]
    [InlineData(IdentityClass.Other, "X-12")]
    public void Every_class_has_its_numbers(IdentityClass identityClass, string number)
    {
        Assert.Equal(number, PersonId.Of(identityClass, number).Number);
        Assert.Equal(PersonId.Of(identityClass, number), PersonId.Of(identityClass, number));
    }

    [Theory]
    [InlineData(IdentityClass.ResidentId, "441900188001010017")]
    [InlineData(IdentityClass.ResidentId, null)]
    [InlineData(IdentityClass.TaiwanPermit, "1234567")]
    [InlineData(IdentityClass.HkMacaoPermit, "X12345678")]
    [InlineData(IdentityClass.Passport, "E 1234567")]
    [InlineData(IdentityClass.Passport, "E|1234567")]
    [InlineData(IdentityClass.Passport, "E12")]
    [InlineData(IdentityClass.Passport, "E12345678901234567890123456789012")]
    [InlineData(IdentityClass.Military, "军字第2001988")]
    [InlineData(IdentityClass.PermanentResident, "911124188901010018")]
    [InlineData(IdentityClass.Other, "?")]
    [InlineData(IdentityClass.Other, "")]
    [InlineData(IdentityClass.CreditCode, "91441900MA0000015D")]
    [InlineData(IdentityClass.Unspecified, "E12345678")]
    [InlineData((IdentityClass)99, "E12345678")]
    public void Other_numbers_are_refused(IdentityClass identityClass, string? number)
    {
        Assert.False(PersonId.TryCreate(identityClass, number, out _, out var error));
        Assert.NotNull(error);
    }

    [Fact]
    public void A_kind_of_party_fits_its_documents()
    {
        Assert.All(Enum.GetValues<IdentityClass>(), c =>
        {
            Assert.Equal(c is not IdentityClass.Unspecified and not IdentityClass.CreditCode, IdentityDocument.Fits(PartyKind.Person, c));
            Assert.Equal(c is IdentityClass.CreditCode or IdentityClass.Other, IdentityDocument.Fits(PartyKind.Organisation, c));
            Assert.False(IdentityDocument.Fits(PartyKind.Unspecified, c));
        });
    }
}
