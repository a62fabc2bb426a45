using System.Text.Json.Nodes;
using Ledger.Facts;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// A new clerk comes: a key made on the clerk's own machine, a certificate of the department's root, duties on the ledger; known by name in the
/// department and by fingerprint elsewhere; the next certificate, and the end of the one before. With the program <c>ledger</c> alone.
/// </summary>
public sealed class OperatorCommandTests : IAsyncDisposable
{
    private const string Name = "林舒";
    private const string Contract = "441900B26110000009";

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly CommandLine ledger;

    public OperatorCommandTests()
    {
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        ledger = new CommandLine(network, folder);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Clerk => folder["clerk-2"];

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_new_clerk_is_certified_enrolled_known_by_name_in_the_department_alone_renewed_and_ended()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var first = await CertifiedAsync();
        await EnrolledAsync(first);
        await KnownByNameAsync();
        var kept = folder["clerk-2-before"];
        CopyFolder(Clerk, kept);
        await RenewedAsync();
        await EndedAsync(first, kept);
    }

    private async Task<string> CertifiedAsync()
    {
        var asked = await ledger.ExpectAsync(0, "tax-administrator", "operator", "request", "--name", Name, "--out", Clerk);
        var request = (string)asked["request"]!;
        // The key stays where it was made, and nobody else's key came along.
        Assert.Equal(["request.key"], Directory.GetFiles(Clerk, "*.key", SearchOption.AllDirectories).Select(Path.GetFileName));
        var early = await ledger.RunAsync(user: null, "history", "--profile", Clerk, "--lang", "en");
        Assert.Equal(9, early.Code);
        Assert.Contains("ledger operator install", early.Output, StringComparison.Ordinal);

        var certificate = folder["clerk-2.pem"];
        var foreign = await ledger.RunAsync(user: null, Issue("registration", request, certificate, 730));
        Assert.Equal(9, foreign.Code);
        Assert.False(File.Exists(certificate));
        Assert.Equal(0, (await ledger.RunAsync(user: null, Issue("tax", request, certificate, 730))).Code);
        var issued = await File.ReadAllTextAsync(certificate, Ct);
        // Never written over.
        Assert.Equal(9, (await ledger.RunAsync(user: null, Issue("tax", request, certificate, 30))).Code);
        Assert.Equal(issued, await File.ReadAllTextAsync(certificate, Ct));

        var installed = await AsClerkAsync(0, Clerk, "operator", "install", "--certificate", certificate);
        Assert.Equal(Name, (string?)installed["name"]);
        var shown = await AsClerkAsync(0, Clerk, "profile", "show");
        Assert.Equal((Name, (string?)installed["fingerprint"]), ((string?)shown["certificate_name"], (string?)shown["certificate"]));
        Assert.Null(shown["certificate_warning"]);
        return certificate;
    }

    private async Task EnrolledAsync(string certificate)
    {
        string[] enrol = ["operator", "enrol", "--certificate", certificate, "--duty", "accept", "tax", "--town", "441900004"];
        Assert.Equal(5, (await ledger.RunAsync("tax-clerk", [.. enrol, "--json"])).Code);
        Assert.Equal(9, (await ledger.RunAsync("registration-administrator", [.. enrol, "--json"])).Code);
        Assert.Equal("judged", (string?)(await ledger.ExpectAsync(0, "tax-administrator", [.. enrol, "--dry-run"]))["state"]);
        var recorded = await ledger.ExpectAsync(0, "tax-administrator", enrol);
        Assert.Equal("recorded", (string?)recorded["state"]);

        var row = Row((await ledger.ExpectAsync(0, "tax-administrator", "operator", "list"))["operators"]!, Name);
        Assert.Equal(["accept", "tax"], row["enrolled"]!["duties"]!.AsArray().Select(static duty => (string?)duty));
        Assert.Equal("441900004", (string?)row["enrolled"]!["town"]);
        Assert.Equal(730, (int?)row["days_left"]);
        Assert.Null(row["warning"]);
    }

    /// <summary>The ledger has the fingerprint; the department has the name, and tells nobody outside.</summary>
    private async Task KnownByNameAsync()
    {
        // An act of the new clerk that the rules refuse: there is no such contract.
        var day = Day.At((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()).ToString();
        await AsClerkAsync(3, Clerk, "tax", "return", "--contract", Contract, "--date", day, "--reason", "PAPERS_MISSING");
        var verdict = (await ledger.ExpectAsync(0, "tax-clerk", "verdicts", "--event", "TaxReturned"))["verdicts"]![0]!;
        Assert.Equal(Name, (string?)verdict["operator_name"]);
        var outside = (await ledger.ExpectAsync(0, "auditor", "verdicts", "--department", "tax", "--event", "TaxReturned"))["verdicts"]![0]!;
        Assert.Null(outside["operator_name"]);
        Assert.Equal((string?)verdict["operator"], (string?)outside["operator"]);
        Assert.Contains(Name, (await ledger.RunAsync("tax-clerk", "verdicts", "--lang", "en")).Output, StringComparison.Ordinal);

        string[] enrolments = ["history", "--event", "StaffEnrolled", "--signer", "tax"];
        var own = (await ledger.ExpectAsync(0, "tax-clerk", enrolments))["entries"]!.AsArray();
        Assert.Equal(["tax-administrator"], own[0]!["operator_names"]!.AsArray().Select(static name => (string?)name));
        foreach (var stranger in new[] { "auditor", "registration-clerk" })
        {
            var seen = (await ledger.ExpectAsync(0, stranger, enrolments))["entries"]!.AsArray();
            Assert.Equal(own.Count, seen.Count);
            Assert.Empty(seen[0]!["operator_names"]!.AsArray());
            Assert.Equal((string?)own[0]!["operators"]![0], (string?)seen[0]!["operators"]![0]);
            Assert.Equal(4, (await ledger.RunAsync(stranger, "history", "--operator", "tax-administrator")).Code);
            Assert.NotEqual(0, (await ledger.RunAsync(stranger, "operator", "list", "--department", "tax")).Code);
        }

        // By the name, by the fingerprint, and by reading the whole log: the same.
        var print = (string)own[0]!["operators"]![0]!;
        var named = (await ledger.ExpectAsync(0, "tax-clerk", "history", "--operator", "tax-administrator"))["entries"]!;
        Assert.NotEmpty(named.AsArray());
        foreach (var line in (string[][])[["history", "--operator", print[..10]], ["history", "--operator", "tax-administrator", "--whole"]])
            Assert.Equal(named.ToJsonString(), (await ledger.ExpectAsync(0, "tax-clerk", line))["entries"]!.ToJsonString());
    }

    private async Task RenewedAsync()
    {
        var asked = await AsClerkAsync(0, Clerk, "operator", "request", "--renew");
        // Until the new one is there the present one serves.
        Assert.Equal(0, (await ledger.RunAsync(user: null, "history", "--limit", "1", "--profile", Clerk)).Code);
        var certificate = folder["clerk-2-next.pem"];
        Assert.Equal(0, (await ledger.RunAsync(user: null, Issue("tax", (string)asked["request"]!, certificate, 20))).Code);
        var installed = await AsClerkAsync(0, Clerk, "operator", "install", "--certificate", certificate);
        Assert.Equal((Name, 20), ((string?)installed["name"], (int?)installed["days_left"]));
        Assert.Equal(0, (await ledger.RunAsync("tax-administrator", "operator", "enrol", "--certificate", certificate, "--duty", "accept", "tax")).Code);

        Assert.Equal(30, (int?)(await AsClerkAsync(0, Clerk, "profile", "show"))["certificate_warning"]);
        var told = await ledger.RunAsync(user: null, "history", "--limit", "1", "--profile", Clerk, "--lang", "en");
        Assert.Contains("your certificate expires in 20 days", told.Output, StringComparison.Ordinal);
        var others = await ledger.RunAsync("tax-clerk", "history", "--limit", "1", "--lang", "en");
        Assert.DoesNotContain("your certificate", others.Output, StringComparison.Ordinal);
        var rows = (await ledger.ExpectAsync(0, "tax-administrator", "operator", "list"))["operators"]!.AsArray();
        Assert.Equal([30, null], rows.Where(static row => (string?)row!["name"] == Name).Select(static row => (int?)row!["warning"]).Order().Reverse());
    }

    /// <summary>A certificate that is revoked opens no door from that block on; the node, and everybody else, go on.</summary>
    private async Task EndedAsync(string first, string kept)
    {
        string[] call = ["history", "--limit", "1", "--json"];
        Assert.Equal(0, (await ledger.RunAsync(user: null, [.. call, "--profile", kept])).Code);
        var revoked = await ledger.ExpectAsync(
            0, "tax-administrator", "governance", "revoke", "--certificate", first, "--reason", "SUPERSEDED");
        Assert.Equal("recorded", (string?)revoked["state"]);

        var refused = await ledger.RunAsync(user: null, [.. call, "--profile", kept]);
        Assert.Equal(5, refused.Code);
        Assert.Contains("revoked", refused.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ledger.RunAsync(user: null, [.. call, "--profile", Clerk])).Code);
        Assert.Equal("FOLLOWING", (string?)(await ledger.ExpectAsync(0, "tax-administrator", "node", "status"))["state"]);
        var rows = (await ledger.ExpectAsync(0, "tax-administrator", "operator", "list"))["operators"]!.AsArray();
        Assert.Single(rows, static row => (string?)row!["name"] == Name && (bool)row["revoked"]!);
    }

    private string[] Issue(string organisation, string request, string output, int days) =>
    [
        "operator", "issue", "--request", request, "--root", Authority(organisation, "root.pem"), "--root-key", Authority(organisation, "root.key"),
        "--out", output, "--days", $"{days}",
    ];

    private string Authority(string organisation, string file) => Path.Combine(network.Folder, "authorities", organisation, file);

    private async Task<JsonObject> AsClerkAsync(int code, string profile, params string[] arguments)
    {
        var run = await ledger.RunAsync(user: null, [.. arguments, "--profile", profile, "--json"]);
        Assert.True(run.Code == code, $"ledger {string.Join(' ', arguments)} ended with {run.Code}, not {code}:\n{run.Output}");
        return JsonNode.Parse(run.Output)!.AsObject();
    }

    private static JsonObject Row(JsonNode operators, string name) => operators.AsArray().Single(row => (string?)row!["name"] == name)!.AsObject();

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var folder in Directory.GetDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
