namespace Ledger.Chain;

/// <summary>The wall clock that ordering and endorsement compare an envelope's time with; peers and replay have none.</summary>
/// <param name="NowMs">Milliseconds since 1970.</param>
/// <param name="Name">Whose clock it is, for the refusal.</param>
public readonly record struct OrderingClock(ulong NowMs, string Name);
