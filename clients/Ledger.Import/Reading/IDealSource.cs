namespace Ledger.Import;

/// <summary>A data set of sales in one format.</summary>
internal interface IDealSource
{
    /// <summary>Name of the format on the command line.</summary>
    string Format { get; }

    /// <summary>Every file that is read, the main one first.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Where every line of every file went; known once the rows were read to their end.</summary>
    IReadOnlyList<LineCount> Lines { get; }

    /// <summary>Files that belong to the data set and are not there, or are there and not read; for people.</summary>
    IReadOnlyList<Facts.Wording> Notes { get; }

    /// <summary>Reads the rows of the main files one after the other, each once, in the files' order.</summary>
    /// <exception cref="ImportException">A file is missing or lacks a column.</exception>
    IEnumerable<SourceRow> Read();
}
