namespace Ledger.Node;

/// <summary>Bounds that keep one node within its machine.</summary>
public sealed record NodeLimits
{
    /// <summary>Largest gRPC message taken in, bytes; 64 KiB to 16 MiB, 1 MiB unless configured (formats.md 12).</summary>
    public int MessageBytes { get; init; } = 1 << 20;

    /// <summary>Streams and calls one connection may hold open at once; 4 to 10,000.</summary>
    public int StreamsPerConnection { get; init; } = 256;

    /// <summary>What callers may take.</summary>
    public ConnectionLimits Connections { get; init; } = new();

    /// <summary>What members may use of the department.</summary>
    public MemberLimits Members { get; init; } = new();

    /// <summary>Envelopes that may wait for ordering before it answers busy; 1 to 1,000,000. Read by the ordering node only.</summary>
    public int OrderingQueue { get; init; } = 4096;

    /// <summary>Envelopes in one block; 1 to 10,000. Read by the ordering node only.</summary>
    public int BlockEnvelopes { get; init; } = 500;
}
