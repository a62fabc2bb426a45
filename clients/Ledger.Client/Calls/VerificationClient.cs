using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// Title and lien checks, with purpose, basis and expiry; signed by the operator like a write. Each answer is verified like any
/// certificate, and its checkpoint joined to those seen before.
/// </summary>
public sealed class VerificationClient
{
    private const string Service = "/ledger.v1.VerificationService";

    private readonly LedgerCalls calls;
    private readonly CertificateVerifier verifier;
    private readonly IEvidenceBook? book;
    private readonly TimeProvider clock;

    internal VerificationClient(LedgerCalls calls, CertificateVerifier verifier, IEvidenceBook? book, TimeProvider clock)
    {
        this.calls = calls;
        this.verifier = verifier;
        this.book = book;
        this.clock = clock;
    }

    /// <summary>Who owns the unit, as far as the claim needs it.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    public Task<VerifiedCheck> CheckTitleAsync(CheckRequest request, string? department = null, CancellationToken cancellationToken = default) =>
        CheckAsync("CheckTitle", CertificateFile.TitleKind, request, department, cancellationToken);

    /// <summary>What encumbers the unit and its parcels, or that nothing does.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    public Task<VerifiedCheck> CheckLienAsync(CheckRequest request, string? department = null, CancellationToken cancellationToken = default) =>
        CheckAsync("CheckLien", CertificateFile.LienKind, request, department, cancellationToken);

    /// <summary>What was asked and answered; departments and auditors.</summary>
    /// <param name="unitCode">Unit; empty = all.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<CheckView> ListChecksAsync(
        string unitCode = "", string? department = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListChecksRequest { UnitCode = unitCode };
        do
        {
            var page = await calls.Caller.ReadAsync<ListChecksRequest, ListChecksReply>(department
                ?? calls.Home, Service + "/ListChecks", request, cancellationToken);
            foreach (var check in page.Checks)
                yield return check;

            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Asks, verifies and keeps the answer.</summary>
    /// <param name="request">Unit, purpose, basis and expiry; the context is completed here.</param>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="UntrustedReplyException">The certificate does not verify, or answers another question.</exception>
    /// <exception cref="LedgerException">Refused, no access, unreachable.</exception>
    private async Task<VerifiedCheck> CheckAsync(string method, string kind, CheckRequest request, string? department, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = department ?? calls.Home;
        var signed = calls.Writer.Write(asked, $"{Service}/{method}", request);
        var reply = await calls.Caller.SendAsync<CheckReply>(signed, static () => 0, cancellationToken);
        var file = reply.Certificate.ToByteArray();
        var report = verifier.Verify(file);
        if (!report.IsValid)
            throw new UntrustedReplyException(report.Fault!);

        if (report.File!.Kind != kind || report.File.Unit != UnitCode.Fold(request.UnitCode))
        {
            throw new UntrustedReplyException(new LogFault(
                "certificate.other-question",
                $"the certificate is a {report.File.Kind} of {report.File.Unit}, asked was a {kind} of {request.UnitCode}",
                $"证明是 {report.File.Unit} 的 {report.File.Kind}，所问为 {request.UnitCode} 的 {kind}"));
        }

        var note = TlogProof.Parse(report.File.TlogProof).Note;
        await calls.Trail.AcceptAsync(note, offered: null, (older, newer, token) => calls.ConsistencyAsync(asked, older, newer, token), cancellationToken);
        book?.SaveCertificate(new StoredCertificate(reply.CheckId, kind, report.File.Unit, clock.GetUtcNow(), file));
        return new VerifiedCheck(reply.CheckId, file, report);
    }
}
