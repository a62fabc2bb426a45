using Ledger.Facts;

namespace Ledger.Import;

/// <summary>How often a rule spoke.</summary>
/// <param name="Rule">Rule id.</param>
/// <param name="Name">Name of the rule.</param>
/// <param name="Count">Rows, or events.</param>
public sealed record RuleCount(string Rule, Wording Name, int Count);
