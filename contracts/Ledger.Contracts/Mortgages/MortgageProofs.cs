using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Registration proofs (登记证明) of mortgages: one for all units; a new one takes the place of the old.</summary>
internal static class MortgageProofs
{
    /// <summary>A proof comes to be; its page names the first unit.</summary>
    public static void Issue(Book book, PageView<CertificatePage> proof, string unitCode, Recording recording)
        => CertificatePages.Issue(book, proof, recording, CertificateKind.Proof, unitCode);

    /// <summary>The proof of a mortgage falls, in place of a new one or with its right.</summary>
    /// <param name="book">The state.</param>
    /// <param name="mortgage">The mortgage before.</param>
    /// <param name="proof">Its proof's page.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="replacedBy">The new proof; null for none.</param>
    public static void Void(Book book, MortgagePage mortgage, PageView<CertificatePage>? proof, Recording recording, CertificateId? replacedBy = null)
    {
        if (MortgageParts.ProofFalls(book, mortgage))
            Void(book, proof, recording, replacedBy);
    }

    /// <summary>A proof falls, in place of a new one or with its right.</summary>
    public static void Void(Book book, PageView<CertificatePage>? proof, Recording recording, CertificateId? replacedBy = null)
    {
        if (proof?.Body is not null)
            CertificatePages.Void(book, proof, recording, replacedBy is null ? VoidReasons.Cancelled : VoidReasons.Replaced, replacedBy);
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
