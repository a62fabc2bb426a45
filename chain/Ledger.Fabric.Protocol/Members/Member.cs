using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Who signed something on a channel: a membership id and a certificate, as read from a <c>msp.SerializedIdentity</c>.
/// Whether the organisation knows the certificate is told by its <see cref="Membership"/>.
/// </summary>
public sealed class Member
{
    private Member(string mspId, MemberCertificate certificate, ByteString serialized)
    {
        MspId = mspId;
        Certificate = certificate;
        Serialized = serialized;
    }

    /// <summary>Membership id it claims.</summary>
    public string MspId { get; }

    /// <summary>Its certificate.</summary>
    public MemberCertificate Certificate { get; }

    /// <summary>The bytes it was read from.</summary>
    public ByteString Serialized { get; }

    /// <summary>Reads an identity. Never throws on any input.</summary>
    /// <param name="serialized">A <c>msp.SerializedIdentity</c>.</param>
    /// <param name="member">The identity.</param>
    /// <param name="fault">What is wrong with it, in English.</param>
    public static bool TryRead(ByteString serialized, [NotNullWhen(true)] out Member? member, [NotNullWhen(false)] out string? fault)
    {
        member = null;
        try
        {
            var identity = Wire.Parse(SerializedIdentity.Parser, serialized);
            if (!MemberCertificate.TryReadPem(identity.IdBytes.Span, out var certificate, out fault))
                return false;

            member = new Member(identity.Mspid, certificate, serialized);
            return true;
        }
        catch (InvalidProtocolBufferException e)
        {
            fault = $"it is no serialized identity: {e.Message}";
            return false;
        }
    }

    /// <summary>Membership id and subject, for messages.</summary>
    public override string ToString() => $"{MspId} ({Certificate.Subject})";
}
