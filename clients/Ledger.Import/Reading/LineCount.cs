namespace Ledger.Import;

/// <summary>Where every line of a file went: the parts add up to all.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Lines">Lines of the file.</param>
/// <param name="Names">Lines that name the columns, in one language or two.</param>
/// <param name="Blank">Lines with nothing on them.</param>
/// <param name="Rows">Lines of rows.</param>
internal sealed record LineCount(string File, int Lines, int Names, int Blank, int Rows)
{
    /// <summary>Rows of a table beside the main one that belong to no sale of it.</summary>
    public int Unclaimed { get; init; }
}
