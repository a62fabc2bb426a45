namespace Ledger.EndToEnd.Tests;

/// <summary>The benchmarks run and verify what they did; what they measure in a test says nothing.</summary>
public sealed class BenchmarkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task The_smallest_end_to_end_run_verifies_its_results()
    {
        var output = await RunAsync("e2e", "--seconds", "1", "--clients", "1", "--only", "single");
        Assert.Contains("Verified: every receipt; all four peers at block", output, StringComparison.Ordinal);
        Assert.Contains("reaches the signed root", output, StringComparison.Ordinal);
        // CPU in all, then by groups of threads.
        Assert.Matches(@"(?m)^Single +1 .* \d+\.\d\d  \d+\.\d\d \d+\.\d\d \d+\.\d\d \d+\.\d\d$", output);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_small_state_tree_is_loaded_changed_and_proved()
    {
        var output = await RunAsync("state", "1k");
        Assert.Equal(3, output.Split('\n').Count(static line => line.EndsWith(" ok", StringComparison.Ordinal)));
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        await using var program = BuiltProgram.Start(Programs.Benchmarks, folder.Path, arguments);
        var code = await program.ExitAsync(Ct);
        Assert.True(code == 0, program.Output);
        return program.Output;
    }
}
