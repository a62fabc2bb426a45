namespace Ledger.Peers;

/// <summary>Whether a peer executes and signs.</summary>
public enum PeerState
{
    /// <summary>Executes blocks and cosigns them.</summary>
    Running,

    /// <summary>Waits at the block before one that it refuses, keys intact.</summary>
    Halted,

    /// <summary>More than half of the cosigners agree on another root: signs nothing more, keeps its store.</summary>
    Diverged,

    /// <summary>
    /// Its storage is damaged: executes and signs nothing until it is opened again. A disk that takes nothing for a while is an
    /// outage of a running peer (<see cref="Peer.DiskOutage"/>).
    /// </summary>
    Failed,
}
