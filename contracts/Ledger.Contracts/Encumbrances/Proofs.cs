using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The proofs (不动产登记证明) of notices, objections and use rights: each act issues one, and a change or an end makes the one
/// before void.
/// </summary>
/// <param name="Issued">The proof that the act issues, with its page.</param>
/// <param name="Replaced">The proof that it replaces; null for none.</param>
internal sealed record Proofs((CertificateId Id, PageView<CertificatePage> Page) Issued, PageView<CertificatePage>? Replaced)
{
    /// <summary>Reads the pages.</summary>
    public static Proofs Load(Book book, CertificateId issued, CertificateId? replaced)
        => new((issued, book.Certificate(issued)), replaced is null ? null : book.Certificate(replaced));

    /// <summary>The number is new and of the year and place of its recording.</summary>
    public void Check(Judgement judgement, Recording recording)
    {
        CertificateYear.Check(judgement, Issued.Id, recording.RecordingDate, "proof");
        CertificatesUnique.CheckNew(judgement, [(Issued.Page, Issued.Id, "proof")]);
    }

    /// <summary>Writes the pages.</summary>
    public void Write(Book book, Recording recording, params IReadOnlyList<string> unitCodes)
    {
        CertificatePages.Issue(book, Issued.Page, recording, CertificateKind.Proof, unitCodes);
        if (Replaced is { Body: not null } before)
            CertificatePages.Void(book, before, recording, VoidReasons.Replaced, Issued.Id);
    }

    /// <summary>Makes the proof of an ended right void, as far as the ledger knows it.</summary>
    public static void End(Book book, PageView<CertificatePage> proof, Recording recording)
    {
        if (proof.Body is not null)
            CertificatePages.Void(book, proof, recording, VoidReasons.Cancelled);
    }
}
