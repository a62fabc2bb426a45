namespace Ledger.Log;

/// <summary>Why something does not work at present, for people: who was asked, at what address, and what was said or seen.</summary>
/// <param name="English">In English, without a full stop at the end.</param>
/// <param name="Chinese">In Chinese, likewise.</param>
public sealed record OutageReason(string English, string Chinese);
