using Google.Protobuf;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Governance events straight to ordering, signed as their department's node would.</summary>
internal static class Governance
{
    /// <summary>Submits an event and returns the leaf hash of its entry.</summary>
    /// <param name="city">The city.</param>
    /// <param name="sequence">Number of the envelope; far above what the department's services use.</param>
    /// <param name="signer">Whose key signs.</param>
    /// <param name="e">The event.</param>
    public static async Task<byte[]> SubmitAsync(TestCity city, ulong sequence, TestCertificate signer, IMessage e)
    {
        var payload = new Payload
        {
            Origin = TestCity.Origin,
            Sequence = sequence,
            TimeMs = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
            Nonce = ByteString.CopyFrom(new byte[16]),
            Events = { new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() } },
        };
        var envelope = new Log.EnvelopeSigner(signer.Key).Sign(payload);
        Assert.IsType<SubmitResult.Admitted>(await city.Ordering.SubmitAsync(envelope.ToByteArray(), TestCity.Limit));
        return Log.EntryCodec.LeafHash(Log.EntryCodec.Encode(envelope));
    }
}
