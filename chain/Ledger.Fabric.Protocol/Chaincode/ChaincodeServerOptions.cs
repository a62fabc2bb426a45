using System.Net;

namespace Ledger.Fabric.Protocol;

/// <summary>How a <see cref="ChaincodeServer"/> listens, and its bounds.</summary>
public sealed record ChaincodeServerOptions
{
    /// <summary>Id of the installed package, <c>label:hex SHA-256</c>: what the peer knows this chaincode by.</summary>
    public required string PackageId { get; init; }

    /// <summary>Where peers dial; port 0 takes any free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>TLS; null for plain text, for a peer on the same machine or behind a proxy that ends TLS.</summary>
    public ChaincodeTls? Tls { get; init; }

    /// <summary>Transactions of all peers that run at a time, at least 1.</summary>
    public int MaxConcurrentTransactions { get; init; } = 64;

    /// <summary>Transactions that may wait beyond those; more are answered with an error. Fabric's gateway lets 500 in by default.</summary>
    public int MaxQueuedTransactions { get; init; } = 1024;

    /// <summary>Largest message taken from a peer, in bytes; a larger one ends the stream. Fabric's own limit is 100 MiB.</summary>
    public int MaxMessageBytes { get; init; } = 100 << 20;

    /// <summary>Largest arguments of a transaction, in bytes; larger ones are answered with an error.</summary>
    public int MaxArgumentBytes { get; init; } = 10 << 20;

    /// <summary>Largest value, event or answer that the chaincode may send, in bytes; Fabric's default block limit is 10 MiB.</summary>
    public int MaxValueBytes { get; init; } = 8 << 20;

    /// <summary>How long a stop waits for transactions under way.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of its bounds; the message says which.</exception>
    internal void Validate()
    {
        Require(!string.IsNullOrEmpty(PackageId), nameof(PackageId), "not empty");
        Require(Listen is not null, nameof(Listen), "an address");
        Require(MaxConcurrentTransactions >= 1, nameof(MaxConcurrentTransactions), "at least 1");
        Require(MaxQueuedTransactions >= 0, nameof(MaxQueuedTransactions), "at least 0");
        Require(MaxMessageBytes >= 64 << 10, nameof(MaxMessageBytes), "at least 64 KiB");
        Require(MaxArgumentBytes >= 1, nameof(MaxArgumentBytes), "at least 1");
        Require(MaxValueBytes >= 1, nameof(MaxValueBytes), "at least 1");
        Require(StopPatience >= TimeSpan.Zero, nameof(StopPatience), "not negative");
    }

    private static void Require(bool condition, string option, string wanted)
    {
        if (!condition)
            throw new ArgumentException($"{option} must be {wanted}.", nameof(option));
    }
}
