using System.Buffers;

namespace Ledger.Log;

/// <summary>
/// A signed note (C2SP signed-note): text and signature lines, parsed but not verified. Nothing in it may be trusted before a
/// <see cref="VerifierKeySet"/> or a <see cref="Policy"/> has accepted it.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Largest note accepted, in UTF-8 bytes.</summary>
    public const int MaxBytes = 128 * 1024;

    /// <summary>Most signature lines accepted.</summary>
    public const int MaxSignatures = 64;

    private static readonly SearchValues<char> ForbiddenControls =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c).Where(c => c != '\n')]);

    private readonly string note;

    private SignedNote(string note, string text, IReadOnlyList<NoteSignature> signatures)
    {
        this.note = note;
        Text = text;
        Signatures = signatures;
    }

    /// <summary>The text that is signed, ending in a newline.</summary>
    public string Text { get; }

    /// <summary>The lines in the order they stand.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>
    /// Makes a note from a text and verified lines: one line per key, the newest cosignature, sorted by type, name and key id
    /// so that the same lines always give the same note.
    /// </summary>
    /// <param name="text">The text the lines were verified over.</param>
    /// <param name="signatures">At least one line; several of one key are allowed.</param>
    /// <exception cref="LogFormatException">The text cannot be a note's text, or the lines are none or too many.</exception>
    public static SignedNote Create(string text, IEnumerable<VerifiedSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signatures);
        if (!text.EndsWith('\n'))
            throw new LogFormatException(new("note.malformed", "the text of a note ends in a newline", "签名文本的正文应以换行结束"));

        var newest = new Dictionary<VerifierKey, VerifiedSignature>();
        foreach (var signature in signatures)
        {
            if (!newest.TryGetValue(signature.Key, out var held) || held.Time < signature.Time)
                newest[signature.Key] = signature;
        }

        var lines = newest.Values
            .OrderBy(s => s.Key.Type)
            .ThenBy(s => s.Key.Name, StringComparer.Ordinal)
            .ThenBy(s => s.Key.KeyId)
            .Select(s => s.Line.ToString());
        return Parse($"{text}\n{string.Concat(lines)}");
    }

    /// <summary>Reads a note.</summary>
    /// <exception cref="LogFormatException">The note is malformed or over a limit.</exception>
    public static SignedNote Parse(string note) =>
        TryParse(note, out var parsed, out var fault) ? parsed : throw new LogFormatException(fault);

    /// <summary>Reads a note from UTF-8; on refusal gives the reason.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out LogFault? fault)
    {
        note = null;
        if (utf8.Length > MaxBytes)
        {
            fault = TooLarge(utf8.Length);
            return false;
        }

        if (!StrictUtf8.TryGetString(utf8, out var text))
        {
            fault = NotUtf8();
            return false;
        }

        return TryParse(text, out note, out fault);
    }

    /// <summary>Reads a note; on refusal gives the reason.</summary>
    public static bool TryParse(string note, [NotNullWhen(true)] out SignedNote? parsed, [NotNullWhen(false)] out LogFault? fault)
    {
        ArgumentNullException.ThrowIfNull(note);
        parsed = null;
        if (CheckCharacters(note) is { } bad)
        {
            fault = bad;
            return false;
        }

        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !note.EndsWith('\n') || blank + 2 == note.Length)
        {
            fault = new("note.malformed", "a note is a text, an empty line and at least one signature line, each ended by a newline",
                "签名文本应由正文、一个空行和至少一个签名行组成，每行以换行结束");
            return false;
        }

        var lines = note[(blank + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures)
        {
            fault = new("note.too-many-signatures", $"the note has {lines.Length} signatures; at most {MaxSignatures} are accepted",
                $"签名文本有 {lines.Length} 个签名；最多接受 {MaxSignatures} 个");
            return false;
        }

        var signatures = new NoteSignature[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            if (!NoteSignature.TryParseLine(lines[i], out var signature, out fault))
                return false;

            signatures[i] = signature;
        }

        parsed = new SignedNote(note, note[..(blank + 1)], signatures);
        fault = null;
        return true;
    }

    /// <summary>The note as it is published and stored.</summary>
    public override string ToString() => note;

    private static LogFault? CheckCharacters(string note)
    {
        if (note.Length > MaxBytes)
            return TooLarge(note.Length);

        if (!StrictUtf8.TryGetBytes(note, out var utf8))
            return NotUtf8();

        if (utf8.Length > MaxBytes)
            return TooLarge(utf8.Length);

        var control = note.AsSpan().IndexOfAny(ForbiddenControls);
        return control < 0
            ? null
            : new("note.control-character", $"control character U+{(int)note[control]:X4} at position {control}; only newlines are allowed",
                $"位置 {control} 处有控制字符 U+{(int)note[control]:X4}；只允许换行");
    }

    private static LogFault TooLarge(int bytes)
        => new("note.too-large", $"the note has {bytes} bytes or more; at most {MaxBytes} are accepted", $"签名文本有 {bytes} 字节或更多；最多接受 {MaxBytes} 字节");

    private static LogFault NotUtf8() => new("note.not-utf8", "the note is not valid UTF-8", "签名文本不是有效的 UTF-8");
}
