using System.Globalization;

namespace Ledger.Log;

/// <summary>
/// Size and root of the log under its origin (C2SP tlog-checkpoint): the note text
/// <c>&lt;origin&gt;\n&lt;size&gt;\n&lt;base64 root&gt;\n</c>, exactly three lines.
/// </summary>
public sealed class Checkpoint : IEquatable<Checkpoint>
{
    private readonly byte[] root;

    /// <summary>A checkpoint from its parts.</summary>
    /// <param name="origin">The ledger's name, <c>&lt;host&gt;/&lt;city&gt;</c>.</param>
    /// <param name="size">Number of entries, at most 2^63 − 1.</param>
    /// <param name="root">32 bytes.</param>
    /// <exception cref="LogFormatException">The origin is empty or contains control characters, the size is too large or the
    /// root is not 32 bytes long.</exception>
    public Checkpoint(string origin, ulong size, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (Check(origin, size, root) is { } fault)
            throw new LogFormatException(fault);

        Origin = origin;
        Size = size;
        this.root = root.ToArray();
    }

    /// <summary>Name of the log.</summary>
    public string Origin { get; }

    /// <summary>Number of entries.</summary>
    public ulong Size { get; }

    /// <summary>Root of the Merkle tree over them, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Root => root;

    /// <summary>Reads a note's text.</summary>
    /// <exception cref="LogFormatException">The text is not a checkpoint of exactly three lines.</exception>
    public static Checkpoint Parse(string text) =>
        TryParse(text, out var checkpoint, out var fault) ? checkpoint : throw new LogFormatException(fault);

    /// <summary>Reads a note's text; on refusal gives the reason.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out LogFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        checkpoint = null;
        if (text.Length > SignedNote.MaxBytes || text.Split('\n', 5) is not [var origin, var sizeText, var rootText, ""])
        {
            fault = new("checkpoint.lines", "a checkpoint has exactly three lines: origin, size, root", "检查点应恰有三行：日志名、大小、根");
            return false;
        }

        if (!StrictDecimal.TryParse(sizeText, out var size))
        {
            fault = new("checkpoint.size", $"checkpoint size '{Excerpt.Of(sizeText)}' is not a decimal number without leading zeros",
                $"检查点大小“{Excerpt.Of(sizeText)}”不是无前导零的十进制数");
            return false;
        }

        if (!StrictBase64.TryDecode(rootText, out var root))
        {
            fault = new("checkpoint.root", $"checkpoint root '{Excerpt.Of(rootText)}' is not base64", $"检查点的根“{Excerpt.Of(rootText)}”不是 base64");
            return false;
        }

        fault = Check(origin, size, root);
        checkpoint = fault is null ? new Checkpoint(origin, size, root) : null;
        return checkpoint is not null;
    }

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) =>
        other is not null && Size == other.Size && Origin == other.Origin && root.AsSpan().SequenceEqual(other.root);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Checkpoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size, BitConverter.ToInt32(root));

    /// <summary>The note text: three lines, each ended by a newline.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(root)}\n");

    private static LogFault? Check(string origin, ulong size, ReadOnlySpan<byte> root)
    {
        if (origin.Length == 0 || origin.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0 || !StrictUtf8.TryGetBytes(origin, out _))
        {
            return new("checkpoint.origin", $"checkpoint origin '{Excerpt.Of(origin)}' is empty, contains a control character or is no valid Unicode",
                $"检查点的日志名“{Excerpt.Of(origin)}”为空、含有控制字符或不是有效的 Unicode");
        }

        if (size > MerkleLog.MaxSize)
            return new("checkpoint.size", $"checkpoint size {size} is over 2^63 − 1", $"检查点大小 {size} 超过 2^63 − 1");

        return root.Length == MerkleHash.Size
            ? null
            : new("checkpoint.root", $"checkpoint root has {root.Length} bytes; {MerkleHash.Size} are wanted",
                $"检查点的根有 {root.Length} 字节；应为 {MerkleHash.Size} 字节");
    }
}
