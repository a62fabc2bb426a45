using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>The one curve used here: Fabric's default.</summary>
internal static class P256
{
    private const string Oid = "1.2.840.10045.3.1.7";

    /// <summary>Whether a key is on it.</summary>
    public static bool Is(ECDsa key)
    {
        try
        {
            return key.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true } curve && curve.Oid.Value == Oid;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
