using Ledger.Client;
using Ledger.Facts;
using Ledger.Import;
using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// Registry messages by the program <c>ledger</c> alone: written by the clerk of one network, answered by the platform, and taken over by
/// the clerks of another.
/// </summary>
public sealed class ExportCommandTests : IDisposable
{
    private const string Clerk = "registration-clerk";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task What_one_registry_exports_and_the_platform_answers_another_one_takes_over_as_the_same_titles()
    {
        var titles = new Dictionary<string, TitlePage>(StringComparer.Ordinal);
        string[] status = ["export", "bdc-xml", "--status", "--out", folder["messages"]];
        await using (var first = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["first"] }))
        {
            await first.StartAsync(NodePlacement.OneProcess, Ct);
            await File.WriteAllLinesAsync(
                folder["sales.csv"], File.ReadLines(Path.Combine(Repository.Root, "network/samples/uk-ppd.csv")).Take(4), Ct);
            await LocalImport.RunAsync(first, "uk-ppd", folder["sales.csv"], new ImportOptions(), null, TimeProvider.System, Ct);
            var ledger = new CommandLine(first, folder);
            string[] export = ["export", "bdc-xml", "--from", "1990-01-01", "--to", "2099-12-31", "--out", folder["messages"]];

            // Another department has no such records; who may not read them leaves no message behind.
            Assert.NotEqual(0, (await ledger.RunAsync("tax-clerk", export)).Code);
            Assert.Empty(Directory.EnumerateFiles(folder.Path, "Biz*.xml", SearchOption.AllDirectories));
            var written = (await ledger.ExpectAsync(0, Clerk, export))["messages"]!.AsArray();
            Assert.All(written, static message => Assert.Equal(("2000402", true), ((string?)message!["type"], (bool)message["new"]!)));
            Assert.All((await ledger.ExpectAsync(0, Clerk, export))["messages"]!.AsArray(), static message => Assert.False((bool)message!["new"]!));
            Assert.All(States(await ledger.ExpectAsync(0, Clerk, status)), static state => Assert.Equal("unanswered", state));

            // The platform takes one and refuses another.
            Answer(written[0]!, success: true);
            Answer(written[1]!, success: false);
            var reports = await ledger.ExpectAsync(0, Clerk, status);
            Assert.Equal(1, States(reports).Count(static state => state == "done"));
            Assert.Equal(1, States(reports).Count(static state => state == "failed"));
            var (code, text) = await ledger.RunAsync(Clerk, [.. status, "--lang", "en"]);
            Assert.Equal(0, code);
            Assert.Contains("FRONT", text, StringComparison.Ordinal);
            using var client = LedgerClient.Connect(first.Profile(Clerk));
            foreach (var unit in written.Select(static message => (string)message!["unit"]!).Distinct(StringComparer.Ordinal))
                titles.Add(unit, await TitleAsync(client, unit));
        }

        await using var second = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["second"] });
        await second.StartAsync(NodePlacement.OneProcess, Ct);
        var other = new CommandLine(second, folder);
        var totals = await other.ExpectAsync(
            0, Clerk, "import", "--format", "bdc-xml", folder["messages"], "--reviewer", second.ProfileFolder("registration-reviewer"));
        Assert.Equal(titles.Count, (int)totals["acts"]!["recorded"]!);
        using var reader = LedgerClient.Connect(second.Profile(Clerk));
        Assert.NotEmpty(titles);
        foreach (var (unit, title) in titles)
            Assert.Equal(Kept(title), Kept(await TitleAsync(reader, unit)));
    }

    private static IEnumerable<string?> States(System.Text.Json.Nodes.JsonObject reports)
        => reports["reports"]!.AsArray().Select(static report => (string?)report!["state"]);

    private static void Answer(System.Text.Json.Nodes.JsonNode message, bool success)
    {
        var (file, id) = ((string)message["file"]!, (string)message["id"]!);
        var answers = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(file))!, "RepMsg")).FullName;
        File.WriteAllText(
            Path.Combine(answers, $"Rep{id}.xml"),
            $"<respond><BizMsgID>{id}</BizMsgID><SuccessFlag>{(success ? 1 : 2)}</SuccessFlag>"
            + $"<ResponseCode>{(success ? "0000" : "FRONT")}</ResponseCode></respond>");
    }

    // The price, milliseconds, and by what the title came to be are lost.
    private static string Kept(TitlePage page) => string.Join(
        '\n',
        page.Owners.Select(static owner => $"{owner.Certificate.Number} {owner.Share} {owner.Party.Kind} {owner.Party.IdentityClass} {owner.Party.CreditCode}")
            .Order(StringComparer.Ordinal)
            .Append($"{page.CoOwnership} {page.Area} {page.Use} {page.RightType} {page.HouseNature} {page.LandTermEnd} {page.Completion}")
            .Append($"{page.RecordingMs / 1000} {page.BusinessNumber}"));

    private static async Task<TitlePage> TitleAsync(LedgerClient client, string unit)
        => TitlePage.Parser.ParseFrom((await client.Reader.GetPageAsync(PageKeys.Title(unit), cancellationToken: Ct)).Page!.Body);
}
