using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Ledger.Log;

/// <summary>A P-256 private key in memory, or whatever a provider's <see cref="ECDsa"/> stands for. The caller keeps owning it.</summary>
public sealed class EcdsaSigner : ISigningKey
{
    private readonly ECDsa privateKey;

    /// <summary>Wraps a private key.</summary>
    /// <exception cref="LogFormatException">The key is not on P-256.</exception>
    [UnsupportedOSPlatform("browser")]
    public EcdsaSigner(ECDsa privateKey)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        using var key = SignerKey.Import(privateKey.ExportSubjectPublicKeyInfo());
        this.privateKey = privateKey;
        PublicKey = key.SubjectPublicKeyInfo;
    }

    /// <inheritdoc/>
    public SigningAlgorithm Algorithm => SigningAlgorithm.EcdsaP256;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => privateKey.SignHash(bytes.ToArray());
}
