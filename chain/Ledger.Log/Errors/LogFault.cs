namespace Ledger.Log;

/// <summary>Why an input was refused: for programs by code, for people in both languages.</summary>
/// <param name="Code">Stable and lower case, <c>area.reason</c>, e.g. <c>note.too-large</c>.</param>
/// <param name="English">What was wrong, the value seen and the value wanted.</param>
/// <param name="Chinese">The same in Chinese.</param>
public sealed record LogFault(string Code, string English, string Chinese)
{
    /// <summary>Both texts behind the code, for logs and exceptions.</summary>
    public override string ToString() => $"{Code}: {English} / {Chinese}";
}
