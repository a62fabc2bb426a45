using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Ledger.Client;
using Ledger.Network;
using Ledger.Network.Tests;
using Ledger.Node;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Benchmarks;

/// <summary>
/// What a member gets while others take what they can: a clerk's rate of calls at one node and the node's memory, alone, while
/// strangers hold streams, and while strangers or a bank take calls back without end.
/// </summary>
internal sealed class AccessBenchmark : IBenchmark
{
    private const string Check = "/grpc.health.v1.Health/Check";
    private const string Watch = "/grpc.health.v1.Health/Watch";
    private const int Callers = 4;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);
    private const int StreamsEach = 256;
    private const int Attackers = 4;
    private const int ResetsAtOnce = 100;

    /// <inheritdoc/>
    public string Name => "access";

    /// <inheritdoc/>
    public string Summary => "a member's rate and a node's memory under attack [--seconds N] [--connections N]";

    /// <inheritdoc/>
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (!TryRead(arguments, out var seconds, out var connections))
            return 2;
        var folder = Directory.CreateTempSubdirectory("ledger-access-").FullName;
        try
        {
            await using var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = Path.Combine(folder, "net"), Profile = 1 });
            await network.StartAsync(NodePlacement.ProcessPerDepartment, cancellationToken);
            return await MeasureAsync(network, seconds, connections, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(LocalNetwork network, int seconds, int connections, CancellationToken ct)
    {
        var output = Console.Out;
        var time = TimeSpan.FromSeconds(seconds);
        var address = network.Address(LocalMember.Tax);
        using var bank = Certificate(network.Profile("bank-a-officer"));
        await RateAsync(network, TimeSpan.FromSeconds(2), ct);
        output.WriteLine("| the node meanwhile | a clerk's calls/s | of its rate alone | node, MB | node.log, KB | connections, calls the attacker got in |");
        output.WriteLine("|---|---|---|---|---|---|");

        var alone = await RateAsync(network, time, ct);
        Line("nothing else", alone, "");

        var (held, streams) = (new List<RawHttp2>(), 0L);
        try
        {
            streams = await HoldAsync(address, connections, held, ct);
            var rate = await RateAsync(network, time, ct);
            Line($"strangers ask for {connections * StreamsEach:N0} open streams", rate,
                $"{held.Count(connection => !connection.Closed.IsCompleted)}, {streams:N0}");
        }
        finally
        {
            foreach (var connection in held)
                await connection.DisposeAsync();
        }

        var worst = 1.0;
        foreach (var (name, certificate) in new[] { ("strangers take calls back without end", null),
            ("a bank takes calls back without end", (X509Certificate2?)bank) })
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var attack = Enumerable.Range(0, Attackers).Select(_ => FloodAsync(address, certificate, stop.Token)).ToList();
            var rate = await RateAsync(network, time, ct);
            await stop.CancelAsync();
            var got = await Task.WhenAll(attack);
            Line(name, rate, $"{got.Sum(result => result.Connections):N0}, {got.Sum(result => result.Calls):N0}");
            worst = Math.Min(worst, rate / alone);
        }

        Line("nothing else again", await RateAsync(network, time, ct), "");
        return worst > 0 ? 0 : 1;

        void Line(string what, double rate, string attacker) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {rate:N0} | {rate / alone:P0} | {Megabytes(network):N0} | {new FileInfo(Path.Combine(network.Folder, "nodes", LocalMember.Tax, "node.log")).Length / 1024:N0} | {attacker} |"));
    }

    /// <summary>Calls per second that a clerk gets answered who asks for a steady few on one connection.</summary>
    private static async Task<double> RateAsync(LocalNetwork network, TimeSpan time, CancellationToken ct)
    {
        var profile = network.Profile("tax-clerk");
        using var certificate = Certificate(profile);
        using var root = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(profile.Roots[LocalMember.Tax]));
        using var channel = NodeChannel.Open(network.Address(LocalMember.Tax), certificate, root, NullLoggerFactory.Instance);
        var service = new LedgerService.LedgerServiceClient(channel);
        await service.GetCheckpointAsync(new GetCheckpointRequest(), cancellationToken: ct);
        var begun = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            var count = 0;
            using var pace = new PeriodicTimer(Pace);
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                await service.GetCheckpointAsync(new GetCheckpointRequest(), cancellationToken: ct);
                count++;
                await pace.WaitForNextTickAsync(ct);
            }

            return count;
        }));
        return counts.Sum() / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<long> HoldAsync(Uri address, int connections, List<RawHttp2> held, CancellationToken ct)
    {
        for (var i = 0; i < connections; i++)
        {
            try
            {
                held.Add(await RawHttp2.ConnectAsync(address, certificate: null, ct));
                await held[^1].OpenAsync(Watch, StreamsEach, ct);
            }
            catch (Exception e) when (e is IOException or AuthenticationException or SocketException)
            {
                // Refused or cut.
            }
        }

        return held.Sum(connection => connection.Answers);
    }

    private static async Task<(long Connections, long Calls)> FloodAsync(Uri address, X509Certificate2? certificate, CancellationToken ct)
    {
        var (connections, calls) = (0L, 0L);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var flood = await RawHttp2.ConnectAsync(address, certificate, ct);
                connections++;
                while (!flood.Closed.IsCompleted)
                {
                    await flood.ResetAsync(Check, ResetsAtOnce, ct);
                    calls += ResetsAtOnce;
                }
            }
            catch (Exception e) when (e is IOException or AuthenticationException or SocketException or OperationCanceledException)
            {
                // Refused, cut, or over.
            }
        }

        return (connections, calls);
    }

    private static X509Certificate2 Certificate(ClientProfile profile) =>
        CertificateKey.Read(new CertificateFiles(profile.PathOf(profile.Certificate), profile.PathOf(profile.Key)));

    private static long Megabytes(LocalNetwork network)
    {
        using var process = Process.GetProcessById(network.ProcessId(LocalMember.Tax)!.Value);
        return process.WorkingSet64 >> 20;
    }

    private static bool TryRead(string[] arguments, out int seconds, out int connections)
    {
        (seconds, connections) = (8, 300);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                || value is < 1 or > 1000)
            {
                return false;
            }

            switch (arguments[i])
            {
                case "--seconds":
                    seconds = value;
                    break;
                case "--connections":
                    connections = value;
                    break;
                default:
                    return false;
            }
        }

        return true;
    }
}
