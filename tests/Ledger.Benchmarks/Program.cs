using Ledger.Node;

namespace Ledger.Benchmarks;

/// <summary>Runs one benchmark: <c>dotnet run -c Release --project tests/Ledger.Benchmarks -- &lt;name&gt; [arguments]</c>.</summary>
internal static class Program
{
    private static readonly IBenchmark[] Benchmarks = [new EndToEndBenchmark(), new ReplayBenchmark(), new StartBenchmark(), new StateBenchmark(),
        new ProofBenchmark(), new RulesBenchmark(), new ChaincodeBenchmark(), new AccessBenchmark()];

    private static async Task<int> Main(string[] args)
    {
        var benchmark = args.Length == 0 ? null : Array.Find(Benchmarks, candidate => candidate.Name == args[0]);
        if (benchmark is null)
        {
            await Console.Error.WriteLineAsync("Name one benchmark:");
            foreach (var known in Benchmarks)
                await Console.Error.WriteLineAsync($"  {known.Name,-10} {known.Summary}");

            return 2;
        }

        // Whatever opens a node's folder first: a node refuses one that is open to others.
        OwnerOnly.ForNewFiles();
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        return await benchmark.RunAsync(args[1..], stop.Token);
    }
}
