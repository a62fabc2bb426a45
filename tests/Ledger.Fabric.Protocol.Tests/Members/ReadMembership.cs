using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Memberships and certificates that a test expects to be read.</summary>
internal static class ReadMembership
{
    /// <summary>The membership of a definition that can be read.</summary>
    public static Membership Read(FabricMSPConfig definition)
    {
        Assert.True(Membership.TryRead(definition.ToByteString(), out var membership, out var fault), fault);
        return membership;
    }

    /// <summary>An identity's certificate as a channel reads it.</summary>
    public static MemberCertificate Certificate(TestIdentity identity)
    {
        Assert.True(Member.TryRead(identity.Serialized, out var member, out var fault), fault);
        return member.Certificate;
    }

    /// <summary>An issued certificate as a channel reads it.</summary>
    public static MemberCertificate Certificate((X509Certificate2 Certificate, ECDsa Key) issued)
    {
        Assert.True(MemberCertificate.TryReadDer(issued.Certificate.RawData, out var certificate, out var fault), fault);
        return certificate;
    }
}
