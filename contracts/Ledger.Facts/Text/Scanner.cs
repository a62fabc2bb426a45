using System.Diagnostics.CodeAnalysis;

namespace Ledger.Facts;

/// <summary>
/// Reads a text from left to right and keeps the first fault with its position. Each step does nothing once there is a
/// fault, so a grammar reads as a list of steps.
/// </summary>
internal ref struct Scanner(string? text, Wording subject)
{
    private static readonly Wording Digit = new("数字0-9", "a digit 0-9");

    private readonly string text = text ?? "";
    private readonly Wording subject = subject;
    private int whole;

    /// <summary>0-based index of the next character.</summary>
    public int Index { get; private set; }

    /// <summary>The first fault, or null.</summary>
    public FormatError? Error { get; private set; }

    [MemberNotNullWhen(true, nameof(Error))]
    public readonly bool Failed => Error is not null;

    public readonly int Remaining => text.Length - Index;

    /// <summary>The next character, or NUL at the end.</summary>
    public readonly char Peek() => Index < text.Length ? text[Index] : '\0';

    /// <summary>Refuses the text as a whole when it is longer than any valid one, before it is read further.</summary>
    public void AtMost(int length)
    {
        if (!Failed && text.Length > length)
            Fail(length, new($"在此结束（最长{length}个字符）", $"the end (at most {length} characters)"));
    }

    /// <summary>Says of how many characters every valid text is: a fault of one of another length tells both.</summary>
    public void Exactly(int length) => whole = length;

    /// <summary>Reads exactly <paramref name="count"/> ASCII digits and gives their value; at most 18.</summary>
    /// <param name="count">How many.</param>
    /// <param name="part">What they are called; what is missing of them is told by that name.</param>
    public ulong Digits(int count, Wording? part = null)
    {
        ulong value = 0;
        for (var i = 0; i < count && !Failed; i++)
        {
            if (char.IsAsciiDigit(Peek()))
            {
                value = (value * 10) + (ulong)(text[Index++] - '0');
            }
            else
            {
                Fail(Index, part is null ? Digit : Short(part, $"{count}", i));
            }
        }

        return value;
    }

    /// <summary>Reads as many ASCII digits as come, at least <paramref name="least"/> and at most <paramref name="most"/>, and gives their number.</summary>
    /// <param name="least">Fewest.</param>
    /// <param name="most">Most.</param>
    /// <param name="part">What they are called; what is missing of them is told by that name.</param>
    public int DigitRun(int least, int most, Wording? part = null)
    {
        var start = Index;
        while (!Failed && Index - start < most && char.IsAsciiDigit(Peek()))
            Index++;

        if (!Failed && Index - start < least)
            Fail(Index, part is null ? Digit : Short(part, least == most ? $"{least}" : $"{least}-{most}", Index - start));

        return Index - start;
    }

    /// <summary>Reads one character of the set.</summary>
    public char OneOf(string allowed, Wording? expected = null)
    {
        if (Failed)
            return '\0';

        if (Index < text.Length && allowed.Contains(text[Index], StringComparison.Ordinal))
            return text[Index++];

        Fail(Index, expected ?? new($"“{allowed}”之一", $"one of \"{allowed}\""));
        return '\0';
    }

    /// <summary>Reads the next character, whatever it is.</summary>
    public void Any()
    {
        if (!Failed && Index < text.Length)
            Index++;
    }

    /// <summary>Reads exactly this text.</summary>
    public void Literal(string literal)
    {
        foreach (var c in literal)
        {
            if (!Failed)
            {
                if (Peek() == c && Index < text.Length)
                {
                    Index++;
                }
                else
                {
                    Fail(Index, new($"“{c}”", $"'{c}'"));
                }
            }
        }
    }

    /// <summary>Refuses anything that is left.</summary>
    public void End()
    {
        if (!Failed && Index < text.Length)
            Fail(Index, new("在此结束", "the end"));
    }

    /// <summary>Marks the character at the 0-based index as the fault, unless there is one already.</summary>
    public void Fail(int index, Wording expected)
    {
        if (Failed)
            return;

        Index = index;
        if (whole > 0 && text.Length != whole)
        {
            expected = new(
                $"{expected.Chinese}；共应为{whole}位，实为{text.Length}位", $"{expected.English}; it has {text.Length} of {whole} characters");
        }

        if (index >= text.Length)
        {
            Error = new(subject, index + 1, null, expected);
            return;
        }

        var seen = text[index];
        var wanted = Canonicalize.IsFullWidth(seen)
            ? new Wording(expected.Chinese + "（此处为全角字符，请改用半角）", expected.English + " (this is a full-width form, write it half-width)")
            : expected;
        Error = new(subject, index + 1, Printable(index), wanted);
    }

    /// <summary>Marks the value as a whole as the fault, unless there is one already.</summary>
    public void FailWhole(string? seen, Wording expected)
    {
        if (!Failed)
            Error = new(subject, 0, seen, expected);
    }

    /// <summary>Marks the span of the value that starts at the 0-based index as the fault and shows it.</summary>
    public void FailAt(int index, string seen, Wording expected)
    {
        if (!Failed)
            Error = new(subject, index + 1, seen, expected);
    }

    private static Wording Short(Wording part, string wanted, int found)
        => new($"数字0-9（{part.Chinese}应为{wanted}位数字，只有{found}位）", $"a digit 0-9 ({part.English} has {found} of {wanted} digits)");

    private readonly string Printable(int index)
    {
        var c = text[index];
        if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            return text.Substring(index, 2);

        return char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || c is '\u200B' or '\uFEFF' or '\u202E'
            ? $"U+{(int)c:X4}"
            : c.ToString();
    }
}
