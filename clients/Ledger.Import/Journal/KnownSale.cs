namespace Ledger.Import;

/// <summary>A sale that an import knows by the register's own name.</summary>
/// <param name="Import">Which import.</param>
/// <param name="Row">Place of its row there.</param>
/// <param name="File">The file in which it stood.</param>
/// <param name="Line">On which line.</param>
/// <param name="State">What became of the row.</param>
/// <param name="Progress">How far its case has come.</param>
/// <param name="Plan">What it said.</param>
internal sealed record KnownSale(ImportRange Import, int Row, string File, int Line, RowState State, DealProgress Progress, PlannedDeal Plan)
{
    /// <summary>Whether its case is not begun, so that the register's own correction still changes it.</summary>
    public bool IsUntouched => State == RowState.Open && Progress == DealProgress.Planned;

    /// <summary>Whether it came to nothing: what the register says now is planned as a new sale.</summary>
    public bool IsVoid => State is RowState.Refused or RowState.Withdrawn or RowState.Corrected;
}
