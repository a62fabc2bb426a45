using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Departments;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Network;
using Ledger.Node;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>The registration department's envelopes over acts that open units: built by the acts' forms and signed by its key, as its service does.</summary>
internal sealed class LoadedEnvelopes : IDisposable
{
    private readonly string origin;
    private readonly UnitKeyring keyring;
    private readonly X509Certificate2 certificate;
    private readonly ECDsa key;
    private readonly EnvelopeSigner signer;
    private readonly byte[] clerk;
    private readonly LoadedUnits units = new();

    public LoadedEnvelopes(LocalNetwork network)
    {
        var node = network.Node(LocalMember.Registration);
        var profile = network.Profile("registration-clerk");
        origin = profile.Origin;
        keyring = new UnitKeyring(ConsortiumKeyFile.Read(node.ConsortiumKeys));
        certificate = CertificateKey.Read(node.Node);
        key = certificate.GetECDsaPrivateKey()!;
        signer = new EnvelopeSigner(key);
        using var own = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(profile.Certificate));
        clerk = SHA256.HashData(own.RawData);
    }

    /// <summary>An envelope that opens units.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="first">First unit.</param>
    /// <param name="count">Units.</param>
    /// <exception cref="BenchmarkException">The forms find a fault in the acts.</exception>
    public ReadOnlyMemory<byte> Make(long number, int first, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = Day.At((ulong)now.ToUnixTimeMilliseconds());
        var scope = new ActScope(
            NoPages.Instance, new KeyringSalts(keyring), today, RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes), clerk);
        var payload = new Payload
        {
            Origin = origin,
            Sequence = (ulong)number,
            TimeMs = (ulong)now.ToUnixTimeMilliseconds(),
            Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(EntryCodec.NonceSize)),
        };
        foreach (var act in AskedAct.Of(units.Acts(first, count)).Select(scope.Build))
            payload.Events.Add(new Event { Type = act.Type, Body = act.Body.ToByteString() });

        if (scope.Faults.Any)
            throw new BenchmarkException($"The acts that open units {first} to {first + count - 1} are at fault: {scope.Faults.All[0]}");

        return signer.Sign(payload).ToByteArray();
    }

    public void Dispose()
    {
        key.Dispose();
        certificate.Dispose();
        keyring.Dispose();
    }

    /// <summary>Units that are opened have no pages yet.</summary>
    private sealed class NoPages : IPageReader
    {
        public static readonly NoPages Instance = new();

        public Page? ReadPage(string key) => null;
    }
}
