namespace Ledger.Client;

/// <summary>A draft that was sent again.</summary>
/// <param name="Request">What was sent.</param>
/// <param name="Outcome">What became of it; null when it met a fault.</param>
/// <param name="Fault">The fault; a refusal closes the draft, anything else leaves it open.</param>
public sealed record ResumedDraft(SignedRequest Request, WriteOutcome? Outcome, LedgerException? Fault);
