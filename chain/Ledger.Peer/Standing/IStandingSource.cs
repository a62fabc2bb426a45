namespace Ledger.Peers;

/// <summary>Asks other members' nodes what they hold that binds this peer's keys, and for the blocks behind it.</summary>
public interface IStandingSource
{
    /// <summary>Asks a member which lines it holds: the newest of every key, and of the newest checkpoint that bears the quorum.</summary>
    /// <param name="organisation">The member.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What <see cref="PeerCosigning.AnswerStanding"/> gives there; nothing of it is trusted unverified.</returns>
    /// <exception cref="OrderingUnavailableException">It gave no answer; says why.</exception>
    Task<StandingAnswer> AskAsync(string organisation, CancellationToken ct);

    /// <summary>Reads blocks that a member holds, whether it orders or not.</summary>
    /// <param name="organisation">The member.</param>
    /// <param name="first">First block wanted, at least 1.</param>
    /// <param name="last">Last block wanted; the stream ends before it where the member's store does.</param>
    /// <param name="ct">Ends the stream.</param>
    /// <exception cref="OrderingUnavailableException">The stream broke; says why.</exception>
    IAsyncEnumerable<HeldBlock> ReadHeldBlocksAsync(string organisation, ulong first, ulong last, CancellationToken ct);
}
