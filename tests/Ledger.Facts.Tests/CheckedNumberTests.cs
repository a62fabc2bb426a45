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
