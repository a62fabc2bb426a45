using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>
/// Where the import's cases are accepted, reviewed and taxed: one clerk of the registry accepts and records, another one reviews and
/// signs for it (审核受理分离), so that all of it stands in one envelope (即时办结).
/// </summary>
/// <param name="reviewer">SHA-256 of the reviewer's certificate.</param>
/// <param name="sign">The reviewer's own signature on a review of an application.</param>
public sealed class Counter(ReadOnlyMemory<byte> reviewer, Func<ReviewCaseRequest, AcceptApplicationRequest, ReviewCaseRequest> sign) : IDisposable
{
    /// <summary>The town that accepts and records.</summary>
    public const string Town = "441900004";

    /// <summary>The same town as the tax organ has it: the surcharge on VAT depends on it.</summary>
    public const uint TaxTown = 441_900_004;

    /// <summary>The tax organ that declarations go to.</summary>
    public const string TaxOrgan = "14419000000";

    private readonly ByteString fingerprint = ByteString.CopyFrom(reviewer.Span);
    private LedgerClient? client;

    /// <summary>The ledger's page of the reviewer.</summary>
    public string StaffPage => PageKeys.Staff(Registry, fingerprint.Span);

    /// <summary>Credit code of the registry.</summary>
    public string Registry { get; private init; } = "";

    /// <summary>Opens the counter of two clerks.</summary>
    /// <param name="clerk">Who accepts and records.</param>
    /// <param name="reviewer">Who reviews.</param>
    /// <exception cref="Verifier.LedgerException">A profile cannot be used.</exception>
    public static Counter Open(ClientProfile clerk, ClientProfile reviewer)
    {
        ArgumentNullException.ThrowIfNull(clerk);
        ArgumentNullException.ThrowIfNull(reviewer);
        var acceptor = Fingerprint(clerk);
        var client = LedgerClient.Connect(reviewer);
        return new Counter(Fingerprint(reviewer), (review, application) => client.SignReview(review, application, acceptor))
        {
            Registry = reviewer.CreditCode ?? "",
            client = client,
        };
    }

    /// <summary>The review that lets what was accepted be recorded at once.</summary>
    /// <param name="application">What is reviewed.</param>
    /// <param name="date">Day of the review, yyyy-MM-dd.</param>
    public ReviewCaseRequest Review(AcceptApplicationRequest application, string date)
    {
        ArgumentNullException.ThrowIfNull(application);
        var review = new ReviewCaseRequest
        {
            AcceptanceNumber = application.AcceptanceNumber,
            Date = date,
            Result = ReviewResult.Pass,
            Document = new DocumentInput(),
        };
        return sign(review, application);
    }

    /// <summary>Acceptance, review and recording of a case as its recording states them.</summary>
    /// <param name="application">What was accepted.</param>
    /// <param name="recordedMs">Instant of recording, ms since 1970.</param>
    public RecordingInput Recording(AcceptApplicationRequest application, ulong recordedMs)
    {
        ArgumentNullException.ThrowIfNull(application);
        return new()
        {
            AcceptanceNumber = application.AcceptanceNumber,
            AcceptanceTimeMs = application.AcceptanceTimeMs,
            RecordingTimeMs = recordedMs,
            Reviewer = fingerprint,
            Town = Town,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => client?.Dispose();

    private static byte[] Fingerprint(ClientProfile profile)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(profile.Certificate));
        return certificate.GetCertHash(HashAlgorithmName.SHA256);
    }
}
