using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>The program <c>ledger</c> as the users of a network run it.</summary>
/// <param name="network">The network, for its profiles.</param>
/// <param name="folder">Current folder of the program, and where request files go.</param>
internal sealed class CommandLine(LocalNetwork network, TemporaryFolder folder)
{
    private static readonly JsonFormatter Requests = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    /// <summary>An act given as a request file; its receipt was verified, or the exit code would be another.</summary>
    public Task ActAsync(string user, string command, IMessage request) =>
        ActAsync(user, [.. command.Split(' '), "--file", WriteRequest($"{command.Replace(' ', '-')}.json", request)]);

    /// <summary>An act given by its options: judged first, then recorded.</summary>
    public async Task ActAsync(string user, params string[] arguments)
    {
        var judged = await ExpectAsync(0, user, [.. arguments, "--dry-run"]);
        Assert.Equal("judged", (string?)judged["state"]);
        var recorded = await ExpectAsync(0, user, arguments);
        Assert.Equal("recorded", (string?)recorded["state"]);
        Assert.Equal(judged["cautions"]!.ToJsonString(), recorded["cautions"]!.ToJsonString());
    }

    /// <summary>Writes a request as JSON.</summary>
    /// <returns>The file.</returns>
    public string WriteRequest(string name, IMessage request)
    {
        File.WriteAllText(folder[name], Requests.Format(request));
        return folder[name];
    }

    /// <summary>Runs with <c>--json</c> and reads what was printed.</summary>
    public async Task<JsonObject> ExpectAsync(int code, string user, params string[] arguments)
    {
        var run = await RunAsync(user, [.. arguments, "--json"]);
        Assert.True(run.Code == code, $"ledger {string.Join(' ', arguments)} as {user} ended with {run.Code}, not {code}:\n{run.Output}");
        return JsonNode.Parse(run.Output)!.AsObject();
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="user">Whose profile; null: none.</param>
    /// <param name="arguments">The line.</param>
    public async Task<(int Code, string Output)> RunAsync(string? user, params string[] arguments)
    {
        await using var program = Start(user, arguments);
        return (await program.ExitAsync(TestContext.Current.CancellationToken), program.Output);
    }

    /// <summary>Starts it.</summary>
    public BuiltProgram Start(string? user, params string[] arguments) =>
        BuiltProgram.Start(Programs.Ledger, folder.Path, user is null ? arguments : [.. arguments, "--profile", network.ProfileFolder(user)]);
}
