using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Tests.StandIn;

/// <summary>Checks written against Fabric's rules and not against the client's code.</summary>
internal static class Strict
{
    public static readonly BigInteger Order = BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>What is wrong with a signature; null if nothing.</summary>
    public static string? SignatureFault(ByteString creator, ByteString message, ByteString signature)
    {
        if (signature.IsEmpty)
            return "there is no signature";

        var identity = SerializedIdentity.Parser.ParseFrom(creator);
        using var certificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(identity.IdBytes.Span));
        using var key = certificate.GetECDsaPublicKey()!;
        try
        {
            var reader = new AsnReader(signature.ToByteArray(), AsnEncodingRules.DER).ReadSequence();
            reader.ReadInteger();
            if (reader.ReadInteger() > Order / 2)
                return "the signature's s is high";
        }
        catch (AsnContentException)
        {
            return "the signature is not DER";
        }

        return key.VerifyData(message.Span, signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            ? null
            : "the signature does not verify";
    }

    public static byte[] Sha256(params ByteString[] parts) => SHA256.HashData(parts.SelectMany(p => p.ToByteArray()).ToArray());
}
