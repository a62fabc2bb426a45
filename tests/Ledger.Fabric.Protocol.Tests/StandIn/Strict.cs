using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Checks written against Fabric's rules and not against the client's code.</summary>
internal static class Strict
{
    public static readonly BigInteger Order = BigInteger.Parse(
        "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

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

    /// <summary>Why an identity is none of the organisation's authority's; null if it is.</summary>
    public static string? IdentityFault(ByteString creator, IEnumerable<TestOrganisation> organisations)
    {
        var identity = SerializedIdentity.Parser.ParseFrom(creator);
        if (organisations.FirstOrDefault(o => o.MspId == identity.Mspid) is not { } organisation)
            return $"unknown organisation {identity.Mspid}";
        using var certificate = X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(identity.IdBytes.Span));
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(organisation.Authority.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate) ? null : $"{certificate.Subject} was not issued by {identity.Mspid}";
    }

    public static byte[] Sha256(params ByteString[] parts) => SHA256.HashData(parts.SelectMany(p => p.ToByteArray()).ToArray());
}
