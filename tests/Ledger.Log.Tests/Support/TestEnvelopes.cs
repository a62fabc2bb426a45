using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Log.Tests;

/// <summary>A P-256 key, its signer and payloads for it.</summary>
internal sealed class TestEnvelopes : IDisposable
{
    public TestEnvelopes()
    {
        Signer = new EnvelopeSigner(PrivateKey);
        Key = SignerKey.Import(PrivateKey.ExportSubjectPublicKeyInfo());
    }

    public ECDsa PrivateKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public EnvelopeSigner Signer { get; }

    public SignerKey Key { get; }

    public static Payload Payload(int bodyBytes = 20, ulong sequence = 1) => new()
    {
        Origin = TestDepartments.Origin,
        Sequence = sequence,
        TimeMs = 1_772_000_000_000,
        Nonce = ByteString.CopyFrom(Enumerable.Range(0, 16).Select(i => (byte)i).ToArray()),
        Events = { new Event { Type = "ledger.v1.Test", Body = ByteString.CopyFrom(new byte[bodyBytes]) } },
    };

    public void Dispose()
    {
        Key.Dispose();
        PrivateKey.Dispose();
    }
}
