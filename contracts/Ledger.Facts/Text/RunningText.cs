namespace Ledger.Facts;

/// <summary>Text in people's own words, kept as it is written: a note, an address, the name of a file.</summary>
public static class RunningText
{
    private static readonly Wording Subject = new("文字", "text");

    /// <summary>What makes a text unfit to be kept: control characters but line ends and tabs, invisible and bidirectional ones, lost ones.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The fault with its place counted in characters from 1; null when there is none.</returns>
    public static FormatError? Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return UnwantedCharacter.InText(text, Subject);
    }
}
