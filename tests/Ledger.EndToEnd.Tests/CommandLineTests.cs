using System.Text.Json.Nodes;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>The clerks', the bank's and the auditor's work done with the program <c>ledger</c> itself, against a running network.</summary>
public sealed class CommandLineTests : IAsyncDisposable
{
    private static readonly string Bank = LocalMember.All.Single(member => member.Organisation == LocalMember.BankA).CreditCode;

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly Papers all = new();
    private readonly FirstProfilePapers papers;
    private readonly CommandLine ledger;

    public CommandLineTests()
    {
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });
        papers = all.Next();
        ledger = new CommandLine(network, folder);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task Every_department_acts_the_bank_proves_the_lien_offline_and_the_auditor_replays()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);

        await ledger.ActAsync("registration-clerk", "unit open", papers.OpenParcel());
        await ledger.ActAsync("registration-clerk", "unit open", papers.OpenFlat());
        await ledger.ActAsync("transaction-clerk", "contract sign", papers.Sale());
        await ledger.ExpectAsync(0, "transaction-clerk", "contract", "file", "--contract", papers.Contract, "--filing", papers.Contract, "--date",
            papers.File(papers.Contract).FilingDate);
        await RefusalsSpeakBothLanguagesAsync();
        await ledger.ActAsync("tax-clerk", "tax assess", papers.Assess());
        await ledger.ActAsync("tax-clerk", "tax pay", papers.Pay());
        await ledger.ActAsync("registration-clerk", "unit transfer", papers.Transfer(FirstProfilePapers.Buyer));
        await CheckExamplesAsync();
        await ledger.ActAsync("bank-a-officer", "mortgage sign", papers.MortgageContract(Bank));
        var again = await ledger.ExpectAsync(0, "bank-a-officer", "mortgage", "sign", "--file",
            ledger.WriteRequest("mortgage-sign.json", papers.MortgageContract(Bank)));
        Assert.Equal(("recorded", "receipt"), ((string?)again["state"], (string?)again["repeats"]));
        await ledger.ActAsync("registration-clerk", "mortgage register", papers.RegisterMortgage(Bank));
        await CheckLienAsync();
        await OtherFaultsHaveTheirCodesAsync();
        await BookAndRecordsAsync();
        using var clients = new NetworkClients(network, TimeProvider.System);
        var further = new FurtherActs(ledger, clients, papers, all.Next(), Bank);
        await further.ResaleThatComesToNothingAsync();
        await further.ExemptionAndRefundAsync();
        await further.TitleWithLivingLiensAsync(all.Next());
        await WatchAsync();
        await ReplayAsync();
    }

    private async Task RefusalsSpeakBothLanguagesAsync()
    {
        var rival = ledger.WriteRequest("rival.json", papers.RivalSale());
        var json = await ledger.ExpectAsync(3, "transaction-clerk", "contract", "sign", "--file", rival);
        Assert.Contains(json["error"]!["failures"]!.AsArray(), failure => (string?)failure!["rule"] == "C-05");

        var english = await ledger.RunAsync("transaction-clerk", "contract", "sign", "--file", rival, "--lang", "en");
        var chinese = await ledger.RunAsync("transaction-clerk", "contract", "sign", "--file", rival, "--lang", "zh");
        Assert.Equal((3, 3), (english.Code, chinese.Code));
        Assert.Contains("C-05 one active contract per unit", english.Output, StringComparison.Ordinal);
        Assert.Contains("C-05 一房一约", chinese.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("one active contract", chinese.Output, StringComparison.Ordinal);
    }

    /// <summary>What the help of <c>check</c> shows works as it is typed, but for the flat.</summary>
    private async Task CheckExamplesAsync()
    {
        foreach (var kind in (string[])["title", "lien"])
        {
            var arguments = Examples.Arguments($"check {kind}").Select(word => word == FirstProfilePapers.ExampleFlat ? papers.Flat : word);
            var check = await ledger.ExpectAsync(0, "bank-a-officer", [.. arguments, "--department", "registration"]);
            Assert.Equal(("clean", papers.Flat), ((string?)check["outcome"], (string?)check["unit"]));
            Assert.Equal(folder["evidence.json"], (string?)check["file"]);
            // The same name is written once only.
            File.Delete(folder["evidence.json"]);
        }
    }

    private async Task CheckLienAsync()
    {
        var evidence = folder["lien.json"];
        var check = await ledger.ExpectAsync(
            10, "bank-a-officer", "check", "lien", papers.Flat, "--purpose", "loan-management",
            "--mortgagee", Bank, "--mortgage", papers.Mortgage(Bank).ContractNumber, "--department", "registration", "--out", evidence);
        Assert.Equal("encumbered", (string?)check["outcome"]);
        Assert.Single(check["encumbrances"]!.AsArray());

        // Offline: no profile, no network, two files.
        var policy = folder["policy.txt"];
        File.Copy(network.PolicyFile, policy);
        var verified = await ledger.RunAsync(user: null, "verify", evidence, "--policy", policy, "--json");
        Assert.Equal(10, verified.Code);
        Assert.Equal((string?)check["root"], (string?)JsonNode.Parse(verified.Output)!["root"]);

        await File.WriteAllTextAsync(evidence, (await File.ReadAllTextAsync(evidence, Ct))
            .Replace(papers.Flat, $"{papers.Flat[..^1]}9", StringComparison.Ordinal), Ct);
        Assert.Equal(14, (await ledger.RunAsync(user: null, "verify", evidence, "--policy", policy, "--json")).Code);
    }

    private async Task OtherFaultsHaveTheirCodesAsync()
    {
        Assert.Equal(2, (await ledger.RunAsync("tax-clerk", "tax", "pay", "--nonsense")).Code);
        Assert.Equal(4, (await ledger.RunAsync("tax-clerk", "tax", "pay", "--contract", "nonsense", "--json")).Code);
        var access = await ledger.ExpectAsync(5, "tax-clerk", "contract", "file", "--contract", papers.Contract, "--filing", papers.Contract, "--date",
            papers.File(papers.Contract).FilingDate);
        Assert.Equal("access", (string?)access["error"]!["kind"]);
        Assert.Equal(9, (await ledger.RunAsync(user: null, "checkpoint", "--profile", folder["nowhere"], "--json")).Code);
    }

    private async Task BookAndRecordsAsync()
    {
        var kept = await ledger.ExpectAsync(0, "registration-clerk", "receipt");
        Assert.Equal(4, kept["receipts"]!.AsArray().Count);
        Assert.Empty((await ledger.ExpectAsync(0, "registration-clerk", "drafts"))["drafts"]!.AsArray());
        var hash = (string)kept["receipts"]![0]!["leaf_hash"]!;
        Assert.Equal(hash, (string?)(await ledger.ExpectAsync(0, "registration-clerk", "receipt", hash))["leaf_hash"]);
        var listed = await ledger.ExpectAsync(0, "registration-clerk", "records", "list", "--subject", papers.Flat, "--state", "recorded");
        Assert.Equal(3, listed["records"]!.AsArray().Count);
        Assert.Equal(4 + 1, (await ledger.ExpectAsync(0, "tax-clerk", "checkpoint"))["signed_by"]!.AsArray().Count);
    }

    /// <summary>Records as they come, one line each, until Ctrl+C.</summary>
    private async Task WatchAsync()
    {
        var listed = (await ledger.ExpectAsync(0, "registration-clerk", "records", "list", "--subject", papers.Flat))["records"]!.AsArray();
        var (first, last) = ((string)listed[0]!["record_id"]!, (string)listed[^1]!["record_id"]!);
        var shown = await ledger.ExpectAsync(0, "registration-clerk", "records", "show", first);
        Assert.True(JsonNode.DeepEquals(listed[0], shown));

        await using var watch = ledger.Start("registration-clerk", "records", "watch", "--after", first, "--subject", papers.Flat, "--json");
        await watch.WaitForLineAsync(line => (string?)JsonNode.Parse(line)!["record_id"] == last, Ct);
        watch.Interrupt();
        Assert.Equal(130, await watch.ExitAsync(Ct));
        Assert.Equal(listed.Count - 1, watch.Output.Split('\n').Length);
    }

    private async Task ReplayAsync()
    {
        var replay = await ledger.ExpectAsync(0, "auditor", "replay", "--department", "tax");
        Assert.Equal("same", (string?)replay["outcome"]);
        Assert.Equal(9 + FurtherActs.Events, (int?)replay["events"]);
        var status = await network.StatusAsync(LocalMember.Finance);
        Assert.Equal(Convert.ToHexStringLower(status.StateRoot.Span), (string?)replay["state_root"]);

        // For people: with the bar, of which a redirected stream shows nothing when it is quick, and then the result.
        var people = await ledger.RunAsync("auditor", "replay", "--department", "tax", "--lang", "en");
        Assert.True(people.Code == 0, people.Output);
        Assert.Contains("reaches what the departments signed", people.Output, StringComparison.Ordinal);

        // With its state in a folder: the second time nothing is left to be executed.
        var work = Path.Combine(network.Folder, "replay");
        foreach (var from in new[] { 0, (int?)replay["entries"] })
        {
            var kept = await ledger.ExpectAsync(0, "auditor", "replay", "--department", "tax", "--work", work);
            Assert.Equal(("same", from), ((string?)kept["outcome"], (int?)kept["from_entry"]));
            Assert.Equal((string?)replay["state_root"], (string?)kept["state_root"]);
            Assert.Equal(((int?)replay["events"], from == 0 ? (int?)replay["events"] : 0), ((int?)kept["events"], (int?)kept["events_now"]));
        }

        var foreign = await ledger.RunAsync("auditor", "replay", "--department", "tax", "--work", work, "--genesis", new string('0', 64), "--lang", "en");
        Assert.NotEqual(0, foreign.Code);
        Assert.Contains("of another ledger", foreign.Output, StringComparison.Ordinal);

        var file = Path.Combine(network.Folder, "chain.entries");
        Assert.Equal((int?)replay["entries"], (int?)(await ledger.ExpectAsync(0, "auditor", "export", file))["entries"]);
        foreach (var line in new string[][] { [file], [file, network.ProfileFolder("tax-clerk")] })
        {
            var compared = await ledger.ExpectAsync(0, "auditor", ["compare", .. line]);
            Assert.Equal("same", (string?)compared["outcome"]);
            Assert.Equal((string?)replay["state_root"], (string?)compared["state_root_second_order"]);
        }

        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);
        Assert.NotEqual(0, (await ledger.RunAsync("auditor", "compare", file, network.ProfileFolder("tax-clerk"))).Code);

        var another = await ledger.ExpectAsync(16, "auditor", "replay", "--department", "tax", "--genesis", new string('0', 64));
        Assert.Equal("diverged", (string?)another["outcome"]);
    }
}
