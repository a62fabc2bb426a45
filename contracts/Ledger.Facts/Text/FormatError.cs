namespace Ledger.Facts;

/// <summary>
/// Why a text is not a valid value: what it was to be, where it goes wrong and what was wanted there.
/// It never repeats the whole text, which may be a person's number; only the one character at fault.
/// </summary>
/// <param name="Subject">What the text was to be, e.g. 不动产单元代码 / "unit code".</param>
/// <param name="Position">1-based position of the character at fault, counted in UTF-16 units (in names and running text: in
/// characters); length + 1 when the text ends too early; 0 when the fault is the value as a whole.</param>
/// <param name="Seen">The character or value at fault, made printable; null when there is none.</param>
/// <param name="Expected">What was wanted there, e.g. the right check digit.</param>
public sealed record FormatError(Wording Subject, int Position, string? Seen, Wording Expected)
{
    /// <summary>The error as a sentence in Chinese.</summary>
    public string Chinese => Subject.Chinese
        + (Position > 0 ? $"第{Position}位" : "")
        + (Seen is null ? (Position > 0 ? "缺失" : "无效") : $"为“{Seen}”")
        + $"，应为{Expected.Chinese}";

    /// <summary>The error as a sentence in English.</summary>
    public string English => Subject.English
        + (Position > 0 ? $", position {Position}" : "")
        + (Seen is null ? (Position > 0 ? ": nothing there" : ": not valid") : $": found '{Seen}'")
        + $", expected {Expected.English}";

    /// <summary>The error in both languages.</summary>
    public Wording Wording => new(Chinese, English);

    /// <inheritdoc cref="English"/>
    public override string ToString() => English;
}
