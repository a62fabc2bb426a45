using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Contracts.Tests;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chaincode.Tests;

/// <summary>The members of the rules' own tests with keys and certificates, and a genesis that names them. One of them runs a peer.</summary>
public sealed class TestConsortium
{
    public const string Origin = "ledger.example/city";
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, EnvelopeSigner> signers = new(StringComparer.Ordinal);

    public TestConsortium(ulong timeMs)
    {
        var genesis = new Genesis
        {
            Origin = Origin,
            TimeMs = timeMs,
            Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(16)),
            Quorum = 1,
            Profile = 1
        };
        var certificates = new List<(ReadOnlyMemory<byte> KeyId, SignerCertificate Certificate)>();
        foreach (var member in Members.All.OrderBy(member => member.Organisation, StringComparer.Ordinal))
        {
            var (root, certificate, signer) = Issue(member.Organisation);
            var listed = member.Clone();
            listed.RootCertificate = ByteString.CopyFrom(root);
            genesis.Members.Add(listed);
            certificates.Add((signer.KeyId, new SignerCertificate { Organisation = member.Organisation, Certificate = ByteString.CopyFrom(certificate) }));
            signers.Add(member.Organisation, signer);
        }

        genesis.Signers.Add(certificates.OrderBy(c => Convert.ToHexStringLower(c.KeyId.Span), StringComparer.Ordinal).Select(c => c.Certificate));
        genesis.Peers.Add(new PeerKeys { Organisation = "registration", LogKey = LogSigner.Key.ToString(), CosignerKey = Cosigner.Key.ToString() });
        Genesis = GenesisBlock.Create(genesis);
    }

    public GenesisBlock Genesis { get; }

    public LogSigner LogSigner { get; } = new(Origin, RandomNumberGenerator.GetBytes(32));

    public Cosigner Cosigner { get; } = new("registration.example", RandomNumberGenerator.GetBytes(32));

    /// <summary>Signs an envelope.</summary>
    public byte[] Sign(Member signer, ulong sequence, ulong timeMs, params IReadOnlyList<Event> events)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return signers[signer.Organisation].Sign(new Payload
        {
            Origin = Origin,
            Sequence = sequence,
            TimeMs = timeMs,
            Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(16)),
            Events = { events },
        }).ToByteArray();
    }

    private static (byte[] Root, byte[] Certificate, EnvelopeSigner Signer) Issue(string organisation)
    {
        var request = new CertificateRequest($"CN={organisation} root", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        using var root = request.CreateSelfSigned(From, From.AddYears(30));
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var end = new CertificateRequest($"CN={organisation} node", key, HashAlgorithmName.SHA256);
        end.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        using var certificate = end.Create(root, From, From.AddYears(20), RandomNumberGenerator.GetBytes(8));
        return (root.RawData, certificate.RawData, new EnvelopeSigner(key));
    }
}
