using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Log;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// An identity together with its private key in memory. For a key in a token, make the <see cref="FabricIdentity"/>
/// from the certificate and bring an own <see cref="ISigningKey"/>.
/// </summary>
public sealed class SigningIdentity : ISigningKey, IDisposable
{
    private readonly ECDsa key;
    private readonly EcdsaSigner signer;

    private SigningIdentity(FabricIdentity identity, ECDsa key)
    {
        Identity = identity;
        this.key = key;
        signer = new EcdsaSigner(key);
    }

    /// <summary>Who signs.</summary>
    public FabricIdentity Identity { get; }

    /// <summary>
    /// Reads the folder that Fabric's tools write for one identity: <c>signcerts/</c> with one certificate and
    /// <c>keystore/</c> with its key in PKCS#8 PEM.
    /// </summary>
    /// <param name="folder">The folder <c>msp</c>.</param>
    /// <param name="mspId">Membership id of the organisation on the channel; the folder does not hold it.</param>
    /// <exception cref="FabricIdentityException">The folder is not as described, or key and certificate do not belong together.</exception>
    public static SigningIdentity FromMspFolder(string folder, string mspId) =>
        FromPem(mspId, ReadOnlyFile(Path.Combine(folder, "signcerts"), "certificate"), ReadKeys(Path.Combine(folder, "keystore")));

    /// <summary>Takes certificate and key as PEM text.</summary>
    /// <param name="mspId">Membership id of the organisation on the channel.</param>
    /// <param name="certificatePem">The certificate.</param>
    /// <param name="keyPem">Private key on P-256, PKCS#8 or SEC 1.</param>
    /// <exception cref="FabricIdentityException">One cannot be read, or they do not belong together.</exception>
    public static SigningIdentity FromPem(string mspId, string certificatePem, string keyPem) =>
        FromPem(mspId, certificatePem, [keyPem]);

    /// <summary>Reads a PKCS#12 file (.p12, .pfx).</summary>
    /// <param name="path">The file; it holds one certificate with its key, and may hold issuers.</param>
    /// <param name="password">Its password; null for none.</param>
    /// <param name="mspId">Membership id of the organisation on the channel.</param>
    /// <exception cref="FabricIdentityException">The file cannot be read or holds no key on P-256.</exception>
    public static SigningIdentity FromPkcs12(string path, string? password, string mspId)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(
                path, password, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable);
            var privateKey = certificate.GetECDsaPrivateKey()
                ?? throw new FabricIdentityException($"{path} holds no EC private key.");
            return Of(new FabricIdentity(mspId, certificate), privateKey, path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new FabricIdentityException($"{path} cannot be read as PKCS#12: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public SigningAlgorithm Algorithm => signer.Algorithm;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey => signer.PublicKey;

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => signer.Sign(bytes);

    /// <summary>Frees the key.</summary>
    public void Dispose() => key.Dispose();

    private static SigningIdentity FromPem(string mspId, string certificatePem, IReadOnlyList<string> keyPems)
    {
        var identity = FabricIdentity.FromPem(mspId, certificatePem);
        foreach (var pem in keyPems)
        {
            var candidate = ECDsa.Create();
            try
            {
                candidate.ImportFromPem(pem);
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                candidate.Dispose();
                throw new FabricIdentityException($"A private key of {mspId} cannot be read as PEM: {e.Message}", e);
            }

            if (Matches(identity, candidate))
                return Of(identity, candidate, mspId);

            candidate.Dispose();
        }

        throw new FabricIdentityException($"The private key is not that of the certificate of {mspId}.");
    }

    private static SigningIdentity Of(FabricIdentity identity, ECDsa key, string source)
    {
        try
        {
            return new SigningIdentity(identity, key);
        }
        catch (Exception e) when (e is LogFormatException or CryptographicException)
        {
            key.Dispose();
            throw new FabricIdentityException($"The key of {source} is not on the named curve P-256.", e);
        }
    }

    private static bool Matches(FabricIdentity identity, ECDsa key)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(identity.CertificateDer.Span);
        return certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
    }

    private static string ReadOnlyFile(string folder, string what)
    {
        var files = Files(folder);
        return files.Length == 1
            ? File.ReadAllText(files[0])
            : throw new FabricIdentityException($"{folder} must hold exactly one {what}; it holds {files.Length} files.");
    }

    // A renewed certificate may leave the old key beside the new one: the certificate tells which is meant.
    private static string[] ReadKeys(string folder)
    {
        var files = Files(folder);
        return files.Length > 0
            ? [.. files.Select(File.ReadAllText)]
            : throw new FabricIdentityException($"{folder} holds no private key. If the key lives in a token, bring an own signer.");
    }

    private static string[] Files(string folder)
    {
        try
        {
            return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FabricIdentityException($"{folder} cannot be read: {e.Message}", e);
        }
    }
}
