using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Registration proofs (登记证明) of mortgages: one for all units; a new one takes the place of the old.</summary>
internal static class Proofs
{
    /// <summary>A proof comes to be.</summary>
    public static void Issue(Book book, PageView<CertificatePage> proof, string unitCode, uint day)
        => book.Write(proof.Key, new CertificatePage
        {
            UnitCode = unitCode,
            Kind = CertificateKind.Proof,
            Live = true,
            Issued = day,
            State = CertificateState.Live,
        });

    /// <summary>A proof falls.</summary>
    /// <param name="book">The state.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="day">Day of the recording.</param>
    /// <param name="replacedBy">The new one; null for none.</param>
    public static void Void(Book book, PageView<CertificatePage> proof, uint day, CertificateId? replacedBy = null)
    {
        if (proof.Body is not { } known)
            return;
        var page = known.Clone();
        page.Live = false;
        page.Voided = day;
        page.State = CertificateState.Void;
        page.ReplacedBy = replacedBy;
        book.Write(proof.Key, page);
    }

    /// <summary>Marks what wrote an encumbrance page last.</summary>
    public static void Stamp(this EncumbrancePage page, Act act, Recording recording)
    {
        // One entered late does not turn the page back.
        page.Document = act.Document;
        page.RecordingDate = Math.Max(page.RecordingDate, recording.RecordingDate);
        page.RecordingMs = Math.Max(page.RecordingMs, recording.RecordingMs);
    }
}
