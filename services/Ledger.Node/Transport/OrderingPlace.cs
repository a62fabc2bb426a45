using Ledger.Chain;

namespace Ledger.Node.Transport;

/// <summary>Where ordering runs: exactly one of the two is set.</summary>
/// <param name="Organisation">Organisation whose node orders, by configuration.</param>
/// <param name="Embedded">Ordering in this node.</param>
/// <param name="Remote">Ordering in another node.</param>
internal sealed record OrderingPlace(string Organisation, EmbeddedOrdering? Embedded, RemoteOrdering? Remote);
