using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Cli;
using Ledger.Facts;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// What the rules in force and the list of doubts say of everything users typed that can be understood: dry runs of the program on a
/// running network, held against tests/vectors/field-cases/judged.txt.
/// </summary>
public sealed class FieldCaseRuleTests : IAsyncDisposable
{
    private static readonly Day Written = Day.Of(2026, 11, 30);

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public FieldCaseRuleTests() => network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task What_users_typed_is_judged_as_the_table_says_and_nothing_of_it_is_recorded()
    {
        if (Day.At((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()) < Written)
            Assert.Skip($"The cases are of {Written}, which this machine's clock has not reached.");
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        Assert.Equal("recorded", (string?)(await RunAsync("registration-clerk", "unit open", "open-base.json"))["state"]);
        var before = (await network.StatusAsync(LocalMember.Registration)).Block;

        var judged = new List<string>();
        foreach (var (file, encoding, outcome) in FieldCaseTests.Cases)
        {
            if (encoding != "utf-8" || !outcome.StartsWith("built", StringComparison.Ordinal) || file is "open-base.json" or "tax.json")
                continue;
            var (user, command) = file switch
            {
                _ when file.StartsWith("c-", StringComparison.Ordinal) || file == "contract-base.json" => ("transaction-clerk", "contract sign"),
                _ when file.StartsWith("m-", StringComparison.Ordinal) || file == "migrate-base.json" => ("registration-clerk", "unit migrate"),
                _ => ("registration-clerk", "unit open"),
            };
            judged.Add($"{file}: {Outcome(await RunAsync(user, command, file, "--dry-run"))}");
        }

        Assert.Equal(before, (await network.StatusAsync(LocalMember.Registration)).Block);
        var expected = await File.ReadAllLinesAsync(Path.Combine(FieldCaseTests.Folder, "judged.txt"), Ct);
        Assert.True(expected.SequenceEqual(judged), $"judged otherwise than judged.txt says:\n{string.Join('\n', judged)}");
    }

    private static string Outcome(JsonObject answer) => answer["error"] is { } error
        ? "refused by " + string.Join(", ", error["failures"]!.AsArray().Select(static failure => (string?)failure!["rule"] ?? "input")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        : answer["cautions"]!.AsArray() is { Count: > 0 } cautions
            ? "taken; doubtful: " + string.Join(", ", cautions.Select(static caution => (string?)caution!["field"]))
            : "taken";

    private async Task<JsonObject> RunAsync(string user, string command, string file, params string[] more)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        await LedgerCommand.RunAsync(
            [.. command.Split(' '), "--file", Path.Combine(FieldCaseTests.Folder, file), "--profile", network.ProfileFolder(user), "--json", .. more],
            output,
            TextWriter.Null,
            TimeProvider.System);
        return JsonNode.Parse(output.ToString())!.AsObject();
    }
}
