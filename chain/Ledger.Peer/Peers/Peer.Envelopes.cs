using System.Diagnostics.CodeAnalysis;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <content>Envelopes that this node makes or takes in before they are ordered: what is done with one here is not done again for its block.</content>
public sealed partial class Peer
{
    /// <summary>Takes in an envelope that this node signed a moment ago: its process need not decode it, nor verify it for the key that signed.</summary>
    /// <param name="signed">As its signer gave it.</param>
    public void Expect(SignedEnvelope signed) => Envelopes.Add(signed);

    /// <summary>Decodes an envelope that this node is given, or finds it decoded before. Never throws on any bytes.</summary>
    /// <param name="envelope">Bytes of an <see cref="Envelope"/>.</param>
    /// <param name="decoded">The envelope.</param>
    /// <param name="fault">Why it is none.</param>
    public bool TryDecode(ReadOnlySpan<byte> envelope, [NotNullWhen(true)] out DecodedEnvelope? decoded, [NotNullWhen(false)] out LogFault? fault) =>
        Envelopes.TryGet(envelope, out decoded, out fault);

    /// <summary>Whether the newest state knows the key that an envelope names, and the signature is that key's.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <exception cref="StoreException">The key's page cannot be read.</exception>
    public bool Verify(DecodedEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return Envelopes.Verify(envelope, store);
    }

    /// <summary>Verifies the signatures of envelopes whose keys the head knows; the judge finds them verified.</summary>
    internal void VerifyAhead(IReadOnlyList<DecodedEnvelope> envelopes) => Envelopes.VerifyAhead(envelopes, store);
}
