using Ledger.Fabric;
using Ledger.Peers;

namespace Ledger.Node;

/// <summary>Where ordering runs: exactly one of the three is set.</summary>
/// <param name="name">Organisation whose node orders, or the Fabric channel, by configuration.</param>
/// <param name="embedded">Ordering in this node.</param>
/// <param name="remote">Ordering in another node.</param>
/// <param name="fabric">Ordering on Fabric, which every node reads from its own peer there.</param>
internal sealed class OrderingPlace(string name, EmbeddedOrdering? embedded, RemoteOrdering? remote, FabricOrdering? fabric)
{
    /// <summary>Organisation whose node orders, or the Fabric channel.</summary>
    public string Name => name;

    /// <summary>Ordering in this node.</summary>
    public EmbeddedOrdering? Embedded => embedded;

    /// <summary>Ordering in another node.</summary>
    public RemoteOrdering? Remote => remote;

    /// <summary>Ordering on Fabric.</summary>
    public FabricOrdering? Fabric => fabric;

    /// <summary>Takes envelopes in, whoever brings them; null when that is another node's.</summary>
    public IOrdering? Intake => (IOrdering?)embedded ?? fabric;

    /// <summary>What the peer follows; null when blocks are made on it.</summary>
    public IOrdering? Followed => (IOrdering?)remote ?? fabric;

    /// <summary>What envelopes are submitted to.</summary>
    public IOrdering Ordering => Intake ?? remote!;
}
