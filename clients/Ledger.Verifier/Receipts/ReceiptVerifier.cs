using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>
/// Verifies receipts: the entry is one encoding of an envelope, signed by a known key for this ledger, included in a
/// checkpoint that is valid under the policy and consistent with all seen before.
/// </summary>
public sealed class ReceiptVerifier
{
    private readonly string origin;
    private readonly SignerDirectory signers;
    private readonly CheckpointTrail trail;
    private readonly Func<ReadOnlyMemory<byte>, Envelope, SignerKey, bool> verifyEnvelope;

    /// <summary>A verifier.</summary>
    /// <param name="origin">Name of the ledger.</param>
    /// <param name="signers">Keys that may sign.</param>
    /// <param name="trail">Checkpoints verified so far.</param>
    /// <param name="verifyEnvelope">Checks the signature of an envelope whose entry has this leaf hash; a process that also runs peers
    /// gives their shared cache.
    /// Null: <see cref="EnvelopeVerifier.Verify"/>.</param>
    public ReceiptVerifier(
        string origin, SignerDirectory signers, CheckpointTrail trail, Func<ReadOnlyMemory<byte>, Envelope, SignerKey, bool>? verifyEnvelope = null)
    {
        this.origin = origin;
        this.signers = signers;
        this.trail = trail;
        this.verifyEnvelope = verifyEnvelope ?? ((_, envelope, key) => EnvelopeVerifier.Verify(envelope, key));
    }

    /// <summary>Verifies a receipt; the acts in it are for the caller to compare with what was asked.</summary>
    /// <param name="receipt">As received.</param>
    /// <param name="offered">A consistency proof that came with it, or null.</param>
    /// <param name="fetch">Asks for a consistency proof, smaller size first.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="UntrustedReplyException">Something does not verify; <see cref="ForkException"/> for a fork.</exception>
    public async Task<VerifiedReceipt> VerifyAsync(
        Receipt receipt,
        OfferedConsistency? offered,
        Func<ulong, ulong, CancellationToken, Task<IReadOnlyList<byte[]>>> fetch,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        var entry = receipt.Entry.ToByteArray();
        var leafHash = EntryCodec.LeafHash(entry);
        var (payload, signer) = ReadEnvelope(entry, leafHash);
        if (!TlogProof.TryParse(receipt.TlogProof, trail.LastAccepted, out var proof, out var fault))
            throw new UntrustedReplyException(fault);

        var checkpoint = await trail.AcceptAsync(proof.Note, offered, fetch, cancellationToken);
        var verdict = proof.Verify(leafHash, checkpoint);
        return verdict.IsValid
            ? new VerifiedReceipt(entry, leafHash, proof.Index, payload, signer, verdict.Checkpoint, receipt.TlogProof)
            : throw new UntrustedReplyException(verdict.Fault);
    }

    private (Payload Payload, string Signer) ReadEnvelope(byte[] entry, byte[] leafHash)
    {
        if (!EntryCodec.TryParse(entry, out var parsed, out var fault))
            throw new UntrustedReplyException(fault);

        if (parsed.EntryCase != LogEntry.EntryOneofCase.Envelope)
            throw Untrusted("receipt.no-envelope", $"the entry is a {parsed.EntryCase}, expected an envelope", $"条目是 {parsed.EntryCase}，应为信封");

        if (!EntryCodec.TryParsePayload(parsed.Envelope, out var payload, out fault))
            throw new UntrustedReplyException(fault);

        if (payload.Origin != origin)
        {
            throw Untrusted("receipt.other-origin", $"the entry is of the ledger '{payload.Origin}', expected '{origin}'",
                $"条目属于账本“{payload.Origin}”，应为“{origin}”");
        }

        var keyId = Convert.ToHexStringLower(parsed.Envelope.KeyId.Span);
        if (signers.Find(parsed.Envelope.KeyId.Span) is not { } signer)
        {
            throw Untrusted("receipt.unknown-signer", $"the entry is signed by the unknown key {keyId}; get a new profile if keys were replaced",
                $"条目由未知密钥 {keyId} 签名；若密钥已更换，请取得新的配置");
        }

        return verifyEnvelope(leafHash, parsed.Envelope, signer.Key)
            ? (payload, signer.Organisation)
            : throw Untrusted("receipt.bad-signature", $"the signature of key {keyId} over the entry does not verify", $"密钥 {keyId} 对条目的签名未通过验证");
    }

    private static UntrustedReplyException Untrusted(string code, string english, string chinese) => new(new LogFault(code, english, chinese));
}
