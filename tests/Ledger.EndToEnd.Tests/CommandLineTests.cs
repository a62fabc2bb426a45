using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>The clerks', the bank's and the auditor's work done with the program <c>ledger</c> itself, against a running network.</summary>
public sealed class CommandLineTests : IAsyncDisposable
{
    private static readonly string Bank = LocalMember.All.Single(member => member.Organisation == LocalMember.BankA).CreditCode;
    private static readonly JsonFormatter Requests = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly DemoPapers papers = new Papers().Next();

    public CommandLineTests() => network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });

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

        await ActAsync("registration-clerk", "unit open", papers.OpenParcel());
        await ActAsync("registration-clerk", "unit open", papers.OpenFlat());
        await ActAsync("transaction-clerk", "contract sign", papers.Sale());
        await ExpectAsync(0, "transaction-clerk", "contract", "file", "--contract", papers.Contract, "--filing", papers.Contract, "--date", papers.File(papers.Contract).FilingDate);
        await RefusalsSpeakBothLanguagesAsync();
        await ActAsync("tax-clerk", "tax assess", papers.Assess());
        await ActAsync("tax-clerk", "tax pay", papers.Pay());
        await ActAsync("registration-clerk", "unit transfer", papers.Transfer(DemoPapers.Buyer));
        await CheckExamplesAsync();
        await ActAsync("bank-a-officer", "mortgage sign", papers.MortgageContract(Bank));
        await ActAsync("registration-clerk", "mortgage register", papers.RegisterMortgage(Bank));
        await CheckLienAsync();
        await OtherFaultsHaveTheirCodesAsync();
        await BookAndRecordsAsync();
        await ReplayAsync();
    }

    private async Task RefusalsSpeakBothLanguagesAsync()
    {
        var rival = WriteRequest("rival.json", papers.RivalSale());
        var json = await ExpectAsync(3, "transaction-clerk", "contract", "sign", "--file", rival);
        Assert.Contains(json["error"]!["failures"]!.AsArray(), failure => (string?)failure!["rule"] == "C-05");

        var english = await RunAsync("transaction-clerk", "contract", "sign", "--file", rival, "--lang", "en");
        var chinese = await RunAsync("transaction-clerk", "contract", "sign", "--file", rival, "--lang", "zh");
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
            var arguments = Examples.Arguments($"check {kind}").Select(word => word == DemoPapers.DemoFlat ? papers.Flat : word);
            var check = await ExpectAsync(0, "bank-a-officer", [.. arguments, "--department", "registration"]);
            Assert.Equal(("clean", papers.Flat), ((string?)check["outcome"], (string?)check["unit"]));
            Assert.Equal(folder["evidence.json"], (string?)check["file"]);
        }
    }

    private async Task CheckLienAsync()
    {
        var evidence = folder["lien.json"];
        var check = await ExpectAsync(
            10, "bank-a-officer", "check", "lien", papers.Flat, "--purpose", "loan-management",
            "--mortgagee", Bank, "--mortgage", papers.Mortgage(Bank).ContractNumber, "--department", "registration", "--out", evidence);
        Assert.Equal("encumbered", (string?)check["outcome"]);
        Assert.Single(check["encumbrances"]!.AsArray());

        // Offline: no profile, no network, two files.
        var policy = folder["policy.txt"];
        File.Copy(network.PolicyFile, policy);
        var verified = await RunAsync(user: null, "verify", evidence, "--policy", policy, "--json");
        Assert.Equal(10, verified.Code);
        Assert.Equal((string?)check["root"], (string?)JsonNode.Parse(verified.Output)!["root"]);

        await File.WriteAllTextAsync(evidence, (await File.ReadAllTextAsync(evidence, Ct)).Replace(papers.Flat, $"{papers.Flat[..^1]}9", StringComparison.Ordinal), Ct);
        Assert.Equal(14, (await RunAsync(user: null, "verify", evidence, "--policy", policy, "--json")).Code);
    }

    private async Task OtherFaultsHaveTheirCodesAsync()
    {
        Assert.Equal(2, (await RunAsync("tax-clerk", "tax", "pay", "--nonsense")).Code);
        Assert.Equal(4, (await RunAsync("tax-clerk", "tax", "pay", "--contract", "nonsense", "--json")).Code);
        var access = await ExpectAsync(5, "tax-clerk", "contract", "file", "--contract", papers.Contract, "--filing", papers.Contract, "--date", papers.File(papers.Contract).FilingDate);
        Assert.Equal("access", (string?)access["error"]!["kind"]);
        Assert.Equal(9, (await RunAsync(user: null, "checkpoint", "--profile", folder["nowhere"], "--json")).Code);
    }

    private async Task BookAndRecordsAsync()
    {
        var kept = await ExpectAsync(0, "registration-clerk", "receipt");
        Assert.Equal(4, kept["receipts"]!.AsArray().Count);
        Assert.Empty(kept["drafts"]!.AsArray());
        var hash = (string)kept["receipts"]![0]!["leaf_hash"]!;
        Assert.Equal(hash, (string?)(await ExpectAsync(0, "registration-clerk", "receipt", hash))["leaf_hash"]);
        var listed = await ExpectAsync(0, "registration-clerk", "records", "list", "--subject", papers.Flat, "--state", "recorded");
        Assert.Equal(3, listed["records"]!.AsArray().Count);
        Assert.Equal(4 + 1, (await ExpectAsync(0, "tax-clerk", "checkpoint"))["signed_by"]!.AsArray().Count);
    }

    private async Task ReplayAsync()
    {
        var replay = await ExpectAsync(0, "auditor", "replay", "--department", "tax");
        Assert.Equal("same", (string?)replay["outcome"]);
        Assert.Equal(9, (int?)replay["events"]);
        var status = await network.StatusAsync(LocalMember.Finance);
        Assert.Equal(Convert.ToHexStringLower(status.StateRoot.Span), (string?)replay["state_root"]);

        var another = await ExpectAsync(16, "auditor", "replay", "--department", "tax", "--genesis", new string('0', 64));
        Assert.Equal("diverged", (string?)another["outcome"]);
    }

    /// <summary>An act given as a request file; its receipt was verified, or the exit code would be another.</summary>
    private async Task ActAsync(string user, string command, IMessage request)
    {
        var outcome = await ExpectAsync(0, user, [.. command.Split(' '), "--file", WriteRequest($"{command.Replace(' ', '-')}.json", request)]);
        Assert.Equal("recorded", (string?)outcome["state"]);
    }

    private string WriteRequest(string name, IMessage request)
    {
        File.WriteAllText(folder[name], Requests.Format(request));
        return folder[name];
    }

    private async Task<JsonObject> ExpectAsync(int code, string user, params string[] arguments)
    {
        var run = await RunAsync(user, [.. arguments, "--json"]);
        Assert.True(run.Code == code, $"ledger {string.Join(' ', arguments)} as {user} ended with {run.Code}, not {code}:\n{run.Output}");
        return JsonNode.Parse(run.Output)!.AsObject();
    }

    private async Task<(int Code, string Output)> RunAsync(string? user, params string[] arguments)
    {
        await using var program = BuiltProgram.Start(Programs.Ledger, folder.Path, user is null ? arguments : [.. arguments, "--profile", network.ProfileFolder(user)]);
        return (await program.ExitAsync(Ct), program.Output);
    }
}
