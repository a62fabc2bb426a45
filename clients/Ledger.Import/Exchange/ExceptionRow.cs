using Ledger.Facts;

namespace Ledger.Import;

/// <summary>A line of the exception list.</summary>
/// <param name="Kind">0 a file that cannot be read, 1 an act, 2 a finding.</param>
/// <param name="File">The file.</param>
/// <param name="Line">Its line; 0 = as a whole.</param>
/// <param name="Unit">The unit; empty when none is known.</param>
/// <param name="What">The act, or the place of the finding.</param>
/// <param name="Rule">Rule, check, or READ.</param>
/// <param name="Reason">Why, and what to do next.</param>
internal sealed record ExceptionRow(int Kind, string File, int Line, string Unit, string What, string Rule, Wording Reason);
