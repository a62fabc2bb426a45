using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>What a quality check found in a message.</summary>
/// <param name="Check">Number of the check, 1 to 27.</param>
/// <param name="Level">What it does to the message.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line, from 1; 0 when the head is meant.</param>
/// <param name="Place">Table and attribute, or the field of the head.</param>
/// <param name="Text">What disagrees; no value that tells about people.</param>
public sealed record Finding(int Check, CheckLevel Level, string File, int Line, string Place, Wording Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}" : "")} #{Check} {Letter} {Place}: {Text.English}";

    /// <summary>R, X or W.</summary>
    public char Letter => Level switch { CheckLevel.Reject => 'R', CheckLevel.Exception => 'X', _ => 'W' };
}
