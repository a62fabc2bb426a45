using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;

namespace Ledger.Protocol;

/// <summary>
/// What both ends of a connection speak: TLS 1.2 and 1.3 with authenticated encryption only (RFC 9325, 4.2): no CBC, no static
/// RSA. Elliptic curves, for every certificate is P-256.
/// </summary>
public static class AeadSuites
{
    /// <summary>Versions spoken.</summary>
    public const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Suites offered and accepted; null on Windows, where the machine's own order counts and cannot be set here.</summary>
    public static CipherSuitesPolicy? Policy { get; } = OperatingSystem.IsWindows() || OperatingSystem.IsAndroid() ? null : Create();

    [UnsupportedOSPlatform("windows")]
    [UnsupportedOSPlatform("android")]
    private static CipherSuitesPolicy Create() => new(
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    ]);
}
