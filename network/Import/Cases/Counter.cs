using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>
/// Where the import's cases are accepted, reviewed and taxed: one clerk of the registry accepts and records, another one reviews
/// (审核受理分离).
/// </summary>
/// <param name="reviewer">SHA-256 of the reviewer's certificate.</param>
internal sealed class Counter(ReadOnlyMemory<byte> reviewer)
{
    /// <summary>The town that accepts and records.</summary>
    public const string Town = "441900004";

    /// <summary>The tax organ that declarations go to.</summary>
    public const string TaxOrgan = "14419000000";

    private readonly ByteString fingerprint = ByteString.CopyFrom(reviewer.Span);

    /// <summary>The ledger's page of the reviewer.</summary>
    public string StaffPage => PageKeys.Staff(fingerprint.Span);

    /// <summary>The counter at which the owner of a profile reviews.</summary>
    public static Counter Of(ClientProfile reviewer)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(reviewer.PathOf(reviewer.Certificate));
        return new Counter(certificate.GetCertHash(HashAlgorithmName.SHA256));
    }

    /// <summary>The review that lets what was accepted be recorded at once (即时办结).</summary>
    /// <param name="application">What is reviewed.</param>
    /// <param name="date">Day of the review, yyyy-MM-dd.</param>
    public ReviewCaseRequest Review(AcceptApplicationRequest application, string date) => new()
    {
        AcceptanceNumber = application.AcceptanceNumber,
        Date = date,
        Reviewer = fingerprint,
        Result = ReviewResult.Pass,
        Document = new DocumentInput(),
    };

    /// <summary>Acceptance, review and recording of a case as its recording states them.</summary>
    public RecordingInput Recording(AcceptApplicationRequest application, ulong recordedMs) => new()
    {
        AcceptanceNumber = application.AcceptanceNumber,
        AcceptanceTimeMs = application.AcceptanceTimeMs,
        RecordingTimeMs = recordedMs,
        Reviewer = fingerprint,
        Town = Town,
    };
}
