namespace Ledger.Departments;

/// <summary>What a certificate is worth: a caller, or the reason why not.</summary>
/// <param name="Caller">The caller; null when refused.</param>
/// <param name="Refusal">Why not; null when it is good.</param>
internal sealed record AccessDecision(Caller? Caller, AccessRefusal? Refusal);
