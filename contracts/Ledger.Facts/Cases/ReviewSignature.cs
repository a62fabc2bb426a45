using System.Security.Cryptography;
using System.Text;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// What a reviewer signs who lets the acceptor submit the review, so that a case is accepted, reviewed and recorded at once (即时办结):
/// the ledger, the case as it was accepted, and the review.
/// </summary>
public static class ReviewSignature
{
    /// <summary>
    /// SHA-256 of <c>"ledger.v1.CaseReviewed\n"</c>, the ledger's name with a line feed, the SHA-256 of what was accepted (number, instant, town,
    /// acceptor, basis, registrations, and the review that sent it back) and the review in its one encoding without act and signature.
    /// </summary>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="page">The case.</param>
    /// <param name="review">The review; not changed.</param>
    public static byte[] Hash(string origin, CasePage page, CaseReviewed review)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(review);
        var rest = review.Clone();
        rest.Act = null;
        rest.Signature = Google.Protobuf.ByteString.Empty;
        return SHA256.HashData(
        [
            .. "ledger.v1.CaseReviewed\n"u8, .. Encoding.UTF8.GetBytes(origin), (byte)'\n', .. SHA256.HashData(Canonical.Encode(Accepted(page))),
            .. Canonical.Encode(rest),
        ]);
    }

    /// <summary>The same of an application in one part, before its page stands on the ledger.</summary>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="application">The application.</param>
    /// <param name="acceptor">SHA-256 of the certificate of who accepts it.</param>
    /// <param name="review">The review; not changed.</param>
    public static byte[] Hash(string origin, ApplicationAccepted application, ReadOnlySpan<byte> acceptor, CaseReviewed review)
    {
        ArgumentNullException.ThrowIfNull(application);
        var page = new CasePage
        {
            AcceptanceNumber = application.AcceptanceNumber,
            AcceptanceMs = application.AcceptanceMs,
            Town = application.Town,
            Basis = application.Basis,
            Acceptor = Google.Protobuf.ByteString.CopyFrom(acceptor),
        };
        page.Flows.AddRange(application.Flows);
        page.Projects.AddRange(application.Projects);
        return Hash(origin, page, review);
    }

    // What it was accepted for, whatever has become of it since.
    private static CasePage Accepted(CasePage page)
    {
        var accepted = new CasePage
        {
            AcceptanceNumber = page.AcceptanceNumber,
            AcceptanceMs = page.AcceptanceMs,
            Town = page.Town,
            Basis = page.Basis,
            Acceptor = page.Acceptor,

            // One that was sent back is another: what was signed before does not undo that.
            Reviewer = page.Reviewer,
            Reviewed = page.Reviewed,
            ReviewStep = page.ReviewStep,
        };
        accepted.Flows.AddRange(page.Flows.Select(static flow => new CaseFlow(flow) { Recorded = false }));
        accepted.Projects.AddRange(page.Projects.Select(static project => new CaseProject(project) { Recorded = 0 }));
        return accepted;
    }
}
