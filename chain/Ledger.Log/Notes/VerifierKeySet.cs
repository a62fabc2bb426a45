using System.Text;

namespace Ledger.Log;

/// <summary>The keys a reader knows, each parsed once. Safe for use by several threads.</summary>
public sealed class VerifierKeySet
{
    private readonly Dictionary<(string Name, uint KeyId), VerifierKey> keys = [];

    /// <summary>Collects keys.</summary>
    /// <exception cref="LogFormatException">Two different keys share name and key id, so a line could not be told apart.</exception>
    public VerifierKeySet(IEnumerable<VerifierKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
        {
            if (!this.keys.TryAdd((key.Name, key.KeyId), key) && !this.keys[(key.Name, key.KeyId)].Equals(key))
                throw new LogFormatException(Ambiguous(key));
        }
    }

    /// <summary>
    /// Verifies a note. A line whose name or id is unknown is ignored; a line whose name and id
    /// are known must verify, else the whole note is refused; no known line: refused.
    /// </summary>
    /// <param name="note">A note from anyone.</param>
    /// <param name="signatures">The lines of known keys, in the note's order.</param>
    /// <param name="fault">Why the note was refused.</param>
    public bool TryVerify(SignedNote note, out IReadOnlyList<VerifiedSignature> signatures, [NotNullWhen(false)] out LogFault? fault)
    {
        ArgumentNullException.ThrowIfNull(note);
        signatures = [];
        var known = new List<(NoteSignature Line, VerifierKey Key)>(note.Signatures.Count);
        foreach (var line in note.Signatures)
        {
            if (keys.TryGetValue((line.Name, line.KeyId), out var key))
                known.Add((line, key));
        }

        var verified = Verify(Encoding.UTF8.GetBytes(note.Text), known);
        if (Array.IndexOf(verified, null) is var bad and >= 0)
        {
            var line = known[bad].Line;
            fault = new("note.bad-signature", $"the signature of '{line.Name}' ({line.KeyId:x8}) does not fit the text",
                $"“{line.Name}”（{line.KeyId:x8}）的签名与正文不符");
            return false;
        }

        if (verified.Length == 0)
        {
            fault = new("note.no-known-signature", "none of the note's signatures is by a known key", "签名文本中没有已知密钥的签名");
            return false;
        }

        signatures = verified!;
        fault = null;
        return true;
    }

    /// <summary>Verifies lines side by side where there are threads for it; null for each that does not fit.</summary>
    private static VerifiedSignature?[] Verify(byte[] text, List<(NoteSignature Line, VerifierKey Key)> lines)
    {
        var verified = new VerifiedSignature?[lines.Count];
        if (lines.Count > 1 && !OperatingSystem.IsBrowser())
        {
            Parallel.For(0, lines.Count, VerifyOne);
        }
        else
        {
            for (var i = 0; i < lines.Count; i++)
                VerifyOne(i);
        }

        return verified;

        void VerifyOne(int i) => verified[i] = lines[i].Key.Verify(text, lines[i].Line, out var signature) ? signature : null;
    }

    internal static LogFault Ambiguous(VerifierKey key) => new(
        "vkey.ambiguous",
        $"two different keys share the name '{Excerpt.Of(key.Name)}' and the key id {key.KeyId:x8}; make one of them anew",
        $"两个不同的密钥同名“{Excerpt.Of(key.Name)}”且密钥号同为 {key.KeyId:x8}；请重新生成其中之一");
}
