using Ledger.V1;

namespace Ledger.Peers;

/// <summary>What a member answers who is asked after a start; nothing of it is trusted unverified.</summary>
/// <param name="Lines">Lines it holds that bind the asker's keys or the ledger.</param>
/// <param name="IsRebuilding">Whether its store was begun anew and lacks what it held: its lines count, its silence says nothing.</param>
public sealed record StandingAnswer(IReadOnlyList<Cosigned> Lines, bool IsRebuilding);
