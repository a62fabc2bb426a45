using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Judges client certificates by the ledger's own pages. TLS proves possession of the key and nothing more (it could not
/// say why it refuses); path, validity, usage, revocation and role are judged here, on every call. What cannot change is
/// kept by fingerprint, what can is kept with the block that last changed a page of the chain.
/// </summary>
public sealed class CertificateJudge
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string OrganisationalUnit = "2.5.4.11";

    /// <summary>Certificates of members kept; far above what a consortium has, so that nobody can fill the memory.</summary>
    private const int MaximumKept = 100_000;

    private readonly string organisation;
    private long decoded;
    private readonly ILedgerMembers ledger;
    private readonly TimeProvider time;
    private readonly ConditionalWeakTable<X509Certificate2, StrongBox<string>> fingerprints = [];
    private readonly ConcurrentDictionary<string, Judged> judged = new(StringComparer.Ordinal);

    // Kept with their connections, so that strangers fill no memory, and one connection has one examination while no page of the chain changes.
    private readonly ConditionalWeakTable<X509Certificate2, Judged> refused = [];

    /// <summary>A judge for one department.</summary>
    /// <param name="organisation">Organisation of the department.</param>
    /// <param name="ledger">Members and revocations.</param>
    /// <param name="time">Clock for validity.</param>
    public CertificateJudge(string organisation, ILedgerMembers ledger, TimeProvider time)
        => (this.organisation, this.ledger, this.time) = (organisation, ledger, time);

    /// <summary>Certificates decoded so far: a tenth of a millisecond each, so not one per call.</summary>
    internal long Decoded => Interlocked.Read(ref decoded);

    /// <summary>What the holder of a certificate is to the department; <see cref="CallerKind.Anonymous"/> for none, or one that is no good.</summary>
    /// <param name="certificate">The connection's certificate, or the lack of one.</param>
    public CallerKind KindOf(X509Certificate2? certificate)
    {
        try
        {
            return Judge(certificate).Caller?.Kind ?? CallerKind.Anonymous;
        }
        catch (StoreException)
        {
            // Who somebody is stands on the ledger. Each call is told that it cannot be read there; a connection could only be cut.
            return CallerKind.Anonymous;
        }
    }

    /// <summary>Judges a certificate, or the lack of one.</summary>
    internal AccessDecision Judge(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return Refused(StatusCode.Unauthenticated, "", "未提供客户端证书；请用本机构签发的证书连接。",
                "No client certificate was given; connect with one that your organisation issued.");
        }

        var fingerprint = fingerprints.GetValue(certificate, static c => new(Convert.ToHexStringLower(SHA256.HashData(c.RawData)))).Value!;
        var systemBlock = ledger.SystemBlock;
        if (!this.judged.TryGetValue(fingerprint, out var judged) || judged.SystemBlock != systemBlock)
        {
            if (this.refused.TryGetValue(certificate, out var refused) && refused.SystemBlock == systemBlock)
                return new(null, refused.Refusal);

            judged = Examine(certificate, fingerprint, systemBlock, judged);
            if (judged.Caller is null)
            {
                this.refused.AddOrUpdate(certificate, judged);
            }
            else if (this.judged.Count < MaximumKept)
            {
                this.judged[fingerprint] = judged;
            }
        }

        return judged.Refusal is { } refusal ? new(null, refusal) : Dated(judged, fingerprint);
    }

    private AccessDecision Dated(Judged judged, string fingerprint)
    {
        var now = time.GetUtcNow();
        if (now < judged.NotBefore)
        {
            return Refused(StatusCode.Unauthenticated, fingerprint, $"证书自 {judged.NotBefore:u} 起才有效，现在是 {now:u}。",
                $"The certificate is valid from {judged.NotBefore:u} only; it is {now:u}.");
        }

        return now < judged.NotAfter
            ? new(judged.Caller, null)
            : Refused(StatusCode.Unauthenticated, fingerprint, $"证书已于 {judged.NotAfter:u} 到期；请换新证书。",
                $"The certificate expired at {judged.NotAfter:u}; renew it.");
    }

    private Judged Examine(X509Certificate2 shared, string fingerprint, ulong systemBlock, Judged? before)
    {
        var bytes = Convert.FromHexString(fingerprint);
        if (ledger.IsRevoked(bytes))
            return Refuse("证书已被吊销。", "The certificate is revoked on the ledger.");

        var members = ledger.Members();
        if (before?.Caller is { } caller && members.Any(m => m.Equals(caller.Member)))
            return before with { SystemBlock = systemBlock, Refusal = null };

        // The connection's calls share one object, whose extensions are decoded when first read and not safely by several threads.
        using var certificate = X509CertificateLoader.LoadCertificate(shared.RawData);
        Interlocked.Increment(ref decoded);
        var issuer = members.FirstOrDefault(m => IsIssuedBy(certificate, m));
        if (issuer is null)
            return Refuse("证书不是账本任何成员的根证书所签发。", "No member of the ledger issued the certificate.");

        if (UsageFault(certificate) is { } usage)
            return Refuse($"证书用途不符：{usage.Zh}。", $"The certificate is not for this use: {usage.En}.");

        var units = Units(certificate);
        if (units is not [var unit] || Role(unit) is not { } role)
        {
            return Refuse(
                "证书主体须恰有一个 OU，且为 operator、administrator、node 或 signer 之一。",
                $"The certificate's subject must have exactly one OU out of operator, administrator, node, signer; it has {units.Count}.");
        }

        SignerKey key;
        try
        {
            key = SignerKey.FromCertificate(certificate);
        }
        catch (LogFormatException)
        {
            return Refuse("证书密钥不是 P-256 的 ECDSA 密钥。", "The certificate's key is not ECDSA on P-256.");
        }

        var kind = AccessTable.KindOf(role, issuer, organisation);
        return new(
            systemBlock,
            new(bytes, certificate.RawData, role, issuer, kind, key),
            null,
            new(certificate.NotBefore.ToUniversalTime()),
            new(certificate.NotAfter.ToUniversalTime()));

        Judged Refuse(string zh, string en) => new(systemBlock, null, new(StatusCode.Unauthenticated, fingerprint, zh, en), default, default);
    }

    /// <summary>Whether a member's root issued a certificate.</summary>
    internal static bool IsIssuedBy(X509Certificate2 certificate, Member member)
    {
        using var root = X509CertificateLoader.LoadCertificate(member.RootCertificate.Span);
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid,
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(root);

        // Exactly two certificates: the member's root and the one it issued (Ledger.Chain holds the same).
        var built = chain.Build(certificate);
        var issued = built && chain.ChainElements.Count == 2;
        foreach (var element in chain.ChainElements)
            element.Certificate.Dispose();

        return issued;
    }

    /// <summary>The role that a certificate's subject states; null when it states none, or several.</summary>
    internal static CertificateRole? RoleOf(X509Certificate2 certificate) => Units(certificate) is [var unit] ? Role(unit) : null;

    private static (string Zh, string En)? UsageFault(X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(e => e.CertificateAuthority))
            return ("是签发者证书", "it is an issuer's certificate");

        if (!certificate.Extensions.OfType<X509KeyUsageExtension>().All(e => e.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature)))
            return ("密钥用途不含数字签名", "its key usage lacks digital signature");

        var extended = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        return extended is null || extended.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ClientAuthentication)
            ? null
            : ("扩展用途不含客户端认证", "its extended key usage lacks client authentication");
    }

    private static List<string> Units(X509Certificate2 certificate)
        => [.. certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value == OrganisationalUnit)
            .Select(name => name.GetSingleElementValue() ?? "")];

    private static CertificateRole? Role(string unit) => unit switch
    {
        "operator" => CertificateRole.Operator,
        "administrator" => CertificateRole.Administrator,
        "node" => CertificateRole.Node,
        "signer" => CertificateRole.Signer,
        _ => null,
    };

    private static AccessDecision Refused(StatusCode code, string certificate, string zh, string en) => new(null, new(code, certificate, zh, en));

    private sealed record Judged(ulong SystemBlock, Caller? Caller, AccessRefusal? Refusal, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
}
