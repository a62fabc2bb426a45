namespace Ledger.Chain;

/// <summary>What the code of a rule threw: for the log of whoever judged, never for the verdict, which is the same on every machine.</summary>
/// <param name="LeafHash">Leaf hash of the envelope judged.</param>
/// <param name="EventType">Full name of the event whose rules failed.</param>
/// <param name="Exception">What was thrown.</param>
public sealed record RuleFault(ReadOnlyMemory<byte> LeafHash, string EventType, Exception Exception);
