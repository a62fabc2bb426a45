using Ledger.Facts;

namespace Ledger.Import;

/// <summary>One reason why a row of the file is not on the ledger.</summary>
/// <param name="Line">Line of the main file.</param>
/// <param name="Id">The file's own name for the row.</param>
/// <param name="State">Refused or unreadable.</param>
/// <param name="Step">Step that was refused; <c>READ</c> for an unreadable row.</param>
/// <param name="Rule">Rule id; empty for an unreadable row.</param>
/// <param name="Text">The reason.</param>
internal sealed record RejectedRow(int Line, string Id, RowState State, string Step, string Rule, Wording Text);
