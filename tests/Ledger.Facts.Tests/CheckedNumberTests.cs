namespace Ledger.Facts.Tests;

public class CheckedNumberTests
{
    private const string Digits = "0123456789";
    private const string CreditCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("91512081MA62K0260E")]
    [InlineData("11100000MB03271699")]
    [InlineData("91441900MA0000015D")]
    [InlineData("91441900MA00000238")]
    [InlineData("11441900000000019Y")]
    [InlineData("12441900000000027N")]
    public void Credit_codes_of_the_standard_and_the_project_are_valid(string code) => Expect.Valid<CreditCode>(code);

    [Theory]
    [InlineData("91350100M000100Y4Z", 18)]
    [InlineData("91350100M000100Y44", 18)]
    [InlineData("91350100M000100Y4", 18)]
    [InlineData("91350100M000100Y433", 19)]
    [InlineData("91350100I000100Y43", 9)]
    [InlineData("9135010OM000100Y43", 8)]
    [InlineData("91350100m000100y43", 9)]
    [InlineData(null, 1)]
    public void Wrong_credit_codes_name_the_position(string? code, int position) => Expect.RefusedAt<CreditCode>(code, position);

    [Fact]
    public void The_check_digit_wanted_is_named()
    {
        var error = Expect.Refused<CreditCode>("91350100M000100Y4Z");
        Assert.Equal("Z", error.Seen);
        Assert.Contains("'3'", error.English, StringComparison.Ordinal);
        Assert.Contains("“3”", error.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_single_substitution_in_a_credit_code_is_refused()
        => Expect.EverySubstitutionRefused<CreditCode>("91441900MA0000015D", CreditCodeAlphabet + "IOSVZ");

    [Fact]
    public void The_organisation_code_inside_is_a_warning_only()
    {
        Assert.True(CreditCode.Parse("91350100M000100Y43").HasConsistentOrganisationCode);
        Assert.False(CreditCode.Parse("91441900MA0000014A").HasConsistentOrganisationCode);
        Assert.Equal("350100", CreditCode.Parse("91350100M000100Y43").Division);
        Assert.Equal("M000100Y4", CreditCode.Parse("91350100M000100Y43").OrganisationCode);
    }

    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("440524188001010014")]
    [InlineData("441900188001010016")]
    [InlineData("441900188506150022")]
    [InlineData("441900189108081038")]
    [InlineData("441900189612012402")]
    public void Citizen_numbers_of_the_standard_and_the_project_are_valid(string number) => Expect.Valid<CitizenId>(number);

    [Theory]
    [InlineData("440524188001010015", 18)]
    [InlineData("44052418800101001", 18)]
    [InlineData("4405241880010100144", 19)]
    [InlineData("440524188002300014", 7)]
    [InlineData("440524190002290014", 7)]
    [InlineData("440524179912310014", 7)]
    [InlineData("11010519491231002x", 18)]
    [InlineData("4405２4188001010014", 5)]
    [InlineData("440524800101001", 0)]
    public void Wrong_citizen_numbers_name_the_position(string number, int position) => Expect.RefusedAt<CitizenId>(number, position);

    [Fact]
    public void Every_single_substitution_in_a_citizen_number_is_refused()
        => Expect.EverySubstitutionRefused<CitizenId>("11010519491231002X", Digits + "X");

    [Fact]
    public void A_birth_after_the_day_given_is_refused_and_not_repeated()
    {
        Assert.True(CitizenId.TryParse("441900188001010016", Day.Of(1880, 1, 1), out var id, out _));
        Assert.Equal(Day.Of(1880, 1, 1), id.Birth);
        Assert.False(CitizenId.TryParse("441900188001010016", Day.Of(1879, 12, 31), out _, out var error));
        Assert.Equal(7, error.Position);
        Assert.DoesNotContain("18800101", error.English + error.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void The_old_15_digit_form_is_upgraded_for_legacy_import_only()
    {
        Assert.True(CitizenId.TryUpgrade("110105491231002", out var id, out _));
        Assert.Equal("11010519491231002X", id.ToString());
        Assert.False(CitizenId.TryUpgrade("110105490231002", out _, out _));
        Assert.False(CitizenId.TryUpgrade("11010549123100", out _, out var error));
        Assert.Equal(15, error.Position);
        Expect.Refused<CitizenId>("110105491231002");
    }

    [Fact]
    public void Serials_996_to_999_of_the_old_form_were_born_before_1900()
    {
        Assert.True(CitizenId.TryUpgrade("440524880101996", out var first, out _));
        Assert.Equal("440524188801019965", first.ToString());
        Assert.True(CitizenId.TryUpgrade("440524880101999", out var last, out _));
        Assert.Equal(Day.Of(1888, 1, 1), last.Birth);
        Assert.True(CitizenId.TryUpgrade("440524880101995", out var before, out _));
        Assert.Equal(1988, before.Birth.Year);
    }

    [Fact]
    public void The_old_form_is_told_how_it_becomes_the_present_number_and_not_repeated()
    {
        var error = Expect.Refused<CitizenId>("440524880101996");
        Assert.Contains("“18”", error.Chinese, StringComparison.Ordinal);
        Assert.Contains("“5”", error.Chinese, StringComparison.Ordinal);
        Assert.Contains("'18' after the 6th digit", error.English, StringComparison.Ordinal);
        Assert.DoesNotContain("880101", error.English + error.Chinese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Z683365A")]
    [InlineData("A1234563")]
    [InlineData("AB9876543")]
    public void Hong_Kong_identity_cards_are_valid(string number)
    {
        Expect.Valid<HongKongIdentityCard>(number);
        Assert.Equal(number, Canonicalize.Parse<HongKongIdentityCard>($"{number[..^1].ToLowerInvariant()}（{number[^1]}）").ToString());
    }

    [Theory]
    [InlineData("A1234564", 8)]
    [InlineData("A123456", 8)]
    [InlineData("A12345633", 9)]
    [InlineData("ABC1234563", 3)]
    [InlineData("11234563", 1)]
    [InlineData("A12345X3", 7)]
    public void Wrong_Hong_Kong_identity_cards_name_the_position(string number, int position)
        => Expect.RefusedAt<HongKongIdentityCard>(number, position);

    [Fact]
    public void Every_single_substitution_in_a_Hong_Kong_identity_card_is_refused()
        => Expect.EverySubstitutionRefused<HongKongIdentityCard>("A1234563", Digits + "A");

    [Theory]
    [InlineData("52152998")]
    [InlineData("12345678")]
    [InlineData("73456789")]
    public void Macao_identity_cards_are_valid(string number)
    {
        Expect.Valid<MacaoIdentityCard>(number);
        Assert.Equal(number, Canonicalize.Parse<MacaoIdentityCard>($"{number[..7]}({number[7]})").ToString());
        Assert.Equal(number, Canonicalize.Parse<MacaoIdentityCard>($"{number[0]}/{number[1..7]}/{number[7]}").ToString());
    }

    [Theory]
    [InlineData("22345678", 1)]
    [InlineData("1234567", 8)]
    [InlineData("123456789", 9)]
    public void Wrong_Macao_identity_cards_name_the_position(string number, int position) => Expect.RefusedAt<MacaoIdentityCard>(number, position);

    [Fact]
    public void Taiwan_identity_cards_have_a_check_digit()
    {
        Expect.Valid<TaiwanIdentityCard>("A123456789");
        Expect.RefusedAt<TaiwanIdentityCard>("A123456788", 10);
        Expect.RefusedAt<TaiwanIdentityCard>("A323456789", 2);
        Expect.RefusedAt<TaiwanIdentityCard>("A12345678", 10);
        Expect.RefusedAt<TaiwanIdentityCard>("A133456789", 10);
    }

    [Theory]
    [InlineData("军字第2001988号")]
    [InlineData("士字第19880012号")]
    [InlineData("文字第1988号")]
    [InlineData("广空文字第123456789012号")]
    public void Military_numbers_are_valid_as_printed(string number) => Expect.Valid<MilitaryNumber>(number);

    [Theory]
    [InlineData("字第2001988号", 1)]
    [InlineData("军2001988号", 2)]
    [InlineData("军字第198号", 7)]
    [InlineData("军字第1234567890123号", 16)]
    [InlineData("军字第2001988", 11)]
    [InlineData("军字第2001988号甲", 12)]
    [InlineData("一二三四五字第2001988号", 5)]
    public void Wrong_military_numbers_name_the_position(string number, int position) => Expect.RefusedAt<MilitaryNumber>(number, position);

    [Theory]
    [InlineData("D2143569X")]
    [InlineData("MA0000015")]
    [InlineData("123456788")]
    public void Organisation_codes_are_valid(string code)
    {
        Expect.Valid<OrganisationCode>(code);
        Assert.Equal(code, Canonicalize.Parse<OrganisationCode>($"{code[..8]}-{code[8]}").ToString());
        Expect.EverySubstitutionRefused<OrganisationCode>(code, Digits, at: static place => place == 8);
    }

    [Theory]
    [InlineData("D21435690", 9)]
    [InlineData("D2143569", 9)]
    [InlineData("D2143569XX", 10)]
    [InlineData("D214356-X", 8)]
    public void Wrong_organisation_codes_name_the_position(string code, int position) => Expect.RefusedAt<OrganisationCode>(code, position);

    [Fact]
    public void Business_licences_have_15_digits_and_a_check_digit()
    {
        Expect.Valid<BusinessLicence>("440301103448669");
        Expect.RefusedAt<BusinessLicence>("440301103448668", 15);
        Expect.RefusedAt<BusinessLicence>("44030110344866", 15);
        Expect.RefusedAt<BusinessLicence>("4403011034486690", 16);
        Expect.RefusedAt<BusinessLicence>("44030110344866X", 15);
        Expect.EverySubstitutionRefused<BusinessLicence>("440301103448669", Digits);
    }

    [Fact]
    public void A_code_of_another_length_is_told_both_lengths()
    {
        Assert.Contains("17 of 18 characters", Expect.Refused<CreditCode>("91441900MA0000015").English, StringComparison.Ordinal);
        Assert.Contains("共应为18位，实为17位", Expect.Refused<CreditCode>("91441900MA0000015").Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("characters", Expect.Refused<CreditCode>("91441900MA0000015X").English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lower_case_x_is_folded_at_the_edge()
        => Assert.Equal("11010519491231002X", Canonicalize.Parse<CitizenId>("110105 19491231 002ｘ").ToString());

    [Theory]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9")]
    [InlineData("1.2.156.3005.2.11100000MB03271699001.12441900000000027N.2021000000001.001.C")]
    public void Electronic_licence_ids_are_valid(string id) => Expect.Valid<ElectronicLicenceId>(id);

    [Fact]
    public void Every_single_substitution_in_an_electronic_licence_id_is_refused()
        => Expect.EverySubstitutionRefused<ElectronicLicenceId>(
            "1.2.156.3005.2.11100000MB03271699001.12441900000000027N.2021000000001.001.C", Alphanumeric);

    [Theory]
    [InlineData("1.2.156.3005.3.11100000MB03271699022.340100.000000016.001.9", 14)]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.34010.000000016.001.9", 43)]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100..001.9", 45)]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.", 59)]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.8", 59)]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.99", 60)]
    public void Wrong_electronic_licence_ids_name_the_position(string id, int position)
        => Expect.RefusedAt<ElectronicLicenceId>(id, position);

    [Fact]
    public void The_licence_type_tells_certificate_from_proof()
    {
        var proof = ElectronicLicenceId.Parse("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9");
        Assert.Equal(V1.CertificateKind.Proof, proof.Kind);
        Assert.Equal("340100", proof.Issuer);
        Assert.Equal("000000016", proof.Serial);
        Assert.Equal("001", proof.Version);
    }
}
