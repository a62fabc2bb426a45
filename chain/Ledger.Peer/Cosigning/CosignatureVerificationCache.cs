using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>Cosignature lines verified once per process and shared among its peers. Safe for use by several threads.</summary>
public sealed class CosignatureVerificationCache
{
    private const int Capacity = 1024;
    private readonly Lock gate = new();
    private Dictionary<LeafKey, Lazy<VerifiedSignature?>> young = [];
    private Dictionary<LeafKey, Lazy<VerifiedSignature?>> old = [];

    /// <summary>Verifies a line over a checkpoint, or finds it verified before.</summary>
    /// <param name="key">The key the line claims to be by.</param>
    /// <param name="text">The checkpoint's text.</param>
    /// <param name="line">The line.</param>
    /// <param name="verified">The line with its time.</param>
    public bool Verify(VerifierKey key, string text, NoteSignature line, [NotNullWhen(true)] out VerifiedSignature? verified)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(line);
        verified = Find(key, text, line).Value;
        return verified is not null;
    }

    /// <summary>Keeps a line that this process made, so that its own peers need not verify it.</summary>
    internal void Add(string text, VerifiedSignature signature)
    {
        lock (gate)
        {
            Insert(Id(signature.Key, text, signature.Line), new Lazy<VerifiedSignature?>(signature));
        }
    }

    private Lazy<VerifiedSignature?> Find(VerifierKey key, string text, NoteSignature line)
    {
        var id = Id(key, text, line);
        lock (gate)
        {
            if (!young.TryGetValue(id, out var found) && !old.TryGetValue(id, out found))
            {
                // Whoever asks first computes; the others wait for it instead of computing the same.
                found = new Lazy<VerifiedSignature?>(() => key.Verify(text, line, out var result) ? result : null);
                Insert(id, found);
            }

            return found;
        }
    }

    private void Insert(LeafKey id, Lazy<VerifiedSignature?> signature)
    {
        young[id] = signature;
        if (young.Count >= Capacity / 2)
        {
            old = young;
            young = [];
        }
    }

    private static LeafKey Id(VerifierKey key, string text, NoteSignature line) =>
        LeafKey.Read(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{text}\n{line}")));
}
