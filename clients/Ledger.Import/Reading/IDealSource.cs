namespace Ledger.Import;

/// <summary>A data set of sales in one format.</summary>
internal interface IDealSource
{
    /// <summary>Name of the format on the command line.</summary>
    string Format { get; }

    /// <summary>Every file that is read, the main one first.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Reads the rows of the main file one after the other, each once, in the file's order.</summary>
    /// <exception cref="ImportException">A file is missing or lacks a column.</exception>
    IEnumerable<SourceRow> Read();
}
