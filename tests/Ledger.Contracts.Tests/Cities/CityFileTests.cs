using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class CityFileTests
{
    public static TheoryData<string, string, Action<CityFile>> Wrong => new()
    {
        { "no id", "id", file => file.Id = "" },
        { "an id of capitals", "id", file => file.Id = "Linlan" },
        { "no name", "name_zh", file => file.NameZh = "" },
        { "a name with a control character", "name_en", file => file.NameEn = "Lin\nlan" },
        { "no division", "divisions", file => file.Divisions.Clear() },
        { "a division of letters", "divisions[0]", file => file.Divisions[0] = "44x" },
        { "divisions out of order", "divisions[2]", file => file.Divisions.Add("1") },
        { "a certificate place of one character", "certificate_place", file => file.CertificatePlace = "临" },
        { "no province", "certificate_place", file => file.CertificateProvince = "X" },
        { "a regular expression", "contract_number", file => file.ContractNumber = "(a+)+" },
        { "a contract number without the kind of sale", "contract_number", file => file.ContractNumber = "8d" },
        { "a case number without a date", "case_number", file => file.CaseNumber = "12d" },
        { "no town", "towns", file => file.Towns.Clear() },
        { "a town of 8 digits", "towns[0].code", file => file.Towns[0].Code = 44_980_100 },
        { "a town twice", "towns[1]", file => file.Towns.Insert(0, file.Towns[0]) },
        { "an urban tax above 100 %", "towns[0].urban_tax", file => file.Towns[0].UrbanTax = 100_001 },
        { "no threshold", "consent_threshold", file => file.ConsentThreshold = null },
        { "a threshold above 1", "consent_threshold", file => file.ConsentThreshold = new() { Numerator = 3, Denominator = 2 } },
        { "a day that does not exist", "mortgage_consent_before", file => file.MortgageConsentBefore = 20210230 },
        { "no choice for higher amounts", "mortgage_increase", file => file.MortgageIncrease = MortgageIncrease.Unspecified },
        { "an unknown choice", "first_notice", file => file.FirstNotice = (FirstNotice)9 },
        { "a notice of no days", "notice_days", file => file.NoticeDays = 0 },
        { "a seizure of no months", "seizure_months", file => file.SeizureMonths = 0 },
        { "a rate above 100 %", "ltv_new", file => file.LtvNew = 100_001 },
        { "bounds the wrong way round", "highest_unit_price_fen", file => file.HighestUnitPriceFen = 1 },
        { "uses out of order", "residential_uses[1]", file => file.ResidentialUses.Insert(0, 111) },
        { "a kind of land left out", "land_disposal", file => file.LandDisposal.RemoveAt(2) },
        { "an override of an unknown column", "overrides[0].column", file => file.Overrides.Add(Cell("211", "Z", "R")) },
        { "an override of no severity", "overrides[0].severity", file => file.Overrides.Add(Cell("211", "S", "no")) },
        { "an override by mortgages of another column", "overrides[0].severity", file => file.Overrides.Add(Cell("M8", "B", "c")) },
        { "an override of no flow", "overrides[0].flow", file => file.Overrides.Add(Cell("", "S", "W")) },
        { "a document that is no code", "instrument_documents[0].documents[0]", file => file.InstrumentDocuments[0].Documents[0] = "the will" },
    };

    [Fact]
    public void Both_files_load_and_differ_where_their_ordinances_do()
    {
        var (dongguan, linlan) = (Cities.Dongguan, Read("linlan"));

        Assert.Equal(36, dongguan.Towns.Count);
        Assert.Equal(4, dongguan.Towns.Values.Count(town => town.UrbanTax == Rate.Parse("7%")));
        Assert.Equal("虎门镇", dongguan.Towns[441900121].Name.Chinese);
        Assert.False(dongguan.Towns.ContainsKey(441900120));
        Assert.Equal(12, linlan.Towns.Count);
        Assert.All(linlan.Towns.Values, town => Assert.Equal(Rate.Parse("7%"), town.UrbanTax));
        Assert.Equal(('粤', "东莞"), dongguan.CertificatePlace);
        Assert.Equal(('粤', "临澜"), linlan.CertificatePlace);
        Assert.Equal("2/3", dongguan.ConsentThreshold.ToString());
        Assert.Equal("1/1", linlan.ConsentThreshold.ToString());
        Assert.Equal(Day.Of(2021, 1, 1), dongguan.ConsentFreeMortgagesFrom);
        Assert.Equal(Day.First, linlan.ConsentFreeMortgagesFrom);
        Assert.Equal((36u, 36u, 24u), (dongguan.LongestSeizureMonths, dongguan.LongestPreSeizureMonths, dongguan.LongestPoliceSeizureMonths));
        Assert.Equal((36u, 24u, 24u), (linlan.LongestSeizureMonths, linlan.LongestPreSeizureMonths, linlan.LongestPoliceSeizureMonths));
        Assert.Equal(("100.00", "1000000.00"), (dongguan.LowestUnitPrice.ToString(), dongguan.HighestUnitPrice.ToString()));
        Assert.Equal(DisposalRule.Never, dongguan.LandDisposal[LandKind.Homestead]);
        Assert.Equal(DisposalRule.WithinVillage, linlan.LandDisposal[LandKind.Homestead]);
        Assert.Equal([10u, 11u, 12u, 13u, 111u, 112u], dongguan.ResidentialUses.Order());
        Assert.Equal([10u, 11u, 111u, 112u], linlan.ResidentialUses.Order());
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_file_with_one_thing_wrong_names_the_field(string what, string field, Action<CityFile> change)
    {
        Assert.NotEmpty(what);
        var file = Cities.Files.Single(file => file.Id == "linlan");
        change(file);

        Assert.Null(City.Read(file, Profiles.Newest, out var faults));

        Assert.Contains(field, faults.Select(fault => fault.Path));
        Assert.All(faults, fault => Assert.Contains(fault.Path, fault.Message.Chinese, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.Contains("expected", fault.Message.English, StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_file_names_every_key_that_must_be_stated()
    {
        Assert.Null(City.Read(new CityFile(), Profiles.Newest, out var faults));

        Assert.Superset(
            new HashSet<string> { "id", "divisions", "certificate_place", "contract_number", "case_number", "towns", "consent_threshold", "land_disposal" },
            faults.Select(fault => fault.Path).ToHashSet());
    }

    [Fact]
    public void A_file_is_read_once_as_long_as_its_bytes_are_the_same()
    {
        var bytes = Cities.Files.Single(file => file.Id == "linlan").ToByteString();
        var published = new PublishedFiles();

        var first = published.City.Get(bytes);

        Assert.Same(first, published.City.Get(ByteString.CopyFrom(bytes.Span)));
        Assert.NotSame(first, published.City.Get(Cities.Files.Single(file => file.Id == "dongguan").ToByteString()));
    }

    [Fact]
    public void A_file_on_the_ledger_is_read_though_this_build_would_ask_more_of_it()
    {
        var file = Cities.Files.Single(file => file.Id == "linlan");
        file.LandDisposal.RemoveAt(file.LandDisposal.Count - 1);
        file.NameEn = "";
        Assert.Null(City.Read(file, Profiles.Newest, out _));

        var city = new PublishedFiles().City.Get(file.ToByteString());

        Assert.Equal(DisposalRule.WithApproval, city.LandDisposal[LandKind.PolicyHousing]);
    }

    [Fact]
    public void A_profile_asks_of_a_file_what_its_own_form_and_matrix_know()
    {
        var file = Cities.Files.Single(file => file.Id == "linlan");
        file.Overrides.Add(Cell("600", "S", "R"));

        Assert.NotNull(City.Read(file, Profiles.Two, out _));
        Assert.Null(City.Read(file, Profiles.Two with { Matrix = Matrix.Empty }, out var faults));
        Assert.Contains("overrides[0].flow", faults.Select(fault => fault.Path));
    }

    [Fact]
    public void A_cell_of_the_matrix_is_the_citys_where_its_file_says_so()
    {
        var file = Cities.Files.Single(file => file.Id == "linlan");
        file.Overrides.Add(new MatrixOverride { Flow = "600", Column = "S", Severity = "R" });
        var city = City.Read(file, Profiles.Newest, out _)!;

        var matrix = new PublishedFiles().MatrixOf(city, MatrixTwo.Matrix);

        Assert.Equal("R", matrix[FlowCode.F600, MatrixColumn.S].ToString());
        Assert.Equal("W", MatrixTwo.Matrix[FlowCode.F600, MatrixColumn.S].ToString());
        Assert.Equal(MatrixTwo.Matrix[FlowCode.F211, MatrixColumn.S], matrix[FlowCode.F211, MatrixColumn.S]);
    }

    private static MatrixOverride Cell(string flow, string column, string severity) => new() { Flow = flow, Column = column, Severity = severity };

    internal static City Read(string id)
        => City.Read(Cities.Files.Single(file => file.Id == id), Profiles.Newest, out var faults)
            ?? throw new InvalidOperationException(faults[0].Message.English);
}
