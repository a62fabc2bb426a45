using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>A text is no value of a field.</summary>
/// <param name="wanted">What was wanted.</param>
internal sealed class FieldFault(Wording wanted) : FormatException(wanted.English)
{
    /// <summary>What was wanted.</summary>
    public Wording Wanted => wanted;
}
