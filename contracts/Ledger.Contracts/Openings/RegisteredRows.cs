namespace Ledger.Contracts;

/// <summary>How many rows of a building's house table are registered (page <c>building/</c>).</summary>
internal static class RegisteredRows
{
    /// <summary>Counts the rows that an act registers; all of one building.</summary>
    public static void Write(Book book, IReadOnlyList<FirstRegistration> units)
    {
        var rows = (uint)units.Count(unit => unit.IsNewRow);
        if (rows == 0 || units[0].Building is not { Body: { } known } view)
            return;
        var page = known.Clone();
        page.Registered += rows;
        book.Write(view.Key, page);
    }
}
