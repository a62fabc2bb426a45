using Ledger.Facts;

namespace Ledger.Import;

/// <summary>One reason of a refusal.</summary>
/// <param name="Rule">Rule id, e.g. <c>C-26</c>; <c>INPUT</c> for a request that its service could not read.</param>
/// <param name="Name">Name of the rule.</param>
/// <param name="Text">What disagreed.</param>
internal sealed record RefusalReason(string Rule, Wording Name, Wording Text);
