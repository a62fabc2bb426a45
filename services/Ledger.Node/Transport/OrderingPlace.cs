using Ledger.Chain;
using Ledger.Fabric;

namespace Ledger.Node.Transport;

/// <summary>Where ordering runs: exactly one of the three is set.</summary>
/// <param name="Name">Organisation whose node orders, or the Fabric channel, by configuration.</param>
/// <param name="Embedded">Ordering in this node.</param>
/// <param name="Remote">Ordering in another node.</param>
/// <param name="Fabric">Ordering on Fabric, which every node reads from its own peer there.</param>
internal sealed record OrderingPlace(string Name, EmbeddedOrdering? Embedded, RemoteOrdering? Remote, FabricOrdering? Fabric)
{
    /// <summary>Takes envelopes in, whoever brings them; null when that is another node's.</summary>
    public IOrdering? Intake => (IOrdering?)Embedded ?? Fabric;

    /// <summary>What the peer follows; null when blocks are made on it.</summary>
    public IOrdering? Followed => (IOrdering?)Remote ?? Fabric;

    /// <summary>What envelopes are submitted to.</summary>
    public IOrdering Ordering => Intake ?? Remote!;

    /// <summary>Why no blocks come; null while they can.</summary>
    public string? Outage => Remote?.Outage ?? Fabric?.Outage;
}
