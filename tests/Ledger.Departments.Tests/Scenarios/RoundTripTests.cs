using Ledger.Client;
using Ledger.Exchange;
using Ledger.Export;
using Ledger.Facts;
using Ledger.Import;
using Ledger.Network;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>
/// Acts recorded in one city go out as messages, come into a new network as the same pages, and out of it again as the same rows: but for
/// what docs/exchange.md says is lost.
/// </summary>
public sealed class RoundTripTests : IDisposable
{
    private const string Shared = "441900004001GB00012F00010101";
    private const string Freed = "441900004001GB00012F00010102";
    private const string Seized = "441900004001GB00012F00010103";
    private const string Noticed = "441900004001GB00012F00010104";
    private const string Joint = "441900004001GB00012F00010105";
    private const string Objected = "441900004001GB00012F00010106";
    private const string CourtName = "样例人民法院";

    private static readonly Day April = Day.Of(2026, 4, 1);
    private static readonly string[] Units = [Shared, Freed, Seized, Noticed, Joint, Objected];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = 300_000)]
    [InlineData("newer")]
    [InlineData("older")]
    public async Task What_one_city_recorded_stands_on_a_new_network_by_its_messages_alone(string province)
    {
        var profile = Named(province);
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        var lacking = await RecordAsync(city);
        await ExportAsync(new ScenarioRecords(city), "out", profile);
        await File.WriteAllLinesAsync(folder["facts.csv"], lacking, TestCity.Limit);

        await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], QuorumWait = TimeSpan.FromSeconds(60) });
        await network.StartAsync(NodePlacement.OneProcess, TestCity.Limit);
        var totals = await ImportAsync(network, profile, cutOver: null);

        var told = await ToldAsync(network);
        Assert.True(totals.Of(ExchangeState.Waiting) + totals.Of(ExchangeState.Refused) + totals.Of(ExchangeState.Rejected) == 0, told);
        using var reader = LedgerClient.Connect(network.Profile("registration-clerk"));
        foreach (var unit in Units)
        {
            Assert.Equal(Kept(city.Title(unit)), Kept(await PageAsync(reader, PageKeys.Title(unit), TitlePage.Parser)));
            var recorded = Kept(city.Encumbrances(unit), province);
            var kept = Kept(await PageAsync(reader, PageKeys.Encumbrances(unit), EncumbrancePage.Parser), province);
            Assert.True(recorded == kept, $"{recorded}\n-- is not\n{kept}");
        }
    }

    [Theory(Timeout = 300_000)]
    [InlineData("newer")]
    [InlineData("older")]
    public async Task What_a_new_network_records_from_messages_goes_out_of_it_as_the_same_rows(string province)
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");

        // The other bank has no name in any record: its mortgage waits, and keeps nothing else from being recorded.
        var profile = Named(province, (city.City["bank-a"].Member.CreditCode, "样例银行股份有限公司"));
        var lacking = await RecordAsync(city);
        var first = await ExportAsync(new ScenarioRecords(city), "out", profile);
        await File.WriteAllLinesAsync(folder["facts.csv"], lacking, TestCity.Limit);
        await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], QuorumWait = TimeSpan.FromSeconds(60) });
        await network.StartAsync(NodePlacement.OneProcess, TestCity.Limit);

        // The titles are stock; what came after them is recorded act by act, as at the counter: the bank has signed there, too.
        var titles = (ulong)ScenarioCity.Instant("2026-03-04 00:00").ToUnixTimeMilliseconds();
        await ImportAsync(network, profile, titles);
        using (var bank = LedgerClient.Connect(network.Profile("bank-a-officer")))
            await bank.Finance.SignMortgageContractAsync(Contract(city, province == "newer"), cancellationToken: TestCity.Limit);
        await ImportAsync(network, profile, titles);
        using var clerk = LedgerClient.Connect(network.Profile("registration-clerk"));
        var second = await ExportAsync(new LedgerRecords(clerk), "again", profile);

        // Mortgage, three seizures, objection; what ends is a clerk's, and the notice wants its contract.
        var sent = first.Messages.ToDictionary(static message => (message.Act, message.Type), Read);
        var told = await ToldAsync(network);
        Assert.True(second.Messages.Count == 5, string.Join(' ', second.Messages.Select(static message => message.Type)) + told);
        foreach (var message in second.Messages)
            Assert.Equal(Rows(sent[(message.Act, message.Type)]), Rows(Read(message)));
    }

    private static ExchangeMessage Read(ExportedMessage message) => MessageReader.Read(ExchangeFile.Read(message.File));

    // Who recorded it is of each registry its own.
    private static string Rows(ExchangeMessage message) => string.Join('\n', message.Of(TableRole.Right).Concat(message.Of(TableRole.Holder)).Select(static row
        => $"{row.Table.Name} {string.Join(' ', row.Values.Where(static value => value.Key != "DBR").Select(static value => $"{value.Key}={value.Value}"))}"));

    private static SignMortgageContractAct Contract(ScenarioCity city, bool restricted)
    {
        var mortgage = city.Encumbrances(Shared).Mortgages[0];
        return new Loan(city) { Id = mortgage.Id, Units = [Shared], Mortgagors = [Bo, Chen], Restricted = restricted }.Sign().With(act =>
        {
            act.SigningDate = "2026-03-04";
            act.Terms.TermFirstDay = Day.FromNumber(mortgage.Terms.TermStart).ToString();
            act.Terms.TermLastDay = Day.FromNumber(mortgage.Terms.TermEnd).AddDays(-1).ToString();
        });
    }

    /// <summary>Six titles pass on; what then stands on them is of every kind that an opening takes.</summary>
    /// <returns>What messages lack, as the import's side file has it.</returns>
    private static async Task<List<string>> RecordAsync(ScenarioCity city)
    {
        await city.OpenAsync([.. Units.Select(unit => city.Unit(unit, An))]);
        city.At("2026-03-03 10:00");
        await SoldAsync(city, Shared, CoOwnership.Shares, new Stake(Bo, "3/5"), new Stake(Chen, "2/5"));
        await SoldAsync(city, Freed, CoOwnership.Single, Dai);
        await SoldAsync(city, Seized, CoOwnership.Single, Bo);
        await SoldAsync(city, Noticed, CoOwnership.Single, Chen);
        await SoldAsync(city, Joint, CoOwnership.Joint, Bo, Chen);
        await SoldAsync(city, Objected, CoOwnership.Single, Dai);

        city.At("2026-03-04 09:30");
        var stays = new Loan(city) { Units = [Shared], Mortgagors = [Bo, Chen], Restricted = true };
        await stays.RegisteredAsync();
        var ends = new Loan(city, "bank-b") { Units = [Freed], Mortgagors = [Dai], Amount = 300_000 };
        await ends.RegisteredAsync();
        var court = new Court(city, Seized, Bo);
        await city.Registration(court.Enter(court.Document(1))).Ok();
        await city.Registration(court.Enter(court.Document(2), months: 24)).Ok();
        var lifted = new Court(city, Freed, Dai);
        await city.Registration(lifted.Enter(lifted.Document(3))).Ok();
        List<SeizureRow> seizures = [.. court.Rows, .. lifted.Rows];

        city.At("2026-03-05 15:00");
        await city.Registration(lifted.Lift(lifted.Document(3), lifted.Document(801))).Ok();
        await ends.CancelledAsync();
        var second = new Sale(city) { Units = [new(Noticed, 1_300_000)], Sellers = [Chen], Buyers = [Dai] };
        await second.FiledAsync();
        var file = city.Case(second.Number, (FlowCode.F701, Noticed, [Chen, Dai]));
        await city.AtOnce(file, city.Notice(file, second, AdvanceNoticeKind.OtherSale)).Ok();
        file = city.Case("", (FlowCode.F600, Objected, [An]));
        await city.AtOnce(file, city.Object(file, An, "WRONG_OWNER")).Ok();

        var mortgage = Assert.Single(city.Encumbrances(Shared).Mortgages);
        return
        [
            $"mortgage,{mortgage.BusinessNumber},{mortgage.Id.ContractNumber}",
            .. seizures.Select(static row => $"delivery,{row.BusinessNumber},{ExchangeValues.Instant(row.DeliveryTimeMs)}"),
        ];
    }

    private static async Task SoldAsync(ScenarioCity city, string unit, CoOwnership own, params Stake[] buyers)
    {
        var sale = new Sale(city) { Units = [new(unit, 1_200_000)], Sellers = [An], Buyers = buyers, BuyersOwn = own };
        await sale.TaxedAsync();
        var file = sale.Case();
        await city.AtOnce(file, sale.Transfer(file)).Ok();
    }

    private static ProvinceProfile Named(string province, params (string Code, string Name)[] banks) => ProvinceProfile.Find(province) with
    {
        Organisations = banks.Append((Court.Code, CourtName)).ToDictionary(static pair => pair.Item1, static pair => pair.Item2, StringComparer.Ordinal),
    };

    private async Task<ExportResult> ExportAsync(IRecordedSource source, string name, ProvinceProfile profile)
    {
        var options = new ExportOptions
        {
            From = Day.Parse("2026-03-03"),
            To = Day.Parse("2026-03-05"),
            Folder = folder[name],
            Profile = profile,
            WithLog = false,
        };
        using var outbox = Outbox.Open(options.OutboxFile);
        return await new Exporter(source, outbox, options).RunAsync(null, TestCity.Limit);
    }

    private Task<ExchangeTotals> ImportAsync(LocalNetwork network, ProvinceProfile profile, ulong? cutOver) => LocalImport.RunExchangeAsync(
        network, folder["out"], new ExchangeOptions { Province = profile, SideFile = folder["facts.csv"], CutOver = cutOver }, new ImportOptions(), null,
        TimeProvider.System, TestCity.Limit);

    /// <summary>What the import could not take over, and why.</summary>
    private static async Task<string> ToldAsync(LocalNetwork network)
    {
        var list = Path.Combine(LocalImport.FolderOf(network), "bdc-xml-exceptions.csv");
        return File.Exists(list) ? await File.ReadAllTextAsync(list, TestCity.Limit) : "";
    }

    private static async Task<T> PageAsync<T>(LedgerClient client, string key, Google.Protobuf.MessageParser<T> parser)
        where T : Google.Protobuf.IMessage<T>
        => parser.ParseFrom((await client.Reader.GetPageAsync(key, cancellationToken: TestCity.Limit)).Page!.Body);

    // The price, milliseconds, and by what the title came to be are lost.
    private static string Kept(TitlePage page) => string.Join(
        '\n',
        page.Owners.Select(static owner => $"{owner.Certificate.Number} {owner.Share} {Who(owner.Party)}").Order(StringComparer.Ordinal)
            .Append($"{page.CoOwnership} {page.Area} {page.InnerArea} {page.SharedArea} {page.Use} {page.RightType} {page.Floor} {page.TotalFloors}")
            .Append($"{page.HouseNature} {page.LandTermEnd} {page.Completion} {page.RecordingMs / 1000} {page.BusinessNumber}"));

    // So are debtors, holdings and kinds of object; a day stands for the instant of a row of the old book. The older shape has no agreed ban.
    private static string Kept(EncumbrancePage page, string province) => string.Join(
        '\n',
        page.Mortgages.Select(row => $"mortgage {row.Id} {row.Rank} {row.RecordingDate} {row.BusinessNumber} {row.Share} {row.Terms.Mode} "
                + $"{row.Terms.AmountFen} {row.Terms.TermStart} {row.Terms.TermEnd} {row.Terms.TransferRestricted && province == "newer"}")
            .Concat(page.Seizures.Where(static row => row.Lifted == 0).Select(static row
                => $"seizure {row.Kind} {row.Authority} {row.DocumentNumber} {row.RecordingDate} {row.BusinessNumber} {row.DeliveryTimeMs / 1000}"))
            .Concat(SeizureQueue.At(page.Seizures, April).InForce.Select(static place => $"in force {place.Row.DocumentNumber} until {place.End}"))
            .Concat(SeizureQueue.At(page.Seizures, April).Queued.Select(static place => $"waits {place.Row.DocumentNumber} {place.Row.Term}"))
            .Concat(page.Notices.Where(static row => row.Ended == 0).Select(static row
                => $"notice {row.Kind} {row.Basis} {row.Proof} {row.AmountFen} {row.Restricted} {row.BusinessNumber} {row.RecordingMs / 1000} "
                    + $"{string.Join(' ', row.Obligors.Select(Who))} {string.Join(' ', row.Beneficiaries.Select(Who))}"))
            .Concat(page.Objections.Where(static row => row.Ended == 0).Select(static row
                => $"objection {row.Ground} {row.Proof} {row.Entered} {row.Lapses} {row.BusinessNumber} {row.RecordingMs / 1000} {Who(row.Applicant)}")));

    private static string Who(Party party) => $"{party.Kind} {party.IdentityClass} {party.CreditCode}";
}
