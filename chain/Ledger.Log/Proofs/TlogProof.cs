using System.Globalization;
using System.Text;

namespace Ledger.Log;

/// <summary>
/// Proof that an entry is in a cosigned log (C2SP tlog-proof, files named <c>.tlog-proof</c>):
/// index, inclusion path and checkpoint note. Parsed but not verified: nothing in it may be trusted before a policy has accepted it.
/// </summary>
public sealed class TlogProof
{
    /// <summary>Largest file accepted, in characters: the limit of a certificate.</summary>
    public const int MaxChars = 256 * 1024;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraPrefix = "extra ";
    private const string IndexPrefix = "index ";

    // Room for what stands before the path, and for a hash in base64 with its newline.
    private const int HeadSize = 128;
    private const int LineSize = 45;

    /// <summary>A proof from its parts.</summary>
    /// <param name="index">Position of the entry, from 0.</param>
    /// <param name="path">Sibling hashes from the leaf to the root, at most 63 of 32 bytes.</param>
    /// <param name="note">The checkpoint with its signatures.</param>
    /// <param name="extra">What the application adds; it proves nothing.</param>
    /// <exception cref="ArgumentException">The path is too long or has a hash of another length.</exception>
    public TlogProof(ulong index, IReadOnlyList<byte[]> path, SignedNote note, byte[]? extra = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(note);
        if (path.Count > MerkleLog.MaxProofLength || path.Any(hash => hash is not { Length: MerkleHash.Size }))
            throw new ArgumentException($"A path has at most {MerkleLog.MaxProofLength} hashes of {MerkleHash.Size} bytes.", nameof(path));

        Index = index;
        Path = path;
        Note = note;
        Extra = extra;
    }

    /// <summary>Position of the entry in the log, from 0.</summary>
    public ulong Index { get; }

    /// <summary>Sibling hashes from the leaf to the root.</summary>
    public IReadOnlyList<byte[]> Path { get; }

    /// <summary>The checkpoint with its signatures.</summary>
    public SignedNote Note { get; }

    /// <summary>What the application added; unauthenticated, proves nothing. Null when absent.</summary>
    public byte[]? Extra { get; }

    /// <summary>Reads a proof file.</summary>
    /// <exception cref="LogFormatException">The file is malformed or over a limit.</exception>
    public static TlogProof Parse(string text) =>
        TryParse(text, out var proof, out var fault) ? proof : throw new LogFormatException(fault);

    /// <summary>Reads a proof file; on refusal gives the reason.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TlogProof? proof, [NotNullWhen(false)] out LogFault? fault) =>
        TryParse(text, null, out proof, out fault);

    /// <summary>Reads a proof file; on refusal gives the reason.</summary>
    /// <param name="text">The file.</param>
    /// <param name="known">A note read before: when the file ends in the very same one, it is not read again. Many proofs stand on one checkpoint.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool TryParse(string text, SignedNote? known, [NotNullWhen(true)] out TlogProof? proof, [NotNullWhen(false)] out LogFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        proof = null;
        if (text.Length > MaxChars)
        {
            fault = new("proof.too-large", $"the proof has {text.Length} characters; at most {MaxChars} are accepted",
                $"证明有 {text.Length} 个字符；最多接受 {MaxChars} 个");
            return false;
        }

        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0)
        {
            fault = new("proof.malformed", "the proof has no empty line before its checkpoint", "证明中检查点之前没有空行");
            return false;
        }

        if (!TryParseHead(text[..blank], out var index, out var path, out var extra, out fault))
            return false;

        var note = text.AsSpan(blank + 2).SequenceEqual(known?.ToString()) ? known : null;
        if (note is null && !SignedNote.TryParse(text[(blank + 2)..], out note, out fault))
            return false;

        proof = new TlogProof(index, path, note, extra);
        return true;
    }

    /// <summary>Judges the proof: the checkpoint under the policy, then the entry's inclusion in it. Never throws on any proof.</summary>
    /// <param name="leafHash">32 bytes: leaf hash of the entry that is to be proved.</param>
    /// <param name="policy">Whom the reader trusts.</param>
    public CheckpointVerdict Verify(ReadOnlySpan<byte> leafHash, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Verify(leafHash, policy.Verify(Note));
    }

    /// <summary>Judges the inclusion in a checkpoint that was verified before, so that many proofs share one verification of its signatures.</summary>
    /// <param name="leafHash">32 bytes: leaf hash of the entry that is to be proved.</param>
    /// <param name="checkpoint">What the policy said of this proof's checkpoint.</param>
    /// <returns>The verdict on the checkpoint, or a refusal when the checkpoint is another one or the entry is not included.</returns>
    public CheckpointVerdict Verify(ReadOnlySpan<byte> leafHash, CheckpointVerdict checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (!checkpoint.IsValid)
            return checkpoint;

        if (checkpoint.Checkpoint.ToString() != Note.Text)
            return CheckpointVerdict.Refused(new("proof.other-checkpoint", "the proof names another checkpoint than the one verified", "证明所指的检查点不是已验证的检查点"));

        var result = MerkleVerifier.Inclusion(leafHash, Index, checkpoint.Checkpoint.Size, checkpoint.Checkpoint.Root.Span, Path);
        return result.ToFault() is { } fault ? CheckpointVerdict.Refused(fault) : checkpoint;
    }

    /// <summary>The proof file.</summary>
    public override string ToString()
    {
        var note = Note.ToString();
        var builder = new StringBuilder(HeadSize + (Path.Count * LineSize) + note.Length).Append(Header).Append('\n');
        if (Extra is not null)
            builder.Append(ExtraPrefix).Append(Convert.ToBase64String(Extra)).Append('\n');

        builder.Append(IndexPrefix).Append(Index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Path)
            builder.Append(Convert.ToBase64String(hash)).Append('\n');

        return builder.Append('\n').Append(note).ToString();
    }

    private static bool TryParseHead(string head, out ulong index, out List<byte[]> path, out byte[]? extra, [NotNullWhen(false)] out LogFault? fault)
    {
        index = 0;
        path = [];
        extra = null;
        var lines = head.Split('\n', MerkleLog.MaxProofLength + 5);
        if (lines[0] != Header)
        {
            fault = new("proof.version", $"the proof begins with '{Excerpt.Of(lines[0])}'; '{Header}' is wanted",
                $"证明以“{Excerpt.Of(lines[0])}”开头；应为“{Header}”");
            return false;
        }

        var next = 1;
        if (lines.Length > next && lines[next].StartsWith(ExtraPrefix, StringComparison.Ordinal))
        {
            if (!StrictBase64.TryDecode(lines[next].AsSpan(ExtraPrefix.Length), out var bytes))
            {
                fault = new("proof.extra", "the extra line is not base64", "extra 行不是 base64");
                return false;
            }

            extra = bytes;
            next++;
        }

        if (lines.Length == next || !lines[next].StartsWith(IndexPrefix, StringComparison.Ordinal)
            || !StrictDecimal.TryParse(lines[next].AsSpan(IndexPrefix.Length), out index))
        {
            fault = new("proof.index", "the proof has no line 'index <n>' with a decimal number without leading zeros", "证明没有“index <n>”行，或其数字不是无前导零的十进制数");
            return false;
        }

        next++;
        if (lines.Length - next > MerkleLog.MaxProofLength)
        {
            fault = new("proof.path-too-long", $"the path has more than {MerkleLog.MaxProofLength} hashes", $"路径的哈希多于 {MerkleLog.MaxProofLength} 个");
            return false;
        }

        foreach (var line in lines.AsSpan(next))
        {
            if (!StrictBase64.TryDecode(line, out var hash) || hash.Length != MerkleHash.Size)
            {
                fault = new("proof.hash", $"'{Excerpt.Of(line)}' is not the base64 of a hash of {MerkleHash.Size} bytes",
                    $"“{Excerpt.Of(line)}”不是 {MerkleHash.Size} 字节哈希的 base64");
                return false;
            }

            path.Add(hash);
        }

        fault = null;
        return true;
    }
}
