using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Fabric.Protos;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>An organisation with an authority for members and one for TLS; roles by units.</summary>
internal sealed class TestOrganisation : IDisposable
{
    public TestOrganisation(string name)
    {
        Name = name;
        Authority = new TestAuthority($"ca.{name}.example.com");
        TlsAuthority = new TestAuthority($"tlsca.{name}.example.com");
    }

    public string Name { get; }

    public string MspId => $"{Name}MSP";

    public TestAuthority Authority { get; }

    public TestAuthority TlsAuthority { get; }

    public byte[]? RevocationList { get; set; }

    public TestIdentity Issue(string name, params string[] units)
    {
        var (certificate, key) = Authority.Issue(name, units);
        return new TestIdentity(MspId, certificate, key);
    }

    /// <summary>A member with a key on another curve than Fabric's default.</summary>
    public TestIdentity IssueOn(ECCurve curve, string name, string unit)
    {
        var (certificate, key) = Authority.Issue(name, [unit], curve: curve);
        return new TestIdentity(MspId, certificate, key);
    }

    /// <summary>A member with an Ed25519 key.</summary>
    public TestIdentity IssueEd25519(string name, string unit)
    {
        var key = new Ed25519PrivateKeyParameters(new SecureRandom());
        var certificate = Authority.Issue(name, [unit], new PublicKey(new Oid("1.3.101.112"), null, new AsnEncodedData(key.GeneratePublicKey().GetEncoded())));
        return new TestIdentity(MspId, certificate, null!)
        {
            SignWhole = whole =>
            {
                var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
                key.Sign(Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519, null, whole, 0, whole.Length, signature, 0);
                return signature;
            },
        };
    }

    public FabricMSPConfig Definition()
    {
        var definition = new FabricMSPConfig
        {
            Name = MspId,
            RootCerts = { ByteString.CopyFromUtf8(Authority.Pem) },
            TlsRootCerts = { ByteString.CopyFromUtf8(TlsAuthority.Pem) },
            FabricNodeOus = new FabricNodeOUs
            {
                Enable = true,
                ClientOuIdentifier = Unit("client"),
                PeerOuIdentifier = Unit("peer"),
                AdminOuIdentifier = Unit("admin"),
                OrdererOuIdentifier = Unit("orderer"),
            },
        };
        if (RevocationList is { } list)
            definition.RevocationList.Add(ByteString.CopyFrom(list));
        return definition;
    }

    public void Dispose()
    {
        Authority.Dispose();
        TlsAuthority.Dispose();
    }

    private FabricOUIdentifier Unit(string name) =>
        new() { OrganizationalUnitIdentifier = name, Certificate = ByteString.CopyFromUtf8(Authority.Pem) };
}
