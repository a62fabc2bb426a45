using System.Text.Json.Nodes;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>Tables and city files are published with the program <c>ledger</c> alone, by the administrators of the four departments.</summary>
public sealed class GovernanceCommandTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly CommandLine ledger;

    public GovernanceCommandTests()
    {
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        ledger = new CommandLine(network, folder);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task A_table_and_a_city_file_are_exported_proposed_approved_and_listed_with_who_decided()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        await BuiltInAsync();

        var file = folder["deed-tax.json"];
        Assert.Equal(0, (await ledger.RunAsync("tax-administrator", "table", "export", "deed-tax", "--from", "2099-01-01", "--out", file)).Code);
        await FaultsAreNamedAsync(file);
        await WriteAsync(file, e => e["rows"]!["deed_tax"]![0]!["only_upto"] = 500);
        await PublishAsync("tax", file, "rows.deed_tax[decides=RATE_DATE_DECLARATION, from=20990101]");
        await ListedAsync("2098-12-31", "2099-01-01");

        Assert.Equal(0, (await ledger.RunAsync(user: null, "table", "export", "city", "--city", "linlan", "--out", folder["city.json"])).Code);
        await WriteAsync(folder["city.json"], static _ => { });
        await PublishAsync("registration", folder["city.json"], "city_file.divisions");
        await NodesAndMembersAsync();
        await HistoryAsync();
        var city = Row(await ledger.ExpectAsync(0, "auditor", "table", "list"), "city");
        Assert.Equal(("linlan", "GG-2026-16", "registration"), ((string?)city["city"], (string?)city["source"], (string?)city["proposed_by"]));
    }

    /// <summary>An administrator sees the node, the auditor checks its stores, and a lost certificate ends.</summary>
    private async Task NodesAndMembersAsync()
    {
        var status = await ledger.ExpectAsync(0, "tax-administrator", "node", "status");
        Assert.Equal(("tax", "FOLLOWING"), ((string?)status["organisation"], (string?)status["state"]));
        Assert.Empty((await ledger.ExpectAsync(0, "auditor", "node", "check-records", "--department", "tax"))["faults"]!.AsArray());
        var compared = await ledger.ExpectAsync(0, "tax-administrator", "records", "compare");
        Assert.NotEqual(0, (int?)compared["records_checked"]);
        Assert.Empty(compared["faults"]!.AsArray());
        Assert.NotEqual(0, (int?)(await ledger.ExpectAsync(0, "auditor", "node", "verify-store", "--department", "tax"))["blocks_checked"]);

        using var authority = network.Authority("tax", TimeProvider.System);
        using var lost = authority.Issue(CertificateRole.Operator, "lost");
        await File.WriteAllTextAsync(folder["lost.pem"], lost.ExportCertificatePem(), Ct);
        var line = (string[])["governance", "revoke", "--certificate", folder["lost.pem"], "--reason", "KEY_COMPROMISE"];
        Assert.Equal("recorded", (string?)(await ledger.ExpectAsync(0, "tax-administrator", line))["state"]);
        var members = await ledger.ExpectAsync(0, "auditor", "governance", "members");
        Assert.Equal(("tax", "KEY_COMPROMISE"), ((string?)members["revoked"]![0]!["organisation"], (string?)members["revoked"]![0]!["reason"]));
        Assert.Equal(4, members["members"]!.AsArray().Count(static member => (bool)member!["runs_peer"]!));
    }

    /// <summary>Who did what, the newest first and page by page.</summary>
    private async Task HistoryAsync()
    {
        var all = (await ledger.ExpectAsync(0, "auditor", "history"))["entries"]!.AsArray();
        Assert.Equal(["RevokeCertificate"], all[0]!["events"]!.AsArray().Select(static name => (string?)name));
        Assert.Equal("tax", (string?)all[0]!["signed_by"]);
        var approvals = (await ledger.ExpectAsync(0, "auditor", "history", "--event", "Approve", "--signer", "finance"))["entries"]!.AsArray();
        Assert.Equal(2, approvals.Count);
        var page = (await ledger.ExpectAsync(0, "auditor", "history", "--limit", "2", "--before", $"{all[0]!["entry"]}"))["entries"]!.AsArray();
        Assert.Equal(all.Skip(1).Take(2).Select(static row => (int?)row!["entry"]), page.Select(static row => (int?)row!["entry"]));
        var csv = await ledger.RunAsync("auditor", "history", "--event", "StaffEnrolled", "--signer", "tax", "--csv", "--lang", "en");
        Assert.StartsWith("entry,time,signed_by,operators,events,subjects,leaf_hash", csv.Output, StringComparison.Ordinal);
        Assert.Contains(",tax,", csv.Output, StringComparison.Ordinal);
    }

    /// <summary>The network's own rules are listed as such before anything is published.</summary>
    private async Task BuiltInAsync()
    {
        var listed = (await ledger.ExpectAsync(0, "auditor", "table", "list"))["tables"]!.AsArray();
        Assert.Equal(7, listed.Count);
        Assert.All(listed, static table => Assert.True((bool)table!["built_in"]!));
    }

    /// <summary>A file that the ledger would refuse is not sent, and every fault has its field and what is allowed.</summary>
    private async Task FaultsAreNamedAsync(string file)
    {
        var run = await ledger.ExpectAsync(4, "tax-administrator", "table", "propose", "--file", file);
        Assert.Equal("source", (string?)Assert.Single(run["error"]!["failures"]!.AsArray())!["field"]);
        Assert.Empty((await ledger.ExpectAsync(0, "tax-administrator", "governance", "proposals"))["proposals"]!.AsArray());
        // A clerk governs nothing.
        await WriteAsync(file, static _ => { });
        Assert.Equal(5, (await ledger.RunAsync("tax-clerk", "table", "propose", "--file", file)).Code);
    }

    private async Task PublishAsync(string proposer, string file, string changed)
    {
        var judged = await ledger.ExpectAsync(0, $"{proposer}-administrator", "table", "propose", "--file", file, "--dry-run");
        Assert.Equal("judged", (string?)judged["state"]);
        var proposed = await ledger.ExpectAsync(0, $"{proposer}-administrator", "table", "propose", "--file", file);
        Assert.Contains(proposed["changes"]!.AsArray(), change => ((string)change!["field"]!).StartsWith(changed, StringComparison.Ordinal));
        var id = (string)proposed["proposal"]!["id"]!;
        var again = await ledger.ExpectAsync(0, $"{proposer}-administrator", "table", "propose", "--file", file);
        Assert.Equal(("receipt", (string?)proposed["leaf_hash"]), ((string?)again["repeats"], (string?)again["leaf_hash"]));

        var others = LocalMember.Departments.Select(static member => member.Organisation).Where(name => name != proposer).ToList();
        foreach (var (department, i) in others.Select(static (name, i) => (name, i)))
        {
            var open = await ledger.ExpectAsync(0, $"{department}-administrator", "governance", "proposals", "--open");
            Assert.Equal(id, (string?)Assert.Single(open["proposals"]!.AsArray())!["id"]);
            Assert.Equal(others.Count - i, open["proposals"]![0]!["missing"]!.AsArray().Count);
            var approved = await ledger.ExpectAsync(0, $"{department}-administrator", "governance", "approve", id);
            Assert.Equal(i == others.Count - 1, (bool)approved["proposal"]!["in_effect"]!);
        }

        Assert.Equal(3, (await ledger.RunAsync($"{proposer}-administrator", "governance", "approve", id, "--new")).Code);
        var people = await ledger.RunAsync("auditor", "governance", "show", id, "--lang", "en");
        Assert.Contains("in effect", people.Output, StringComparison.Ordinal);
    }

    private async Task ListedAsync(string before, string from)
    {
        Assert.True((bool)Row(await ledger.ExpectAsync(0, "auditor", "table", "list", "--day", before), "deed-tax")["built_in"]!);
        var listed = Row(await ledger.ExpectAsync(0, "auditor", "table", "list", "--day", from), "deed-tax");
        Assert.Equal(("GG-2026-16", "tax", from), ((string?)listed["source"], (string?)listed["proposed_by"], (string?)listed["from"]));
        Assert.Equal(4, listed["approved_by"]!.AsArray().Count);
        Assert.Equal(64, ((string)listed["entry"]!).Length);
        var exported = await ledger.RunAsync("auditor", "table", "export", "deed-tax");
        Assert.Contains("\"only_upto\": 500", exported.Output, StringComparison.Ordinal);
    }

    private static JsonObject Row(JsonObject listed, string table) =>
        listed["tables"]!.AsArray().Single(row => (string?)row!["table"] == table)!.AsObject();

    /// <summary>Fills in the source and what else is to change.</summary>
    private static async Task WriteAsync(string file, Action<JsonObject> change)
    {
        var e = JsonNode.Parse(await File.ReadAllTextAsync(file, Ct))!.AsObject();
        e["source"] = "GG-2026-16";
        change(e);
        await File.WriteAllTextAsync(file, e.ToJsonString(), Ct);
    }
}
