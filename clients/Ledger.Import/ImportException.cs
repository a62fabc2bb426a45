using Ledger.Facts;

namespace Ledger.Import;

/// <summary>The import cannot go on: a file is missing or of another form, or a limit is reached. What was done stays done.</summary>
public sealed class ImportException : Exception
{
    /// <summary>A fault with its texts.</summary>
    /// <param name="text">What is wrong and what to do.</param>
    /// <param name="inner">The cause.</param>
    public ImportException(Wording text, Exception? inner = null)
        : base($"{text.English} / {text.Chinese}", inner) => Text = text;

    /// <summary>What is wrong and what to do, in both languages.</summary>
    public Wording Text { get; }
}
