namespace Ledger.Chain;

/// <summary>The judgement of one envelope.</summary>
/// <param name="Accepted">Whether every event of the envelope applies.</param>
/// <param name="FailedEvent">Index of the event that refused; -1 when the envelope as a whole did, or none.</param>
/// <param name="Findings">All findings of the failing event; when accepted, those of every event that stayed
/// without effect (information and acknowledged warnings).</param>
/// <param name="Reads">Every page read, in order of first reading, as it stood before the envelope.</param>
public sealed record Verdict(bool Accepted, int FailedEvent, IReadOnlyList<Finding> Findings, IReadOnlyList<PageRead> Reads);
