using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Log;

/// <summary>
/// A P-256 public key that signs envelopes and requests. The key is imported once (importing
/// costs more than twice a verification): keep the object for the life of the key. Safe for
/// use by several threads.
/// </summary>
public sealed class SignerKey : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly ECDsa ecdsa;
    private readonly byte[] id;

    private SignerKey(ECDsa ecdsa, byte[] subjectPublicKeyInfo)
    {
        this.ecdsa = ecdsa;
        SubjectPublicKeyInfo = subjectPublicKeyInfo;
        id = SignerKeyId.Of(subjectPublicKeyInfo);
    }

    /// <summary>The key in DER.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>First 16 bytes of SHA-256 of <see cref="SubjectPublicKeyInfo"/>.</summary>
    public ReadOnlyMemory<byte> Id => id;

    /// <summary>Imports a key.</summary>
    /// <param name="subjectPublicKeyInfo">DER of an uncompressed P-256 point; no other spelling, so that a key has one id.</param>
    /// <exception cref="LogFormatException">The bytes are no such key.</exception>
    [UnsupportedOSPlatform("browser")]
    public static SignerKey Import(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var imported = ECDsa.Create();
        try
        {
            imported.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            var isP256 = imported.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true } curve && curve.Oid.Value == P256;
            var exported = imported.ExportSubjectPublicKeyInfo();
            if (isP256 && subjectPublicKeyInfo.SequenceEqual(exported))
                return new SignerKey(imported, exported);
        }
        catch (CryptographicException)
        {
            // Refused below like any other key.
        }

        imported.Dispose();
        throw new LogFormatException(
            new("signer.bad-key", "the key is not an ECDSA key on P-256 in its DER form with an uncompressed point", "该密钥不是以 DER 形式、非压缩点表示的 P-256 ECDSA 密钥"));
    }

    /// <summary>Imports the key of a certificate. Whether the certificate is to be trusted is the caller's to judge.</summary>
    /// <exception cref="LogFormatException">The certificate's key is not on P-256.</exception>
    [UnsupportedOSPlatform("browser")]
    public static SignerKey FromCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Import(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Whether the signature is valid over the SHA-256 given and has a low s. Never throws on any signature.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <param name="signature">64 bytes r || s.</param>
    public bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (hash.Length != MerkleHash.Size || !EcdsaSignature.HasLowS(signature))
            return false;

        try
        {
            return ecdsa.VerifyHash(hash, signature);
        }
        catch (CryptographicException)
        {
            // OpenSSL reports some impossible values of r and s as errors, not as failures.
            return false;
        }
    }

    /// <summary>Frees the native key.</summary>
    public void Dispose() => ecdsa.Dispose();
}
