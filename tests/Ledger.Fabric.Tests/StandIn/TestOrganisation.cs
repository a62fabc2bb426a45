using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Tests.StandIn;

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

    /// <summary>A member with a key on another curve than the one understood here.</summary>
    public TestIdentity IssueOnP384(string name, string unit)
    {
        var (certificate, key) = Authority.Issue(name, [unit], curve: System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        return new TestIdentity(MspId, certificate, key);
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
