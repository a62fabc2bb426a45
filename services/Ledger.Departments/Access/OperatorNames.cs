using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Acts;
using Ledger.Departments.Records.Rows;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Who the department's operators are: by their certificates, which its record store keeps and the ledger has the hashes of. Certificates of
/// other members are in the store too, and name nobody here.
/// </summary>
public sealed class OperatorNames
{
    private readonly Department department;
    private readonly IRecordStore store;
    private readonly ILedgerMembers ledger;

    private readonly TimeProvider time;

    internal OperatorNames(Department department, IRecordStore store, ILedgerMembers ledger, TimeProvider time)
        => (this.department, this.store, this.ledger, this.time) = (department, store, ledger, time);

    /// <summary>The operator of a certificate; null when it is none of the department's own, or not known.</summary>
    /// <param name="fingerprint">SHA-256 of the certificate, 32 bytes.</param>
    public OperatorView? Find(byte[] fingerprint) => store.FindOperator(fingerprint) is { } bytes ? Read(fingerprint, bytes) : null;

    /// <summary>The department's operators that are known.</summary>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<OperatorView> List(int most) => [.. store.ListOperators().Select(Find).OfType<OperatorView>().Take(most)];

    /// <summary>Keeps a certificate, and that it was given. Durable.</summary>
    /// <param name="certificate">The certificate, DER.</param>
    /// <param name="context">The call.</param>
    /// <exception cref="RpcException">It is none of the department's own.</exception>
    public async Task<OperatorView> KeepAsync(byte[] certificate, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(context);
        var fingerprint = SHA256.HashData(certificate);
        if (Read(fingerprint, certificate) is not { } view)
        {
            var faults = new InputFaults();
            faults.Add(
                "certificate", "不是本机构根证书签发的经办人或管理员证书", "it is no certificate of an operator or administrator that the department's own root issued",
                "a certificate in DER with OU operator or administrator");
            throw faults.ToException();
        }

        store.RememberOperator(fingerprint, certificate);
        var caller = AccessInterceptor.CallerOf(context);
        var use = new UseRow
        {
            TimeMs = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds(),
            Organisation = caller.Member.Organisation,
            Operator = ByteString.CopyFrom(caller.Fingerprint),
            Method = context.Method,
            Query = Convert.ToHexStringLower(fingerprint),
        };
        await store.AddUseAsync(use, context.CancellationToken);
        return view;
    }

    private OperatorView? Read(byte[] fingerprint, byte[] bytes)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(bytes);
            return ledger.Members().FirstOrDefault(member => member.Organisation == department.Organisation) is { } own
                && CertificateJudge.IsIssuedBy(certificate, own)
                && CertificateJudge.RoleOf(certificate) is CertificateRole.Operator or CertificateRole.Administrator
                ? new OperatorView
                {
                    Fingerprint = ByteString.CopyFrom(fingerprint),
                    Name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
                    NotBeforeMs = Milliseconds(certificate.NotBefore),
                    NotAfterMs = Milliseconds(certificate.NotAfter),
                }
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ulong Milliseconds(DateTime local) => (ulong)Math.Max(0, new DateTimeOffset(local).ToUnixTimeMilliseconds());
}
