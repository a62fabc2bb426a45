namespace Ledger.Node;

/// <summary>
/// What callers may take of a node: strangers little, a member's certificate much, and never so much that nothing is left for the
/// others. A stranger is whoever shows no certificate, or one that is no member's. Bursts are twice a rate per second for members
/// and ten times for strangers, who ask seldom and in bunches.
/// </summary>
public sealed record ConnectionLimits
{
    /// <summary>
    /// Connections open at once after their handshake, of them half for strangers and all but an eighth for members who are no
    /// node; 16 to 100,000.
    /// </summary>
    public int Total { get; init; } = 1024;

    /// <summary>
    /// Connections open at once that have not finished their handshake, which has five seconds; half of them are for addresses from
    /// which a member has come before; 16 to 10,000.
    /// </summary>
    public int Unshaken { get; init; } = 256;

    /// <summary>Connections open at once from one address (IPv6: one /64); 4 to 100,000.</summary>
    public int PerAddress { get; init; } = 256;

    /// <summary>Connections open at once with one certificate; 2 to 10,000.</summary>
    public int PerCertificate { get; init; } = 64;

    /// <summary>Connections of strangers open at once; 1 to 10,000.</summary>
    public int Strangers { get; init; } = 64;

    /// <summary>Connections of strangers open at once from one address; 1 to 10,000.</summary>
    public int StrangersPerAddress { get; init; } = 16;

    /// <summary>New connections per second from one address, in bursts of four seconds' worth: a handshake costs a millisecond; 1 to 10,000.</summary>
    public int NewPerSecond { get; init; } = 64;

    /// <summary>Calls per second with one certificate; the other departments' nodes are not counted; 1 to 1,000,000.</summary>
    public int CallsPerSecond { get; init; } = 5000;

    /// <summary>Calls per second of all strangers of one address; 1 to 100,000.</summary>
    public int StrangerCallsPerSecond { get; init; } = 50;

    /// <summary>Calls and streams open at once with one certificate, on all its connections; 4 to 100,000.</summary>
    public int OpenCalls { get; init; } = 1024;

    /// <summary>Calls open at once of all strangers of one address; 1 to 10,000.</summary>
    public int StrangerOpenCalls { get; init; } = 16;

    /// <summary>
    /// Calls per second that a connection may take back at once or make beyond its bounds, in bursts of twenty seconds' worth; one
    /// that goes on is cut. A certificate, or the strangers of an address, may do four times as much on all connections; 1 to 10,000.
    /// </summary>
    public int FaultsPerSecond { get; init; } = 20;

    /// <summary>How long a stranger's connection stays open, seconds: probes ask and go; 1 to 3,600.</summary>
    public int StrangerSeconds { get; init; } = 60;
}
