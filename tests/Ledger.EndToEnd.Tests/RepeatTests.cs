using System.Text.Json.Nodes;
using Ledger.Cli;
using Ledger.Client;
using Ledger.Network;
using Ledger.V1;
using ExitCode = Ledger.Cli.ExitCode;

namespace Ledger.EndToEnd.Tests;

/// <summary>A command that got no answer is run again, as people do: it asks for what it asked before, and nothing happens twice.</summary>
public sealed class RepeatTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;
    private readonly FirstProfilePapers papers = new Papers().Next();
    private readonly CommandLine ledger;

    public RepeatTests()
    {
        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });
        ledger = new CommandLine(network, folder);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task A_command_killed_between_sending_and_the_answer_finds_its_own_request_when_it_is_run_again()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        using var clients = new NetworkClients(network, TimeProvider.System);
        Assert.True((await clients["registration-clerk"].Registration.OpenFirstRegistrationAsync(papers.OpenFlat(), Ct)).IsRecorded);
        string[] sign = ["contract", "sign", "--file", ledger.WriteRequest("sale.json", papers.Sale())];
        await network.StopNodeAsync(LocalMember.Registration);

        await using (ledger.Start("transaction-clerk", sign))
        {
            while (await RecordsAsync(clients, RecordState.Pending) == 0)
                await Task.Yield();
        }

        // Ordering is still away: the same request waits.
        var waiting = await ledger.RunAsync("transaction-clerk", [.. sign, "--lang", "en"]);
        Assert.Equal((int)ExitCode.Unreachable, waiting.Code);
        Assert.Contains("asking again with the same id", waiting.Output, StringComparison.Ordinal);
        var draft = Assert.Single((await ledger.ExpectAsync(0, "transaction-clerk", ["drafts"]))["drafts"]!.AsArray())!;
        Assert.Contains(papers.Contract, (string?)draft["acts_en"], StringComparison.Ordinal);
        Assert.Contains($"ledger drafts resume {(string?)draft["draft"]}", waiting.Output, StringComparison.Ordinal);
        Assert.Equal(1, await RecordsAsync(clients, RecordState.Unspecified));

        await network.StartNodeAsync(LocalMember.Registration, Ct);
        // Its node may not have found the ordering again at once: until then the request waits, and is repeated.
        while ((waiting = await ledger.RunAsync("transaction-clerk", [.. sign, "--json"])).Code == (int)ExitCode.Unreachable)
            await Task.Yield();

        Assert.True(waiting.Code == 0, waiting.Output);
        var found = JsonNode.Parse(waiting.Output)!.AsObject();
        Assert.Equal(("recorded", "draft"), ((string?)found["state"], (string?)found["repeats"]));
        var kept = await ledger.ExpectAsync(0, "transaction-clerk", sign);
        Assert.Equal(("recorded", "receipt"), ((string?)kept["state"], (string?)kept["repeats"]));
        Assert.Equal(((string?)found["leaf_hash"], (string?)found["request_id"]), ((string?)kept["leaf_hash"], (string?)kept["request_id"]));
        Assert.Equal(1, await RecordsAsync(clients, RecordState.Unspecified));

        // Asked for as something new it is a second act, and the rules say what they say of those.
        var anew = await ledger.ExpectAsync(3, "transaction-clerk", [.. sign, "--new"]);
        Assert.Equal("refused", (string?)anew["error"]!["kind"]);

        await WithoutItsBookAsync(sign);
        await AtATerminalAsync(clients);
    }

    // On another machine, or with the book lost: the user's own entry is told first, and the rules' advice to undo it is no advice.
    private async Task WithoutItsBookAsync(string[] sign)
    {
        Assert.Empty((await ledger.ExpectAsync(0, "transaction-clerk", ["drafts"]))["drafts"]!.AsArray());
        foreach (var file in Directory.EnumerateFiles(network.ProfileFolder("transaction-clerk"), "book*"))
            File.Move(file, Path.Combine(folder["net"], Path.GetFileName(file) + ".lost"));

        var again = await ledger.RunAsync("transaction-clerk", [.. sign, "--lang", "en"]);
        Assert.Equal((int)ExitCode.Refused, again.Code);
        Assert.Matches("you had this recorded before: entry [0-9]+ of .* There is nothing to do again or to undo", again.Output);
    }

    private async Task AtATerminalAsync(NetworkClients clients)
    {
        string[] file = ["contract", "file", "--contract", papers.Contract, "--filing", papers.Contract, "--date", papers.File(papers.Contract).FilingDate];
        var before = await RecordsAsync(clients, RecordState.Unspecified);

        var declined = await AtTerminalAsync("n\n", file);
        Assert.Equal(ExitCode.Cancelled, declined.Code);
        Assert.Contains("the rules would take it now", declined.Error, StringComparison.Ordinal);
        Assert.Contains(papers.Contract, declined.Error, StringComparison.Ordinal);
        Assert.Contains("record this? [y/N]", declined.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Cancelled, (await AtTerminalAsync("", file)).Code);
        Assert.Equal(before, await RecordsAsync(clients, RecordState.Unspecified));

        Assert.Equal(ExitCode.Ok, (await AtTerminalAsync("", [.. file, "--dry-run"])).Code);
        Assert.Equal(ExitCode.Ok, (await AtTerminalAsync("y\n", file)).Code);
        var revoke = new[] { "contract", "revoke", "--contract", papers.Contract, "--date", papers.File(papers.Contract).FilingDate,
            "--reason", "BUYER_WITHDREW" };
        var asked = await AtTerminalAsync("", [.. revoke, "--yes"]);
        Assert.Equal(ExitCode.Ok, asked.Code);
        Assert.DoesNotContain("[y/N]", asked.Error, StringComparison.Ordinal);
    }

    private async Task<(ExitCode Code, string Error)> AtTerminalAsync(string typed, string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var terminal = new StringReader(typed);
        var code = await LedgerCommand.RunAsync(
            [.. line, "--profile", network.ProfileFolder("transaction-clerk"), "--lang", "en"], output, error, TimeProvider.System, terminal);
        return (code, error.ToString());
    }

    private static async Task<int> RecordsAsync(NetworkClients clients, RecordState state)
        => await clients["transaction-clerk"].Transaction.Records.ListAsync(state: state, cancellationToken: Ct).CountAsync(cancellationToken: Ct);
}
