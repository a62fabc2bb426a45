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
        var text = Encoding.UTF8.GetBytes(note.Text);
        var verified = new List<VerifiedSignature>();
        foreach (var line in note.Signatures)
        {
            if (!keys.TryGetValue((line.Name, line.KeyId), out var key))
                continue;

            if (!key.Verify(text, line, out var signature))
            {
                fault = new("note.bad-signature", $"the signature of '{line.Name}' ({line.KeyId:x8}) does not fit the text",
                    $"“{line.Name}”（{line.KeyId:x8}）的签名与正文不符");
                return false;
            }

            verified.Add(signature);
        }

        if (verified.Count == 0)
        {
            fault = new("note.no-known-signature", "none of the note's signatures is by a known key", "签名文本中没有已知密钥的签名");
            return false;
        }

        signatures = verified;
        fault = null;
        return true;
    }

    internal static LogFault Ambiguous(VerifierKey key) => new(
        "vkey.ambiguous",
        $"two different keys share the name '{Excerpt.Of(key.Name)}' and the key id {key.KeyId:x8}; make one of them anew",
        $"两个不同的密钥同名“{Excerpt.Of(key.Name)}”且密钥号同为 {key.KeyId:x8}；请重新生成其中之一");
}
