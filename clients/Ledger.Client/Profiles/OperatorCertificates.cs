using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Client;

/// <summary>
/// An operator's certificate from the request to its use: the key is made on the operator's own machine and never leaves it, the request is
/// signed with it, the organisation's certificate authority issues, and the profile takes the new certificate in one step.
/// </summary>
public static class OperatorCertificates
{
    /// <summary>Name of the request in the profile's folder, PKCS #10 in PEM.</summary>
    public const string RequestFile = "request.csr";

    /// <summary>Role (OU) of a clerk, a bank's officer or an auditor.</summary>
    public const string Operator = "operator";

    /// <summary>Role (OU) of who runs a department's node.</summary>
    public const string Administrator = "administrator";

    /// <summary>Largest file of a request or certificate, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    // Waits for its certificate; the profile names it so until then.
    private const string KeyFile = "request.key";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string OrganisationOid = "2.5.4.10";
    private const string UnitOid = "2.5.4.11";
    private const string NameOid = "2.5.4.3";

    // Machines whose clocks differ by less than this still accept a certificate made just now.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    /// <summary>
    /// Makes the profile of a new operator with a key and the request for its certificate; all but these is another user's of the organisation.
    /// </summary>
    /// <param name="like">Profile of somebody of the same organisation, or of its administrator; its keys are not copied.</param>
    /// <param name="folder">Folder of the new profile; must not exist.</param>
    /// <param name="name">Name of the operator, for the certificate.</param>
    /// <returns>The profile; it can call nobody before its certificate is installed.</returns>
    /// <exception cref="ProfileException">The folder exists, or a file of the other profile cannot be read.</exception>
    public static ClientProfile Begin(ClientProfile like, string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(like);
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Path.Exists(path))
            throw new ProfileException(path, "已存在，不会覆盖；请另选目录", "exists and is not overwritten: name another folder");
        var draft = path + ".new";
        try
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
            var profile = (like with
            {
                Name = Path.GetFileName(path),
                Policy = "policy.txt",
                Signers = "signers.pem",
                Roots = like.Roots.Keys.ToDictionary(
                    static organisation => organisation, static organisation => $"roots/{organisation}.pem", StringComparer.Ordinal),
                Certificate = "certificate.pem",
                Key = KeyFile,
                Signer = null,
                Book = null,
            }).Save(draft);
            PrivateFiles.CreateFolder(Path.Combine(draft, "roots"));
            foreach (var (from, to) in like.Roots.Select(root => (root.Value, profile.Roots[root.Key]))
                .Append((like.Policy, profile.Policy)).Append((like.Signers, profile.Signers)))
            {
                PrivateFiles.Write(profile.PathOf(to), File.ReadAllText(like.PathOf(from)));
            }

            WriteRequest(draft, like.Organisation, Operator, name);
            Directory.Move(draft, path);
            return ClientProfile.Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException(path, $"无法建立：{e.Message}", $"cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Makes a new key and the request for its certificate; the present certificate serves until the new one is installed.</summary>
    /// <param name="profile">The operator's profile.</param>
    /// <param name="name">Name for the certificate; null = the present one's.</param>
    /// <exception cref="ProfileException">A file cannot be read or written.</exception>
    public static void Renew(ClientProfile profile, string? name)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (profile.Key == KeyFile)
        {
            throw new ProfileException(
                profile.PathOf(RequestFile), "尚有未签发的申请；请先安装其证书", "is still waiting for its certificate: install that one first");
        }

        using var present = ReadPresent(profile);
        try
        {
            WriteRequest(
                profile.Folder, profile.Organisation, PartOf(present.SubjectName, UnitOid) ?? Operator, name ?? NameOf(present.SubjectName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProfileException(profile.PathOf(RequestFile), $"无法写入：{e.Message}", $"cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Issues the certificate that a request asks for.</summary>
    /// <param name="request">The request, PEM.</param>
    /// <param name="root">The organisation's root with its key.</param>
    /// <param name="role">Role (OU) that the issuer means to give; the request does not choose it.</param>
    /// <param name="notAfter">Last instant of validity; not behind the root's.</param>
    /// <param name="now">Validity runs from a day before it.</param>
    /// <exception cref="CertificateFaultException">The request is damaged, of another organisation, or asks for what an operator has no use of.</exception>
    public static X509Certificate2 Issue(string request, X509Certificate2 root, string role, DateTimeOffset notAfter, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(root);
        CertificateRequest asked;
        try
        {
            // The signature is checked: whoever asks has the key.
            asked = CertificateRequest.LoadSigningRequestPem(request, HashAlgorithmName.SHA256);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CertificateFaultException("不是 PKCS #10 申请，或其签名无效", $"it is no request (PKCS #10, PEM), or its signature is wrong: {e.Message}", e);
        }

        var (organisation, wanted, name) = (PartOf(asked.SubjectName, OrganisationOid), PartOf(asked.SubjectName, UnitOid), PartOf(asked.SubjectName, NameOid));
        var own = PartOf(root.SubjectName, OrganisationOid);
        if (organisation is null || organisation != own)
            throw new CertificateFaultException($"申请的机构是“{organisation}”，根证书属于“{own}”", $"it is of organisation '{organisation}', the root is '{own}''s");
        if (wanted is not (Operator or Administrator) || string.IsNullOrWhiteSpace(name))
        {
            throw new CertificateFaultException(
                $"申请须写明姓名（CN）和角色（OU 为 operator 或 administrator），现为“{name}”和“{wanted}”",
                $"it must state a name (CN) and a role (OU operator or administrator); it states '{name}' and '{wanted}'");
        }

        if (wanted != role)
        {
            throw new CertificateFaultException(
                $"申请的角色（OU）是“{wanted}”，拟签发“{role}”；确为“{wanted}”时以 --role {wanted} 签发",
                $"it asks for the role (OU) '{wanted}', '{role}' is to be issued: name it with --role {wanted} if that is meant");
        }

        if (asked.PublicKey.GetECDsaPublicKey() is not { } key || !IsP256(key))
            throw new CertificateFaultException("密钥不是 P-256 的 ECDSA 密钥", "its key is not ECDSA on P-256");
        if (notAfter > new DateTimeOffset(root.NotAfter))
            throw new CertificateFaultException($"有效期超出根证书（{root.NotAfter:yyyy-MM-dd}）", $"it would be valid longer than the root, which ends on {root.NotAfter:yyyy-MM-dd}");
        using (key)
        {
            var issued = new CertificateRequest(Subject(organisation, role, name), key, HashAlgorithmName.SHA256);
            issued.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            issued.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
            issued.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ClientAuthentication)], false));
            issued.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(issued.PublicKey, false));
            issued.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
            Span<byte> serial = stackalloc byte[16];
            RandomNumberGenerator.Fill(serial);
            // A serial number is a positive integer (RFC 5280 4.1.2.2).
            serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
            return issued.Create(root, now - ClockTolerance, notAfter, serial);
        }
    }

    /// <summary>Takes a certificate into use: the profile names it and its key from now on. What it named before stays in the folder.</summary>
    /// <param name="profile">The operator's profile, with its request.</param>
    /// <param name="certificate">The certificate issued.</param>
    /// <param name="now">The clock.</param>
    /// <returns>The profile as it is now.</returns>
    /// <exception cref="CertificateFaultException">It is of another key or organisation, or not valid now.</exception>
    /// <exception cref="ProfileException">A file cannot be read or written.</exception>
    public static ClientProfile Install(ClientProfile profile, X509Certificate2 certificate, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(certificate);
        var waiting = profile.PathOf(KeyFile);
        try
        {
            if (!File.Exists(waiting))
            {
                throw new ProfileException(
                    waiting, "没有待签发的申请；请先运行 ledger operator request", "there is no request that waits for a certificate: run `ledger operator request` first");
            }

            var pem = File.ReadAllText(waiting);
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            if (!certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
                throw new CertificateFaultException("证书的公钥不是本申请的", "its key is not that of the request in the profile");
            RequireIssued(profile, certificate);
            if (now < new DateTimeOffset(certificate.NotBefore) || now > new DateTimeOffset(certificate.NotAfter))
                throw new CertificateFaultException("证书现在无效", $"it is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u}, not now");
            var name = $"certificate-{Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256))[..16]}";
            PrivateFiles.Write(profile.PathOf(name + ".pem"), certificate.ExportCertificatePem() + "\n");
            PrivateFiles.Write(profile.PathOf(name + ".key"), pem);
            var installed = (profile with { Certificate = name + ".pem", Key = name + ".key" }).Save(profile.Folder);
            File.Delete(waiting);
            File.Delete(profile.PathOf(RequestFile));
            return installed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new ProfileException(profile.Folder, $"未能安装：{e.Message}", $"the certificate was not installed: {e.Message}", e);
        }
    }

    /// <summary>Refuses a certificate that the organisation's root did not issue to an operator or administrator.</summary>
    /// <param name="profile">Profile of somebody of the organisation.</param>
    /// <param name="certificate">The certificate.</param>
    /// <exception cref="CertificateFaultException">It did not.</exception>
    public static void RequireIssued(ClientProfile profile, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(certificate);
        if (!profile.Roots.TryGetValue(profile.Organisation, out var file))
            throw new ProfileException(profile.Folder, $"roots 中缺少“{profile.Organisation}”", $"roots lacks '{profile.Organisation}'");
        using var root = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(file));
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
        var issued = chain.Build(certificate) && chain.ChainElements.Count == 2;
        foreach (var element in chain.ChainElements)
            element.Certificate.Dispose();
        if (!issued)
            throw new CertificateFaultException($"不是 {profile.Organisation} 的根证书签发的", $"the root of {profile.Organisation} did not issue it");
        if (PartOf(certificate.SubjectName, UnitOid) is var role and not (Operator or Administrator))
            throw new CertificateFaultException($"角色（OU）是“{role}”，不是经办人或管理员", $"its role (OU) is '{role}', not operator or administrator");
    }

    /// <summary>The profile's present certificate, without its key.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ProfileException">It cannot be read.</exception>
    public static X509Certificate2 ReadPresent(ClientProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        RequireInstalled(profile);
        var path = profile.PathOf(profile.Certificate);
        try
        {
            return X509CertificateLoader.LoadCertificateFromFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ProfileException(path, "无法使用该文件", $"cannot be used: {e.Message}", e);
        }
    }

    /// <summary>The name (CN) in a certificate or request; empty for none.</summary>
    /// <param name="subject">Its subject.</param>
    public static string NameOf(X500DistinguishedName subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return PartOf(subject, NameOid) ?? "";
    }

    /// <summary>The role (OU) in a certificate or request; empty for none.</summary>
    /// <param name="subject">Its subject.</param>
    public static string RoleOf(X500DistinguishedName subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return PartOf(subject, UnitOid) ?? "";
    }

    /// <summary>Says what is missing of a profile whose certificate has not been issued yet.</summary>
    internal static void RequireInstalled(ClientProfile profile)
    {
        if (profile.Key == KeyFile && !File.Exists(profile.PathOf(profile.Certificate)))
        {
            throw new ProfileException(
                profile.Folder,
                $"证书尚未签发：请将 {RequestFile} 交本机构签发，再运行 ledger operator install",
                $"its certificate has not been installed yet: have {RequestFile} issued by the organisation, then run `ledger operator install`");
        }
    }

    private static void WriteRequest(string folder, string organisation, string role, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFiles.Write(Path.Combine(folder, KeyFile), key.ExportPkcs8PrivateKeyPem() + "\n");
        var request = new CertificateRequest(Subject(organisation, role, name), key, HashAlgorithmName.SHA256);
        PrivateFiles.Write(Path.Combine(folder, RequestFile), request.CreateSigningRequestPem() + "\n");
    }

    private static X500DistinguishedName Subject(string organisation, string role, string name)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddOrganizationName(organisation);
        subject.AddOrganizationalUnitName(role);
        subject.AddCommonName(name);
        return subject.Build();
    }

    private static string? PartOf(X500DistinguishedName subject, string oid)
    {
        var parts = subject.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == oid).Select(static part => part.GetSingleElementValue()).ToList();
        return parts is [var only] ? only : null;
    }

    private static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid is { Value: P256 } or { FriendlyName: "nistP256" };
}
