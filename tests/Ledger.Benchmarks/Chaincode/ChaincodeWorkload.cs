using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Network;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>The envelopes of a chain that a local network made, in order, each with the keys it reads.</summary>
internal sealed class ChaincodeWorkload
{
    private ChaincodeWorkload(string name, GenesisBlock genesis, IReadOnlyList<byte[]> envelopes, ulong timeMs)
    {
        Name = name;
        Genesis = genesis;
        Envelopes = envelopes;
        Clock = new FixedClock(timeMs);
    }

    public string Name { get; }

    public GenesisBlock Genesis { get; }

    public IReadOnlyList<byte[]> Envelopes { get; }

    /// <summary>Keys that each envelope reads; its sender knows them from its own peer.</summary>
    public Dictionary<byte[], string[]> Keys { get; } = [];

    /// <summary>The time of the chain: its envelopes are minutes old when they are submitted once more.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Runs a network until it has made the chain.</summary>
    public static async Task<ChaincodeWorkload> MakeAsync(string name, LoadShape shape, int events, CancellationToken ct)
    {
        await using var network = await BenchmarkNetwork.StartAsync(NodePlacement.OneProcess, fabric: null, ct);
        await new Load(network, 1).RunAsync(shape, 64, TimeSpan.Zero, events, ct);
        await network.SettleAsync(ct);
        var (_, entries) = await network.DownloadAsync(ct);
        var genesis = GenesisBlock.Load(entries[0].ToArray(), network.GenesisSha256);
        await network.StopAsync();
        var envelopes = new List<Envelope>();
        foreach (var entry in entries)
        {
            if (EntryCodec.TryParse(entry.Span, out var parsed, out _) && parsed.EntryCase == LogEntry.EntryOneofCase.Envelope)
                envelopes.Add(parsed.Envelope);
        }

        var middle = Payload.Parser.ParseFrom(envelopes[envelopes.Count / 2].Payload).TimeMs;
        var workload = new ChaincodeWorkload(name, genesis, [.. envelopes.Select(envelope => envelope.ToByteArray())], middle);
        await workload.FindKeysAsync();
        return workload;
    }

    private async Task FindKeysAsync()
    {
        await using var run = await ChaincodeRun.StartAsync(this, offers: true);
        foreach (var envelope in Envelopes)
        {
            var judged = await run.CallAsync(LedgerFunctions.Judge, envelope, []);
            Keys[envelope] = [.. SubmitOutcome.Parser.ParseFrom(judged).Accepted.Reads.Select(read => read.Key)];
            await run.CallAsync(LedgerFunctions.Submit, envelope, []);
        }
    }

    private sealed class FixedClock(ulong nowMs) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds((long)nowMs);
    }
}
