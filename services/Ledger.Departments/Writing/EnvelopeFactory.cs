using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Makes and signs the department's envelopes. What is made here is stored and sent as it is, never encoded again.</summary>
internal sealed class EnvelopeFactory(Department department, Peer peer, TimeProvider time)
{
    private readonly EnvelopeSigner signer = new(department.SigningKey);

    /// <summary>Id (16 bytes) of the node's key.</summary>
    public ReadOnlyMemory<byte> KeyId => signer.KeyId;

    /// <summary>The payload of some acts.</summary>
    /// <param name="number">Number allotted.</param>
    /// <param name="latestPageMs">Time of the last event of the units concerned: the envelope is not older.</param>
    /// <param name="acts">The acts in order.</param>
    public Payload Payload(long number, ulong latestPageMs, IReadOnlyList<BuiltAct> acts)
    {
        var payload = Start(number, latestPageMs);
        payload.Events.AddRange(acts.Select(act => new Event { Type = act.Type, Body = act.Body.ToByteString() }));
        return payload;
    }

    /// <summary>Signs a payload with the node's key.</summary>
    /// <exception cref="LogFormatException">The entry would be over 65,535 bytes, or a field is not in order.</exception>
    public StoredEnvelope Sign(Payload payload, int attempt)
    {
        var signed = signer.SignEntry(payload);
        peer.Expect(signed);
        return new(attempt, signed.LeafHash, signed.Bytes.ToArray());
    }

    /// <summary>Signs the same events anew: same number, new time and nonce.</summary>
    public StoredEnvelope SignAnew(StoredEnvelope last, ulong notBeforeMs)
    {
        var before = V1.Payload.Parser.ParseFrom(Envelope.Parser.ParseFrom(last.Bytes).Payload);
        var payload = Start((long)before.Sequence, notBeforeMs);
        payload.Events.AddRange(before.Events);
        return Sign(payload, last.Attempt + 1);
    }

    private Payload Start(long number, ulong notBeforeMs) => new()
    {
        Origin = peer.Genesis.Origin,
        Sequence = (ulong)number,
        TimeMs = Math.Max((ulong)time.GetUtcNow().ToUnixTimeMilliseconds(), notBeforeMs),
        Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(EntryCodec.NonceSize)),
    };
}
