using Ledger.Facts;

namespace Ledger.Export;

/// <summary>The export cannot go on. What was written stays.</summary>
/// <param name="text">What is wrong and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class ExportException(Wording text, Exception? inner = null) : Exception($"{text.English} / {text.Chinese}", inner)
{
    /// <summary>What is wrong and what to do, in both languages.</summary>
    public Wording Text => text;
}
