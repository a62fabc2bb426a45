using System.Text;
using Ledger.Client;
using Ledger.Exchange;
using Ledger.Facts;
using Ledger.Import;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>Registry messages through a network: stock taken over, the daily flow judged by the rules, everything accounted for.</summary>
public sealed class ExchangeImportTests : IAsyncDisposable
{
    private const string House = "441900004001GB00012F00010101";
    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public ExchangeImportTests() => network = LocalNetwork.Create(
        new LocalNetworkOptions { Folder = folder["net"], QuorumWait = TimeSpan.FromSeconds(60) });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Samples { get; } = Path.Combine(Path.GetDirectoryName(SalesData.UkSample)!, "bdc-xml");

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task The_samples_are_taken_over_once_and_every_file_and_act_is_accounted_for()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        using var output = new StringWriter();

        var totals = await ImportAsync(Samples, new(), output);

        Assert.True((12, 9, 1, 1, 0, 1) == (totals.Files, totals.Messages, totals.Logs, totals.Answers, totals.Unreadable, totals.Aside), output.ToString());
        Assert.True(
            States((ExchangeState.Recorded, 1), (ExchangeState.History, 4), (ExchangeState.Repeated, 2), (ExchangeState.Waiting, 2)) == States(totals),
                output.ToString());
        Assert.Equal(1, totals.Events);
        using var client = LedgerClient.Connect(network.Profile($"{LocalMember.Registration}-clerk"));
        var title = TitlePage.Parser.ParseFrom((await client.Reader.GetPageAsync(PageKeys.Title(House), cancellationToken: Ct)).Page!.Body);
        Assert.Equal((2, CoOwnership.Shares, 9560UL, 11u), (title.Owners.Count, title.CoOwnership, title.Area, title.Use));
        Assert.Equal([(2UL, 5UL), (3UL, 5UL)], title.Owners.Select(static owner => (owner.Share.Numerator, owner.Share.Denominator)).Order());
        Assert.Equal(
            ["粤（2021）东莞不动产权第0000002号", "粤（2021）东莞不动产权第0000003号"],
            title.Owners.Select(static owner => owner.Certificate.Number).Order(StringComparer.Ordinal));
        var page = await EncumbrancesAsync(client);
        Assert.Empty(page.Mortgages);
        Assert.Equal(
            [EncumbranceKind.Mortgage, EncumbranceKind.Seizure, EncumbranceKind.AdvanceNotice], page.Since.Select(static known => known.Kind));

        var again = await ImportAsync(Samples, new());
        Assert.Equal((States(totals), totals.Events, totals.Files), (States(again), again.Events, again.Files));
        AssertNothingPersonal(output.ToString() + await File.ReadAllTextAsync(Exceptions, Ct));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_unit_with_a_live_seizure_is_opened_only_with_what_messages_lack_of_it()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var source = Source("transfer", "mortgage-first");
        Write(source, "seizure", static text
            => text.Replace("2021-07-01", "2026-07-01", StringComparison.Ordinal).Replace("2024-06-30", "2029-06-30",
            StringComparison.Ordinal).Replace("2021070100003", "2026070100003", StringComparison.Ordinal));

        var without = await ImportAsync(source, new());

        Assert.Equal(States((ExchangeState.Waiting, 3)), States(without));
        Assert.Contains("credit code", await File.ReadAllTextAsync(Exceptions, Ct), StringComparison.Ordinal);
        var side = folder["facts.csv"];
        await File.WriteAllTextAsync(side, "organ,样例人民法院,11441900000000019Y\ndelivery,2026070100003,2026-07-01 15:30\n", Ct);
        var with = await ImportAsync(source, new() { SideFile = side });
        Assert.True(States((ExchangeState.Recorded, 3)) == States(with), await ListAsync());
        using var client = LedgerClient.Connect(network.Profile($"{LocalMember.Registration}-clerk"));
        var page = await EncumbrancesAsync(client);
        var mortgage = Assert.Single(page.Mortgages);
        Assert.Equal(("91441900MA00000238", "2021052000001", 80_000_000UL, 20210521u),
            (mortgage.Id.Mortgagee, mortgage.Id.ContractNumber, mortgage.Terms.AmountFen, mortgage.RecordingDate));
        var seizure = Assert.Single(page.Seizures);
        Assert.Equal(("（2021）粤1971执保123号", 36u, 20260701u), (seizure.DocumentNumber, seizure.Term.Months, seizure.Start));
        Assert.False(File.Exists(Exceptions));
        Assert.Equal(States(with), States(await ImportAsync(source, new() { SideFile = side })));
    }

    [Fact(Timeout = 300_000)]
    public async Task After_the_cut_over_an_unknown_act_is_judged_by_the_rules_and_a_known_one_compared()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var source = Source("transfer", "mortgage-first");
        Assert.True(ExchangeValues.TryInstant("2021-05-15T00:00:00", out var cutOver));

        var lacking = await ImportAsync(source, new() { CutOver = cutOver });
        Assert.True(States((ExchangeState.Recorded, 1), (ExchangeState.Waiting, 1)) == States(lacking), await ListAsync());
        var side = folder["facts.csv"];
        await File.WriteAllTextAsync(side, "mortgage,2021052000001,DY-2021-0001\n", Ct);
        var refused = await ImportAsync(source, new() { CutOver = cutOver, SideFile = side });
        Assert.True(States((ExchangeState.Recorded, 1), (ExchangeState.Refused, 1)) == States(refused), await ListAsync());
        Assert.Contains(",STATE,", await ListAsync(), StringComparison.Ordinal);

        // The same act once more, and one that the ledger has with another area.
        Write(source, "transfer", static text
            => text.Replace("441900210512000002", "441900210512000022_BL", StringComparison.Ordinal).Replace("95.60", "96.60",
            StringComparison.Ordinal).Replace("19.12", "20.12", StringComparison.Ordinal), "changed");
        var compared = await ImportAsync(source, new() { CutOver = cutOver, SideFile = side });
        Assert.Equal(1, compared.Of(ExchangeState.Recorded));
        Assert.Equal(1, compared.Of(ExchangeState.Waiting));
        Assert.Contains("#25", await ListAsync(), StringComparison.Ordinal);
        Assert.Equal(refused.Events, compared.Events);
    }

    [Fact(Timeout = 300_000)]
    public async Task An_act_on_a_ledger_that_knows_it_from_elsewhere_is_compared_with_its_pages()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        await ImportAsync(Source("transfer"), new());
        // Another journal: this import knows nothing of the first.
        Directory.Delete(LocalImport.FolderOf(network), recursive: true);

        var same = await ImportAsync(Path.Combine(folder.Path, "in"), new());
        Assert.True(States((ExchangeState.Equal, 1)) == States(same), await ListAsync());
        Directory.Delete(LocalImport.FolderOf(network), recursive: true);
        Write(Path.Combine(folder.Path, "in"), "transfer", static text
            => text.Replace("95.60", "96.60", StringComparison.Ordinal).Replace("19.12", "20.12", StringComparison.Ordinal));
        var other = await ImportAsync(Path.Combine(folder.Path, "in"), new());
        Assert.Equal(States((ExchangeState.Differs, 1)), States(other));
        Assert.Contains("area", await ListAsync(), StringComparison.Ordinal);
        Assert.Equal(0, other.Events);
    }

    [Fact(Timeout = 300_000)]
    public async Task Files_that_are_no_messages_are_named_and_the_others_go_on()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var source = Source("transfer");
        await File.WriteAllTextAsync(Path.Combine(source, "a-text.xml"), "这不是XML", Ct);
        byte[] gb = [.. "<Message><Head>\n<X>"u8, 0xB7, 0xA8, .. "</X></Head><Data/></Message>"u8];
        await File.WriteAllBytesAsync(Path.Combine(source, "b-gb.xml"), gb, Ct);
        await File.WriteAllTextAsync(Path.Combine(source, "c-entity.xml"), "<!DOCTYPE m [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<Message>&e;</Message>", Ct);
        await File.WriteAllTextAsync(Path.Combine(source, "d-twice.xml"), "<Message><Head/><Data>\n<QLF_QL_CFDJ YWH=\"1\" YWH=\"2\"/></Data></Message>", Ct);
        await using (var large = File.Create(Path.Combine(source, "e-large.xml")))
            large.SetLength(200L * 1024 * 1024);
        await File.WriteAllTextAsync(Path.Combine(source, "f.xml.tmp"), "<Message>", Ct);
        await File.WriteAllTextAsync(Path.Combine(source, "g-row.xml"), $"<Message><Head/><Data>\n\n<QLF_QL_CFDJ FJ=\"{new string('x', 10 * 1024 * 1024)}\"/></Data></Message>", Ct);

        var totals = await ImportAsync(source, new());

        Assert.Equal((8, 1, 6, 1), (totals.Files, totals.Messages, totals.Unreadable, totals.Aside));
        Assert.Equal(1, totals.Of(ExchangeState.Recorded));
        var list = await ListAsync();
        foreach (var (file, line) in ((string, int)[])[("a-text.xml", 1), ("b-gb.xml", 2), ("c-entity.xml", 1), ("d-twice.xml", 2), ("e-large.xml", 0),
            ("g-row.xml", 3)])
        {
            Assert.Contains($"file,{file},{line},", list, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("root:", list, StringComparison.Ordinal);

        // What was mended is read the next time, and its old fault is gone.
        File.Delete(Path.Combine(source, "e-large.xml"));
        Write(source, "mortgage-first", static text => text, "e-large");
        var mended = await ImportAsync(source, new());
        Assert.Equal((2, 5), (mended.Messages, mended.Unreadable));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_transfer_whose_sale_the_ledger_does_not_have_is_refused_with_the_rules_code()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var source = Source("first-registration", "transfer");
        Assert.True(ExchangeValues.TryInstant("2021-02-01T00:00:00", out var cutOver));

        var totals = await ImportAsync(source, new() { CutOver = cutOver });

        // The developer's title is stock; the sale after it lacks its contract and taxes on this ledger.
        Assert.True(States((ExchangeState.Recorded, 1), (ExchangeState.Refused, 1)) == States(totals), await ListAsync());
        Assert.Contains(",C-10,", await ListAsync(), StringComparison.Ordinal);
        Assert.Equal(States(totals), States(await ImportAsync(source, new() { CutOver = cutOver })));
    }

    private string Exceptions => Path.Combine(LocalImport.FolderOf(network), "bdc-xml-exceptions.csv");

    private async Task<string> ListAsync() => File.Exists(Exceptions) ? await File.ReadAllTextAsync(Exceptions, Ct) : "";

    private static string States(params ReadOnlySpan<(ExchangeState State, int Count)> states)
    {
        var text = new StringBuilder();
        foreach (var (state, count) in states)
            text.Append(state).Append(' ').Append(count).Append(' ');
        return text.ToString();
    }

    private static string States(ExchangeTotals totals)
        => string.Concat(totals.Acts.Where(static pair => pair.Value > 0).OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value} "));

    private static void AssertNothingPersonal(string text)
    {
        foreach (var secret in (string[])["陈样一", "李样二", "黄样三", "何样四", "441900188001010016", "441900188506150022", "样例路1号1栋"])
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    private static async Task<EncumbrancePage> EncumbrancesAsync(LedgerClient client)
        => EncumbrancePage.Parser.ParseFrom((await client.Reader.GetPageAsync(PageKeys.Encumbrances(House), cancellationToken: Ct)).Page!.Body);

    private string Source(params ReadOnlySpan<string> samples)
    {
        var source = Directory.CreateDirectory(folder["in"]).FullName;
        foreach (var sample in samples)
            Write(source, sample, static text => text);
        return source;
    }

    private static void Write(string source, string sample, Func<string, string> change, string? name = null)
        => File.WriteAllText(Path.Combine(source, (name ?? sample) + ".xml"), change(File.ReadAllText(Path.Combine(Samples, sample + ".xml"))));

    private Task<ExchangeTotals> ImportAsync(string source, ExchangeOptions exchange, TextWriter? output = null)
        => LocalImport.RunExchangeAsync(network, source, exchange, new ImportOptions(), output, TimeProvider.System, Ct);
}
