using Ledger.Client;
using Ledger.Exchange;
using Ledger.Export;
using Ledger.Facts;
using Ledger.Import;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>Acts recorded on one network go out as messages and come into a new network as the same titles.</summary>
[Collection(Networks.Collection)]
public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = 600_000)]
    [InlineData("newer")]
    [InlineData("older")]
    public async Task What_one_network_recorded_another_one_takes_over_from_its_messages_as_the_same_titles(string province)
    {
        var profile = ProvinceProfile.Find(province);
        var sold = new Dictionary<string, TitlePage>(StringComparer.Ordinal);
        await using (var first = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["first"], QuorumWait = TimeSpan.FromSeconds(60) }))
        {
            await first.StartAsync(NodePlacement.OneProcess, Ct);
            var sales = folder["sales.csv"];
            await File.WriteAllLinesAsync(sales, File.ReadLines(SalesData.UkSample).Take(4), Ct);
            await LocalImport.RunAsync(first, "uk-ppd", sales, new ImportOptions(), null, TimeProvider.System, Ct);
            using var client = Registry(first);
            var options = new ExportOptions
            {
                From = Day.Of(1990, 1, 1),
                To = Day.Of(2099, 12, 31),
                Folder = folder["messages"],
                Profile = profile,
                WithLog = false,
            };
            using var outbox = Outbox.Open(options.OutboxFile);
            var result = await new Exporter(new LedgerRecords(client), outbox, options).RunAsync(null, Ct);
            Assert.All(result.Messages, static message => Assert.StartsWith("2000", message.Type, StringComparison.Ordinal));
            foreach (var unit in result.Messages.Select(static message => message.Act.Unit).Distinct(StringComparer.Ordinal))
                sold.Add(unit, await TitleAsync(client, unit));
            Assert.NotEmpty(sold);
        }

        await using var second = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["second"], QuorumWait = TimeSpan.FromSeconds(60) });
        await second.StartAsync(NodePlacement.OneProcess, Ct);
        using var output = new StringWriter();
        var totals = await LocalImport.RunExchangeAsync(
            second, folder["messages"], new ExchangeOptions { Province = profile }, new ImportOptions(), output, TimeProvider.System, Ct);
        var exceptions = Path.Combine(LocalImport.FolderOf(second), "bdc-xml-exceptions.csv");
        Assert.True(
            totals.Of(ExchangeState.Recorded) == sold.Count, output.ToString() + (File.Exists(exceptions) ? await File.ReadAllTextAsync(exceptions, Ct) : ""));
        using var reader = Registry(second);
        foreach (var (unit, title) in sold)
            Assert.Equal(Kept(title), Kept(await TitleAsync(reader, unit)));
    }

    /// <summary>What the format keeps of a title: the price, milliseconds and what led to it are lost.</summary>
    private static string Kept(TitlePage page) => string.Join(
        '\n',
        page.Owners.Select(static owner => $"{owner.Certificate.Number} {owner.Share} {owner.Party.Kind} {owner.Party.IdentityClass} {owner.Party.CreditCode}")
            .Order(StringComparer.Ordinal)
            .Append($"{page.CoOwnership} {page.Area} {page.InnerArea} {page.SharedArea} {page.Use} {page.RightType} {page.Floor} {page.TotalFloors}")
            .Append($"{page.HouseNature} {page.LandTermEnd} {page.Completion} {page.RecordingMs / 1000} {page.BusinessNumber}"));

    private static LedgerClient Registry(LocalNetwork network) => LedgerClient.Connect(network.Profile($"{LocalMember.Registration}-clerk"));

    private static async Task<TitlePage> TitleAsync(LedgerClient client, string unit)
        => TitlePage.Parser.ParseFrom((await client.Reader.GetPageAsync(PageKeys.Title(unit), cancellationToken: Ct)).Page!.Body);
}
