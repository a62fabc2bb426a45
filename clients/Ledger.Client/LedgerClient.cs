using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// A user's door to the ledger. It calls the departments' services over mutual TLS, signs every write as the operator, sends
/// it again with the same id and bytes until it is answered, and believes nothing: every receipt is verified down to the
/// signatures of the profile's policy, compared with what was asked, and its checkpoint must be consistent with all seen
/// before.
/// </summary>
/// <remarks>Channels are kept: make one client per process and user. Safe for use by several threads.</remarks>
public sealed class LedgerClient : IDisposable
{
    private readonly Credentials credentials;
    private readonly DepartmentChannels channels;
    private readonly LedgerCalls calls;

    private LedgerClient(ClientProfile profile, LedgerClientOptions options, Credentials credentials)
    {
        Profile = profile;
        this.credentials = credentials;
        channels = new DepartmentChannels(profile, credentials);
        Trail = options.Trail ?? new CheckpointTrail(profile.Origin, credentials.Policy, options.Book, options.Clock);
        var receipts = new ReceiptVerifier(profile.Origin, credentials.Signers, Trail, options.VerifyEnvelope);
        var home = profile.Services.ContainsKey(profile.Department)
            ? profile.Department
            : DepartmentNames.All.FirstOrDefault(profile.Services.ContainsKey) ?? profile.Department;
        calls = new LedgerCalls(
            home, [.. profile.Services.Keys], new RequestWriter(profile.Origin, credentials, options.Clock), new Caller(channels, options.Retry, options.Clock),
            Trail, receipts, options.Book);
        Transaction = new TransactionClient(calls);
        Tax = new TaxClient(calls);
        Registration = new RegistrationClient(calls);
        Finance = new FinanceClient(calls, profile.Origin, credentials.BankSigner, options.Clock);
        Reader = new LedgerReader(calls);
        Supervision = new SupervisionClient(calls);
        Cases = new CaseClient(calls);
        Sharing = new SharingClient(calls, Reader);
        Administration = new AdministrationClient(calls);
        Verification = new VerificationClient(calls, new CertificateVerifier(credentials.Policy, options.Clock), options.Book, options.Clock);
    }

    /// <summary>Whose client this is.</summary>
    public ClientProfile Profile { get; }

    /// <summary>Whom this user trusts.</summary>
    public Policy Policy => credentials.Policy;

    /// <summary>SHA-256 of the operator's certificate: how events and records name this user.</summary>
    public ReadOnlyMemory<byte> Operator => credentials.Operator;

    /// <summary>Organisation of a key that the profile trusts to sign envelopes, or trusted before the ledger replaced it; null for any other.</summary>
    /// <param name="keyId">16 bytes.</param>
    public string? SignerOf(ReadOnlySpan<byte> keyId) => credentials.Signers.Find(keyId)?.Organisation;

    /// <summary>Last instant at which the operator's certificate is valid.</summary>
    public DateTimeOffset CertificateEnds => new(credentials.Certificate.NotAfter);

    /// <summary>Checkpoints verified so far.</summary>
    public CheckpointTrail Trail { get; }

    /// <summary>交易: sale contracts.</summary>
    public TransactionClient Transaction { get; }

    /// <summary>税务: taxes on sales.</summary>
    public TaxClient Tax { get; }

    /// <summary>登记: the registry book.</summary>
    public RegistrationClient Registration { get; }

    /// <summary>金融: a bank's mortgages, signed with the bank's own key.</summary>
    public FinanceClient Finance { get; }

    /// <summary>Title and lien checks.</summary>
    public VerificationClient Verification { get; }

    /// <summary>What the rules refused or warned about.</summary>
    public SupervisionClient Supervision { get; }

    /// <summary>How cases stand, and the work lists.</summary>
    public CaseClient Cases { get; }

    /// <summary>What departments offer, questions and answers, and who asked about a unit.</summary>
    public SharingClient Sharing { get; }

    /// <summary>The department's own node and governance, for its administrator.</summary>
    public AdministrationClient Administration { get; }

    /// <summary>Checkpoints, receipts, pages and raw entries.</summary>
    public LedgerReader Reader { get; }

    /// <summary>Opens a client; channels connect when first used.</summary>
    /// <exception cref="ProfileException">A file the profile names cannot be used.</exception>
    /// <exception cref="UntrustedReplyException">The checkpoint in the book is not valid under the policy.</exception>
    public static LedgerClient Connect(ClientProfile profile, LedgerClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var read = new Credentials(profile);
        try
        {
            return new LedgerClient(profile, options ?? new LedgerClientOptions(), read);
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    /// <summary>Has one act recorded, through the door of the department whose act it is; the user's own where several take it.</summary>
    /// <param name="request">Request of the act.</param>
    /// <param name="dryRun">Have it judged and nothing else.</param>
    /// <param name="cancellationToken">Ends the attempts; the draft stays open.</param>
    /// <exception cref="KeyNotFoundException">It is no request of an act.</exception>
    /// <exception cref="LedgerException">Refused, no access, busy, unreachable, or a receipt that does not verify.</exception>
    public Task<WriteOutcome> WriteAsync(IMessage request, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<string> departments = [.. ActForms.Of(request.Descriptor).Departments];
        var context = dryRun ? new RequestContext { DryRun = true } : null;
        return Door.Of(departments.Contains(Profile.Department) ? Profile.Department : departments[0]).Wrap(request) switch
        {
            TransactionAct act => Transaction.WriteAsync([act], context, cancellationToken),
            TaxAct act => Tax.WriteAsync([act], context, cancellationToken),
            RegistrationAct act => Registration.WriteAsync([act], context, cancellationToken),
            var act => Finance.SubmitAsync([(FinanceAct)act], dryRun, cancellationToken),
        };
    }

    /// <summary>Signs the approval of an exception as this user; another operator of the department submits it.</summary>
    /// <param name="request">What is approved.</param>
    /// <exception cref="InputException">A field of it is wrong.</exception>
    public ApproveExceptionRequest SignApproval(ApproveExceptionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ApprovalSigner.Sign(Profile.Origin, request, credentials.Operator, credentials.RequestSigner);
    }

    /// <summary>Signs the review of an application as this user; who accepts it submits both.</summary>
    /// <param name="request">The review.</param>
    /// <param name="application">What is reviewed, in one part, as it will be submitted.</param>
    /// <param name="acceptor">SHA-256 of the certificate of who accepts it.</param>
    /// <exception cref="InputException">A field of a request is wrong.</exception>
    public ReviewCaseRequest SignReview(ReviewCaseRequest request, AcceptApplicationRequest application, ReadOnlySpan<byte> acceptor)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(application);
        return ReviewSigner.Sign(Profile.Origin, request, application, acceptor, credentials.Operator, credentials.RequestSigner);
    }

    /// <summary>
    /// Sends every open draft again, with the same id and bytes: what was written before is acknowledged now, what was not
    /// happens once. A bank's draft is the signed envelope.
    /// </summary>
    /// <param name="cancellationToken">Ends the sending; the rest stays open.</param>
    /// <returns>Each draft with its outcome, or the fault that met it.</returns>
    public async IAsyncEnumerable<ResumedDraft> ResumeDraftsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var draft in calls.Drafts?.OpenDrafts() ?? [])
            yield return await ResumeAsync(draft, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        channels.Dispose();
        credentials.Dispose();
    }

    /// <summary>Sends an open draft again, with the same id and bytes.</summary>
    /// <param name="draft">One of the book's.</param>
    /// <param name="cancellationToken">Ends the sending; the draft stays open.</param>
    public async Task<ResumedDraft> ResumeAsync(SignedRequest draft, CancellationToken cancellationToken = default)
    {
        try
        {
            return new ResumedDraft(draft, await calls.SendAsync(draft, cancellationToken), Fault: null);
        }
        catch (LedgerException e)
        {
            return new ResumedDraft(draft, Outcome: null, e);
        }
    }
}
