using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Network;

/// <summary>
/// The staff of the network's offices. Under a profile whose book acts ask for enrolled people (C-74), each office's administrator
/// enrols them when the network first runs.
/// </summary>
internal static class LocalStaff
{
    /// <summary>The town of every office here (南城街道).</summary>
    public const string Town = "441900004";

    /// <summary>The offices whose own node signs what their clerks ask for; banks sign for themselves.</summary>
    private static readonly string[] Offices = [LocalMember.Transaction, LocalMember.Tax, LocalMember.Registration];

    private static readonly (string Name, StaffDuty[] Duties)[] People =
    [
        ("clerk", [StaffDuty.Accept, StaffDuty.Record, StaffDuty.Issue, StaffDuty.Tax, StaffDuty.Sign]),
        ("reviewer", [StaffDuty.Review, StaffDuty.Record]),
        ("approver", [StaffDuty.Approve]),
    ];

    /// <summary>Enrols whoever is not enrolled yet.</summary>
    /// <param name="network">It runs, with a quorum.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LedgerException">Refused, or an office cannot be reached.</exception>
    public static Task EnrolAsync(LocalNetwork network, CancellationToken ct) =>
        Task.WhenAll(Offices.Select(office => EnrolAsync(network, office, ct)));

    private static async Task EnrolAsync(LocalNetwork network, string office, CancellationToken ct)
    {
        using var administrator = LedgerClient.Connect(network.Profile($"{office}-administrator"));
        var absent = new List<IMessage>();
        foreach (var (name, duties) in People)
        {
            var profile = network.Profile($"{office}-{name}");
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(profile.Certificate));
            var page = await administrator.Reader.GetPageAsync(
                PageKeys.Staff(LocalMember.All.First(member => member.Department == office).CreditCode, certificate.GetCertHash(HashAlgorithmName.SHA256)),
                office, ct);
            if (page.Page is null)
                absent.Add(Enrolment(certificate, duties));
        }

        if (absent.Count == 0)
            return;
        var outcome = await WriteAsync(administrator, office, absent, ct);
        if (outcome.Receipt is null)
        {
            throw new LocalNetworkException(
                $"The staff of {office} was entered, but the quorum has not signed yet; start the network again.",
                $"{office} 的人员已登记，但尚未达到法定签名数；请重新启动网络。");
        }
    }

    private static Task<WriteOutcome> WriteAsync(LedgerClient administrator, string office, IReadOnlyList<IMessage> acts, CancellationToken ct)
    {
        var wrapped = acts.Select(act => Door.Of(office).Wrap(act)).ToList();
        return office switch
        {
            LocalMember.Transaction => administrator.Transaction.WriteAsync([.. wrapped.Cast<TransactionAct>()], cancellationToken: ct),
            LocalMember.Tax => administrator.Tax.WriteAsync([.. wrapped.Cast<TaxAct>()], cancellationToken: ct),
            _ => administrator.Registration.WriteAsync([.. wrapped.Cast<RegistrationAct>()], cancellationToken: ct),
        };
    }

    private static EnrolStaffRequest Enrolment(X509Certificate2 certificate, StaffDuty[] duties) => new()
    {
        Fingerprint = ByteString.CopyFrom(certificate.GetCertHash(HashAlgorithmName.SHA256)),
        Town = Town,
        Duties = { duties },
        FirstDay = DayOf(certificate.NotBefore),
        LastDay = DayOf(certificate.NotAfter),
        PublicKey = duties.Any(static duty => duty is StaffDuty.Review or StaffDuty.Approve)
            ? ByteString.CopyFrom(certificate.PublicKey.ExportSubjectPublicKeyInfo())
            : ByteString.Empty,
    };

    private static string DayOf(DateTime local) => Day.At((ulong)new DateTimeOffset(local).ToUnixTimeMilliseconds()).ToString();
}
