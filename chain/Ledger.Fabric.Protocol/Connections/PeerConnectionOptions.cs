using System.Security.Cryptography.X509Certificates;

namespace Ledger.Fabric.Protocol;

/// <summary>How to reach one peer.</summary>
public sealed record PeerConnectionOptions
{
    /// <summary>Host and port of the peer's listener, such as <c>localhost:7051</c>.</summary>
    public required string Address { get; init; }

    /// <summary>
    /// Roots of the peer's TLS certificate: only these are trusted, not the machine's. Empty: the connection is plain,
    /// for tests on one machine only.
    /// </summary>
    public X509Certificate2Collection TlsRoots { get; init; } = [];

    /// <summary>Name to expect in the peer's certificate when it is not the host of <see cref="Address"/>; null for that host.</summary>
    public string? ServerName { get; init; }

    /// <summary>Certificate with private key that this client shows under mutual TLS; null where the peer asks for none. The caller keeps owning it.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Largest message received, in bytes. Fabric's own limit is 100 MiB; a block has up to the channel's absolute size and some metadata.</summary>
    public int MaxMessageSize { get; init; } = 100 * 1024 * 1024;

    /// <summary>
    /// Room for response headers and trailers, in KiB. Errors arrive there, with what each endorser said: the platform's
    /// 64 KiB would cut off a refusal by several endorsers.
    /// </summary>
    public int MaxResponseHeadersKiB { get; init; } = 1024;

    /// <summary>Longest wait for a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
