namespace Ledger.Peers;

/// <summary>Whether a peer knows that its keys signed nothing above its head.</summary>
public enum StandingState
{
    /// <summary>Other members are being asked; nothing is ordered or signed.</summary>
    Asking,

    /// <summary>Verified lines stand above the head; the blocks up to them come first.</summary>
    Behind,

    /// <summary>Nothing stands above the head: it orders and signs.</summary>
    Reached,
}
