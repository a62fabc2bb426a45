namespace Ledger.Facts;

/// <summary>A text for people in the two languages of the system. Neither is a translation aid of the other: both are shown alone.</summary>
/// <param name="Chinese">Simplified Chinese.</param>
/// <param name="English">English.</param>
public sealed record Wording(string Chinese, string English)
{
    /// <summary>The English text, for logs and exceptions.</summary>
    public override string ToString() => English;
}
