using Ledger.Facts;

namespace Ledger.Import;

/// <summary>One reason why a row of the file is not on the ledger.</summary>
/// <param name="File">The main file.</param>
/// <param name="Line">Its line there.</param>
/// <param name="Id">The file's own name for the row.</param>
/// <param name="State">What became of it.</param>
/// <param name="Step">Step that was refused; <c>READ</c> for an unreadable row.</param>
/// <param name="Rule">Rule id; empty for an unreadable row.</param>
/// <param name="Text">The reason.</param>
internal sealed record RejectedRow(string File, int Line, string Id, RowState State, string Step, string Rule, Wording Text)
{
    /// <summary>What its file's owner can look at; null where the reason says it already.</summary>
    public Wording? Advice => State == RowState.Refused ? RowAdvice.For(Rule) : null;
}
