using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>The newest verified line of every key, and the alarm when a key signs another root at its size. Safe for use by several threads.</summary>
/// <param name="options">What the peer runs with.</param>
/// <param name="keys">Who cosigns a block.</param>
/// <param name="evidence">Keeps it.</param>
internal sealed class SignerWatch(PeerOptions options, BlockKeys keys, EvidenceKeeping evidence)
{
    private readonly Lock gate = new();
    private readonly Dictionary<VerifierKey, Cosigned> newestOf = [];

    /// <summary>The newest verified line of a key; null when there is none.</summary>
    public Cosigned? NewestOf(VerifierKey key)
    {
        lock (gate)
        {
            return newestOf.GetValueOrDefault(key);
        }
    }

    /// <summary>Remembers a verified line if it is the key's newest; another root at the size of the one before is an alarm.</summary>
    public void Remember(ConsortiumPeer signer, Cosigned cosigned)
    {
        Cosigned? held;
        lock (gate)
        {
            var known = newestOf.TryGetValue(signer.CosignerKey, out held);
            if (!known || cosigned.Size > held!.Size)
                newestOf[signer.CosignerKey] = cosigned;
        }

        if (held is not null && held.Size == cosigned.Size && held.Root != cosigned.Root)
            Raise(signer, keys.NoteOf(held), cosigned);
    }

    /// <summary>Keeps an alarm and tells of it, unless it is known.</summary>
    /// <param name="signer">Whose key it is.</param>
    /// <param name="first">Note that is contradicted.</param>
    /// <param name="cosigned">The line over another root.</param>
    public void Raise(ConsortiumPeer signer, string first, Cosigned cosigned)
    {
        var alarm = new RootAlarm(
            signer.Organisation,
            signer.CosignerKey.ToString(),
            cosigned.Block,
            cosigned.Size,
            first,
            keys.NoteOf(cosigned),
            (ulong)options.Time.GetUtcNow().ToUnixTimeMilliseconds());
        if (evidence.Alarms.Add(alarm))
        {
            PeerLog.OtherRoot(options.Logger, options.Organisation, signer.Organisation, cosigned.Block, cosigned.Size);
            options.OnOtherRoot?.Invoke(signer.Organisation, cosigned);
        }

        evidence.WriteOut();
    }
}
