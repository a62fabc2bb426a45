using System.Runtime.Versioning;
using NSec.Cryptography;

namespace Ledger.Log;

/// <summary>Ed25519 by libsodium, where it runs. The one place that knows it.</summary>
internal static class Ed25519Library
{
    /// <summary>Whether libsodium runs here: not in a browser, and not on a platform that its package has no build for.</summary>
    [UnsupportedOSPlatformGuard("browser")]
    public static bool IsNative { get; } = !OperatingSystem.IsBrowser() && Runs();

    /// <summary>A public key that is known to be valid.</summary>
    /// <param name="publicKey">32 bytes.</param>
    public static PublicKey Import(ReadOnlySpan<byte> publicKey) => PublicKey.Import(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey);

    /// <summary>A private key from its seed.</summary>
    /// <param name="seed">32 bytes.</param>
    public static Key ImportSeed(ReadOnlySpan<byte> seed) => Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);

    /// <summary>The public key of a private one, 32 bytes.</summary>
    public static byte[] Export(Key key) => key.PublicKey.Export(KeyBlobFormat.RawPublicKey);

    public static byte[] Sign(Key key, ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(key, message);

    public static bool Verify(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(key, message, signature);

    private static bool Runs()
    {
        try
        {
            using var key = ImportSeed(new byte[Ed25519Signer.SeedSize]);
            return Verify(key.PublicKey, [1], Sign(key, [1]));
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or BadImageFormatException
            or EntryPointNotFoundException or PlatformNotSupportedException or InvalidOperationException)
        {
            return false;
        }
    }
}
