using Ledger.Exchange;
using Ledger.Export;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>Every kind of act of the book as its message (docs/exchange.md): record type and right row in both shapes.</summary>
public sealed class ExportedActTests : IDisposable
{
    private const string Parcel = "441900004001GB00012W00000000";
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";
    private const string Third = "441900004001GB00012F00010111";
    private const string OtherBuilding = "441900004001GB00012F00020111";
    private const string House = "QLT_FW_FDCQ_YZ";
    private const string Mortgage = "QLF_QL_DYAQ";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Changes_of_a_title_its_new_certificate_and_its_end()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, Ho), city.Unit(Third, new Stake(An, "1/2"), new Stake(Bo, "1/2")));
        var file = city.Case("", (FlowCode.F311, Flat, [An]));
        await city.AtOnce(file, new ChangeUnitDetailsRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = Flat,
            BusinessNumber = file.Business(Flat),
            Kind = UnitDetail.Address,
            AddressChange = "STREET_RENAMED",
            Document = Located("东莞市南城街道新样例路1号101房"),
        }).Ok();
        city.At("2026-03-02 09:10");
        file = city.Case("", (FlowCode.F910, Flat, [An]));
        await city.AtOnce(file, Reissue(city, file)).Ok();
        city.At("2026-03-02 09:20");
        file = city.Case("", (FlowCode.F310, Second, [Ho]));
        await city.AtOnce(file, new ChangeOwnerDetailsRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = Second,
            BusinessNumber = file.Business(Second),
            Kind = OwnerDetail.IdentityDocument,
            Parties = { new PartyRenewalInput { Old = Ho, Renewed = HoByCard } },
            Document = ScenarioCity.Papers(),
        }).Ok();
        city.At("2026-03-02 09:30");
        file = city.Case("", (FlowCode.F315, Third, [An, Bo]));
        var joint = city.Certificate();
        await city.AtOnce(file, new ChangeCoOwnershipRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = Third,
            BusinessNumber = file.Business(Third),
            CoOwnership = CoOwnership.Joint,
            Owners = { new OwnerInput { Party = An, Certificate = joint }, new OwnerInput { Party = Bo, Certificate = joint } },
            BetweenSpouses = true,
            Signing = { An, Bo },
            Document = ScenarioCity.Papers(),
        }).Ok();
        city.At("2026-03-02 09:40");
        file = city.Case("", (FlowCode.F410, Second, [HoByCard]));
        await city.AtOnce(file, new CancelTitleRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = Second,
            BusinessNumber = file.Business(Second),
            Ground = TitleEndGround.Waiver,
            Date = city.Today,
            Document = ScenarioCity.Papers(),
        }).Ok();

        string[] expected = ["3000402 " + House, "9000402 " + House, "3000402 " + House, "3000402 " + House, "4000101 QLF_QL_ZXDJ"];
        Assert.Equal(expected, (await TellAsync(city, "older")).Select(Told));
        var messages = await TellAsync(city, "newer");
        Assert.Equal(expected, messages.Select(Told));
        Assert.Equal("东莞市南城街道新样例路1号101房", Right(messages[0])["FDZL"]);
        Assert.Equal(("901", city.CertificateOf(An, Flat)), (messages[1].Head.RegType, Right(messages[1])["BDCQZH"]));
        Assert.Equal(HoByCard.DocumentNumber, Assert.Single(messages[2].Of("ZTT_GY_QLR"))["ZJH"]);
        Assert.Equal([("1", joint), ("1", joint)], messages[3].Of("ZTT_GY_QLR").Select(static row => (row["GYFS"]!, row["BDCQZH"]!)));
        Assert.Equal(messages[2].Head.RecFlowId, Right(messages[4])["ZXYWH"]);
    }

    [Fact]
    public async Task Notices_and_objections_entered_and_cancelled_stand_in_their_own_table()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.FiledAsync();
        var file = city.Case(sale.Number, (FlowCode.F701, Flat, [An, Bo]));
        var notice = city.Notice(file, sale, AdvanceNoticeKind.OtherSale);
        await city.AtOnce(file, notice).Ok();
        file = city.Case("", (FlowCode.F600, Second, [Chen]));
        await city.AtOnce(file, city.Object(file, Chen, "WRONG_OWNER")).Ok();
        city.At("2026-03-03 09:00");
        file = city.Case("", (FlowCode.F704, Flat, [Bo]));
        await city.AtOnce(file, city.CancelNotice(file, notice, AdvanceNoticeCancellation.Beneficiary)).Ok();
        city.At("2026-03-03 09:10");
        file = city.Case("", (FlowCode.F601, Second, [Chen]));
        await city.AtOnce(file, new CancelObjectionRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = Second,
            BusinessNumber = file.Business(Second),
            Applicant = Chen,
            Ground = "WRONG_OWNER",
            Cancellation = ObjectionCancellation.Applicant,
            Document = ScenarioCity.Papers(),
        }).Ok();

        string[] expected = ["7000101 QLF_QL_YGDJ", "6000101 QLF_QL_YYDJ", "7000101 QLF_QL_YGDJ", "6000101 QLF_QL_YYDJ"];
        Assert.Equal(expected, (await TellAsync(city, "older")).Select(Told));
        var messages = await TellAsync(city, "newer");
        Assert.Equal(expected, messages.Select(Told));
        foreach (var (entered, ended, column) in ((int, int, string)[])[(0, 2, "ZXYGYWH"), (1, 3, "ZXYYYWH")])
        {
            Assert.Equal((messages[entered].Head.RecFlowId, messages[ended].Head.RecFlowId, "2"),
                (Right(messages[ended])["YWH"], Right(messages[ended])[column], Right(messages[ended])["QSZT"]));
        }
    }

    [Fact]
    public async Task Rights_of_use_are_told_on_each_unit_and_end_by_a_cancellation()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, Bo), city.Unit(Third, An));
        var file = city.Case("", (FlowCode.F901, Third, [An, Chen]));
        var residence = new RegisterResidenceRightRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = Third,
            BusinessNumber = file.Business(Third),
            Holders = { Chen },
            Scope = ResidenceScope.Whole,
            FirstDay = city.Today,
            By = ResidenceOrigin.Contract,
            Proof = city.Proof(),
            Document = ScenarioCity.Papers(),
        };
        await city.AtOnce(file, residence).Ok();
        file = city.Case("", (FlowCode.F902, Flat, [An, Bo]), (FlowCode.F902, Second, [An, Bo]));
        var easement = new RegisterEasementRequest
        {
            Recording = file.At(city.NowMs),
            Servient = new() { UnitCode = Flat, BusinessNumber = file.Business(Flat), Holders = { An } },
            Dominant = new() { UnitCode = Second, BusinessNumber = file.Business(Second), Holders = { Bo } },
            Purpose = "WAY",
            FirstDay = city.Today,
            LastDay = "2046-03-01",
            Proof = city.Proof(),
            Document = ScenarioCity.Papers(),
        };
        await city.AtOnce(file, easement).Ok();
        city.At("2026-03-03 09:00");
        file = city.Case("", (FlowCode.F903, Third, [Chen]));
        await city.AtOnce(file, new CancelResidenceRightRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = Third,
            BusinessNumber = file.Business(Third),
            Proof = new() { Number = residence.Proof },
            Ground = ResidenceCancellation.Waiver,
            Document = ScenarioCity.Papers(),
        }).Ok();
        city.At("2026-03-03 09:10");
        file = city.Case("", (FlowCode.F903, Flat, [Bo]), (FlowCode.F903, Second, [Bo]));
        await city.AtOnce(file, new CancelEasementRequest
        {
            Recording = file.At(city.NowMs),
            Servient = new() { UnitCode = Flat, BusinessNumber = file.Business(Flat) },
            Dominant = new() { UnitCode = Second, BusinessNumber = file.Business(Second) },
            Proof = new() { Number = easement.Proof },
            Ground = EasementCancellation.Waiver,
            Document = ScenarioCity.Papers(),
        }).Ok();

        var messages = await TellAsync(city, "newer");
        Assert.Equal(
            ["1009901 QLF_QL_QTXGQL", "1002101 QLF_QL_DYIQ", "1002101 QLF_QL_DYIQ", "4000101 QLF_QL_ZXDJ", "4000101 QLF_QL_ZXDJ", "4000101 QLF_QL_ZXDJ"],
            messages.Select(Told));
        Assert.Equal([Flat, Second], messages.Skip(1).Take(2).Select(static message => message.Head.EstateNum));
        Assert.Equal([residence.Proof, easement.Proof, easement.Proof], messages.Skip(3).Select(static message => Right(message)["BDCQZH"]));
        Assert.Equal(
            ["1009901 QLF_QL_QTXGQL", "9000102 QLF_QL_DYIQ", "9000102 QLF_QL_DYIQ", "4000101 QLF_QL_ZXDJ", "9000102 QLF_QL_DYIQ", "9000102 QLF_QL_DYIQ"],
            (await TellAsync(city, "older")).Select(Told));
    }

    [Fact]
    public async Task Mortgages_change_their_ranks_their_amount_and_their_bank()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var first = new Loan(city) { Units = [Flat], Mortgagors = [An] };
        await first.RegisteredAsync();
        city.At("2026-03-03 09:00");
        var second = new Loan(city, "bank-b") { Units = [Flat], Mortgagors = [An], Amount = 300_000 };
        await second.RegisteredAsync();
        city.At("2026-03-04 09:00");
        var file = first.Case(FlowCode.M5);
        await city.BankA(first.Consent(ConsentSubject.Rank, of: second.Id)).Ok();
        await city.AtOnce(file, new ChangeMortgageRanksRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = Flat,
            BusinessNumber = file.Business(Flat),
            Order = { second.Id, first.Id },
            Document = ScenarioCity.Papers(),
        }).Ok();
        city.At("2026-03-05 09:00");
        first.Amount += 100_000;
        await city.BankA(first.Agree(MortgageChangeKind.Amount)).Ok();
        file = first.Case(FlowCode.M3);
        await city.AtOnce(file, first.Change(file, MortgageChangeKind.Amount, FlowCode.M3)).Ok();
        city.At("2026-03-06 09:00");
        var next = new Loan(city, "bank-b") { Units = [Flat], Mortgagors = [An] };
        await city.BankA(first.Agree(MortgageChangeKind.Assigned).With(r => r.Assignee = next.Id)).Ok();
        await city.BankB(first.Agree(MortgageChangeKind.Assigned).With(r => (r.Assignee, r.Accepts) = (next.Id, true))).Ok();
        file = first.Case(FlowCode.M6);
        await city.AtOnce(file, first.Assign(file, next.Id)).Ok();

        var messages = await TellAsync(city, "newer");
        Assert.Equal(
            ["1003701 " + Mortgage, "1003701 " + Mortgage, "3003701 " + Mortgage + " " + Mortgage, "3003701 " + Mortgage, "2003701 " + Mortgage],
            messages.Select(Told));
        Assert.Equal(["1", "2"], messages[2].Of(Mortgage).Select(static row => row["DYQSW"]));
        Assert.Equal("70.0000", Right(messages[3])["BDBZZQSE"]);
        Assert.Equal(next.Id.Mortgagee, Assert.Single(messages[4].Of("ZTT_GY_QLR"))["ZJH"]);
        Assert.All(await TellAsync(city, "older"), static message => Assert.Equal("9000101", message.Head.RecType));
    }

    [Fact]
    public async Task A_new_building_is_told_unit_by_unit_and_a_split_ends_the_old_unit()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Parcel, Developer), city.Unit(OtherBuilding, An) with { Use = 31 });
        var presale = new Presale(city, Parcel, Flat, Second);
        await city.Transaction(presale.Issue()).Ok();
        await city.Transaction(presale.Rows()).Ok();
        await city.Transaction(presale.Survey()).Ok();
        var file = city.Case("", (FlowCode.F102, Flat, [Developer]), (FlowCode.F102, Second, [Developer]));
        await city.AtOnce(file, presale.Register(file)).Ok();
        city.At("2026-03-03 09:00");
        string[] parts = ["441900004001GB00012F00020121", "441900004001GB00012F00020122"];
        file = city.Case("", [.. parts.Prepend(OtherBuilding).Select(static unit => (FlowCode.F313, unit, new[] { An }))]);
        await city.AtOnce(file, new SplitUnitRequest
        {
            Recording = file.At(city.NowMs),
            UnitCode = OtherBuilding,
            BusinessNumber = file.Business(OtherBuilding),
            Parties = { An },
            Parts =
            {
                parts.Zip(["50.00", "39.50"], (part, area) => new UnitPartInput
                {
                    UnitCode = part,
                    BusinessNumber = file.Business(part),
                    Area = area,
                    Use = 31,
                    Certificates =
                    {
                        new CertificateRenewalInput { Old = new() { Number = city.CertificateOf(An, OtherBuilding) }, Replacement = city.Certificate() },
                    },
                }),
            },
            Survey = ScenarioRequests.Paper("survey"),
            Document = ScenarioCity.Papers(),
        }).Ok();

        string[] expected = ["1000402 " + House, "1000402 " + House, "3000402 " + House, "3000402 " + House, "4000101 QLF_QL_ZXDJ"];
        Assert.Equal(expected, (await TellAsync(city, "older")).Select(Told));
        var messages = await TellAsync(city, "newer");
        Assert.Equal(expected, messages.Select(Told));
        Assert.Equal([Parcel, Parcel, OtherBuilding, OtherBuilding], messages.Take(4).Select(static message => message.Head.PreEstateNum));
        Assert.Equal([Developer.DocumentNumber, Developer.DocumentNumber, An.DocumentNumber, An.DocumentNumber],
            messages.Take(4).Select(static message => Assert.Single(message.Of("ZTT_GY_QLR"))["ZJH"]));
    }

    private static DocumentInput Located(string address)
    {
        var papers = ScenarioCity.Papers();
        papers.Fields.Add(new Ledger.V1.DocumentField { Name = "address", Value = address });
        return papers;
    }

    private static ReissueCertificateRequest Reissue(ScenarioCity city, CaseFile file)
    {
        var (old, replacement, title) = (city.CertificateOf(An, Flat), new CertificateId { Number = city.Certificate() }, city.Title(Flat));
        title.Owners[0].Certificate = replacement;
        var page = new CertificatePage { UnitCode = Flat, Kind = CertificateKind.Title, Issued = Day.Parse(city.Today).Number };
        return new()
        {
            Recording = file.At(city.NowMs),
            UnitCode = Flat,
            BusinessNumber = file.Business(Flat),
            Holder = An,
            Old = new() { Number = old },
            Replacement = replacement.Number,
            Ground = ReissueGround.Damaged,
            ContentRoot = Google.Protobuf.ByteString.CopyFrom(CertificateContents.RootOf(CertificateContents.OfTitle(replacement, page, [title])!)),
            Document = ScenarioCity.Papers(),
        };
    }

    private static ExchangeRow Right(ExchangeMessage message) => message.Of(TableRole.Right).First();

    private static string Told(ExchangeMessage message)
        => string.Join(' ', message.Of(TableRole.Right).Select(static row => row.Table.Name).Prepend(message.Head.RecType));

    private async Task<List<ExchangeMessage>> TellAsync(ScenarioCity city, string province)
    {
        var options = new ExportOptions
        {
            From = Day.Parse("2026-03-02"),
            To = Day.Parse("2026-03-31"),
            Folder = folder[province],
            Profile = ProvinceProfile.Find(province),
        };
        using var outbox = Outbox.Open(options.OutboxFile);
        var result = await new Exporter(new ScenarioRecords(city), outbox, options).RunAsync(null, TestCity.Limit);
        return [.. result.Messages.Select(static message => MessageReader.Read(ExchangeFile.Read(message.File)))];
    }
}
