using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace Ledger.Cli.Tests;

/// <summary>One run of the program with its writers caught.</summary>
internal sealed record CommandRun(ExitCode Code, string Output, string Error)
{
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    public static Task<CommandRun> Of(params string[] args) => At(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000), args);

    public static async Task<CommandRun> At(DateTimeOffset now, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await LedgerCommand.RunAsync(args, output, error, new FakeTimeProvider(now));
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
