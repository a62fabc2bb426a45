namespace Ledger.Facts;

/// <summary>A text given to a <c>Parse</c> method is not a valid value. Where bad input is expected, call <c>TryParse</c>.</summary>
public sealed class FactFormatException(FormatError error) : FormatException($"{error.English} | {error.Chinese}")
{
    /// <summary>What was wrong, with its position.</summary>
    public FormatError Error { get; } = error;
}
