namespace Ledger.Chain;

/// <summary>The wall clock that ordering and endorsement compare an envelope's time with; peers and replay have none.</summary>
/// <param name="NowMs">Milliseconds since 1970.</param>
/// <param name="Name">Whose clock it is, for the refusal.</param>
/// <param name="SealMs">Time of the newest seal, ms since 1970, which an envelope may lie little below; 0: not compared.</param>
public readonly record struct OrderingClock(ulong NowMs, string Name, ulong SealMs = 0);
