using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Departments;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Ledger.Node;

/// <summary>
/// Keeps callers within <see cref="ConnectionLimits"/>: counts connections before the handshake by address, after it in all and by
/// certificate, and gives each a <see cref="CallMeter"/>. What is refused is closed at once and holds no memory.
/// </summary>
/// <param name="limits">The bounds.</param>
/// <param name="judge">Knows whose a certificate is.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Tells who is refused; bounded by its factory.</param>
internal sealed partial class ConnectionGuard(ConnectionLimits limits, CertificateJudge judge, TimeProvider clock, ILogger<ConnectionGuard> logger)
{
    /// <summary>Callers remembered; beyond, those with nothing to remember are forgotten.</summary>
    private const int MaximumRemembered = 4096;

    private const int BurstOfNew = 4;
    private const int BurstOfCalls = 2;
    private const int BurstOfStrangers = 10;
    private const int BurstOfFaults = 20;
    private const int ConnectionsWorthOfFaults = 4;

    private readonly ConcurrentDictionary<string, CallerShare> shares = new(StringComparer.Ordinal);
    private readonly Handshakes handshakes = new(limits.Unshaken);
    private int strangers;
    private int admitted;

    /// <summary>Before the handshake: one address takes no more than its part, and no faster.</summary>
    public async Task AcceptAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = AddressOf(connection);
        var share = Find($"address {address}", name => new CallerShare(
            name,
            limits.PerAddress,
            int.MaxValue,
            new TokenBucket(limits.NewPerSecond, (double)limits.NewPerSecond * BurstOfNew, clock),
            new TokenBucket(1, 1, clock)));
        // A new connection is a call on its address.
        var refusal = share.Begin();
        if (refusal is null)
        {
            share.End();
            refusal = share.Connect();
        }

        if (refusal is not null)
        {
            Refuse(connection, share.Name, refusal);
            return;
        }

        var handshake = handshakes.Begin(address);
        if (handshake is null)
        {
            share.Disconnect();
            Refuse(connection, share.Name, "too many connections have not finished their handshake");
            return;
        }

        connection.Features.Set(handshake);
        try
        {
            await next(connection);
        }
        finally
        {
            handshake.End();
            share.Disconnect();
        }
    }

    /// <summary>After the handshake: one certificate, and all strangers together, take no more than their part.</summary>
    public async Task AdmitAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        connection.Features.Get<Handshake>()?.End();
        var certificate = connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;
        var kind = judge.KindOf(certificate);
        if (kind != CallerKind.Anonymous)
            handshakes.Remember(AddressOf(connection));
        // Strangers leave half to members, and members an eighth to the nodes: without those there is no ledger.
        var most = kind switch
        {
            CallerKind.Node => limits.Total,
            CallerKind.Anonymous => limits.Total / 2,
            _ => limits.Total - (limits.Total / 8),
        };
        try
        {
            if (Interlocked.Increment(ref admitted) > most)
                Refuse(connection, $"address {AddressOf(connection)}", $"{most} connections are open, which is the most there may be for one more of its kind");
            else
                await AdmitAsync(connection, certificate, kind, next);
        }
        finally
        {
            Interlocked.Decrement(ref admitted);
        }
    }

    private async Task AdmitAsync(ConnectionContext connection, X509Certificate2? certificate, CallerKind kind, ConnectionDelegate next)
    {
        var isStranger = kind == CallerKind.Anonymous;
        var share = isStranger ? FindStrangers(AddressOf(connection)) : FindMember(certificate!.GetCertHashString(HashAlgorithmName.SHA256), kind);
        if (isStranger && Interlocked.Increment(ref strangers) > limits.Strangers)
        {
            Interlocked.Decrement(ref strangers);
            Refuse(connection, share.Name, $"{limits.Strangers} connections of strangers are open, which is the most there may be");
            return;
        }

        try
        {
            if (share.Connect() is { } refusal)
            {
                Refuse(connection, share.Name, refusal);
                return;
            }

            await ServeAsync(connection, share, isStranger, next);
        }
        finally
        {
            if (isStranger)
                Interlocked.Decrement(ref strangers);
        }
    }

    private async Task ServeAsync(ConnectionContext connection, CallerShare share, bool isStranger, ConnectionDelegate next)
    {
        var meter = new CallMeter(connection, share, Faults(1), reason => LogCut(logger, share.Name, reason));
        connection.Features.Set(meter);
        try
        {
            if (!isStranger)
            {
                await next(connection);
                return;
            }

            var stay = TimeSpan.FromSeconds(limits.StrangerSeconds);
            await using var timer = clock.CreateTimer(
                _ => connection.Abort(new ConnectionAbortedException("a stranger's connection has ended with its time")), null, stay, Timeout.InfiniteTimeSpan);
            await next(connection);
        }
        finally
        {
            share.Disconnect();
        }
    }

    private CallerShare FindStrangers(string address) => Find($"strangers at {address}", name => new CallerShare(
        name,
        limits.StrangersPerAddress,
        limits.StrangerOpenCalls,
        new TokenBucket(limits.StrangerCallsPerSecond, (double)limits.StrangerCallsPerSecond * BurstOfStrangers, clock),
        Faults(ConnectionsWorthOfFaults)));

    // The other nodes ask as fast as the ledger goes, and whoever holds their keys can do worse than ask.
    private CallerShare FindMember(string fingerprint, CallerKind kind) => Find($"certificate {fingerprint}", name => new CallerShare(
        name,
        limits.PerCertificate,
        limits.OpenCalls,
        kind == CallerKind.Node ? null : new TokenBucket(limits.CallsPerSecond, (double)limits.CallsPerSecond * BurstOfCalls, clock),
        Faults(ConnectionsWorthOfFaults)));

    private TokenBucket Faults(int connections) =>
        new((double)limits.FaultsPerSecond * connections, (double)limits.FaultsPerSecond * BurstOfFaults * connections, clock);

    private CallerShare Find(string name, Func<string, CallerShare> make)
    {
        if (shares.Count >= MaximumRemembered)
        {
            foreach (var idle in shares.Where(static share => share.Value.IsIdle))
                shares.TryRemove(idle);
        }

        return shares.GetOrAdd(name, make);
    }

    private void Refuse(ConnectionContext connection, string caller, string reason)
    {
        LogRefused(logger, caller, reason);
        connection.Abort(new ConnectionAbortedException(reason));
    }

    /// <summary>Whoever has an IPv6 address has the whole /64 of it.</summary>
    private static string AddressOf(ConnectionContext connection)
    {
        if (connection.RemoteEndPoint is not IPEndPoint { Address: var address })
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    [LoggerMessage(1, LogLevel.Warning, "A connection of {Caller} is refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string caller, string reason);

    [LoggerMessage(2, LogLevel.Warning, "A connection of {Caller} is cut: {Reason}")]
    private static partial void LogCut(ILogger logger, string caller, string reason);
}
