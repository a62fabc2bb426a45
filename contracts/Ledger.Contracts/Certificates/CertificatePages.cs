using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// How acts write the pages of certificates: every number is issued once, stands for its units until it is void, and never
/// becomes live again. What profile 1 does not know is left out of a page that an act of profile 1 writes.
/// </summary>
internal static class CertificatePages
{
    /// <summary>Issues a certificate of one unit.</summary>
    public static void Issue(Book book, PageView<CertificatePage> view, Recording recording, CertificateKind kind, string unitCode)
        => Issue(book, view, recording, kind, [unitCode]);

    /// <summary>Issues a certificate.</summary>
    /// <param name="book">The state.</param>
    /// <param name="view">Its page.</param>
    /// <param name="recording">The recording that issues it.</param>
    /// <param name="kind">Certificate or proof.</param>
    /// <param name="unitCodes">The units it stands for, sorted.</param>
    public static void Issue(Book book, PageView<CertificatePage> view, Recording recording, CertificateKind kind, IReadOnlyList<string> unitCodes)
    {
        var page = new CertificatePage { UnitCode = unitCodes[0], Kind = kind, Live = true, Issued = recording.RecordingDate };

        // Only a recording of profile 2 and later has an instant.
        if (recording.RecordingMs != 0)
        {
            page.State = CertificateState.Live;
            page.AcceptanceNumber = recording.AcceptanceNumber;
            if (unitCodes.Count > 1)
                page.Units.AddRange(unitCodes);
        }

        book.Write(view.Key, page);
    }

    /// <summary>Makes a certificate void, for all units it stands for.</summary>
    /// <param name="book">The state.</param>
    /// <param name="view">Its page.</param>
    /// <param name="recording">The recording by which it falls.</param>
    /// <param name="reason">One of <see cref="VoidReasons"/>.</param>
    /// <param name="replacedBy">The certificate in its place, if there is one alone.</param>
    public static void Void(Book book, PageView<CertificatePage> view, Recording recording, string reason, CertificateId? replacedBy = null)
    {
        var page = view.Body!.Clone();
        page.Live = false;
        page.Voided = recording.RecordingDate;
        if (recording.RecordingMs != 0)
        {
            page.State = CertificateState.Void;
            page.VoidReason = reason;
            page.ReplacedBy = replacedBy;
        }

        book.Write(view.Key, page);
    }

    /// <summary>Makes a certificate void for one unit; one that stands for others too stays live for those.</summary>
    public static void VoidFor(Book book, PageView<CertificatePage> view, Recording recording, string unitCode, string reason, CertificateId? replacedBy = null)
    {
        var left = CertificateStates.UnitsOf(view.Body!).Where(unit => unit != unitCode).ToList();
        if (left.Count == 0)
        {
            Void(book, view, recording, reason, replacedBy);
            return;
        }

        var page = view.Body!.Clone();
        page.UnitCode = left[0];
        page.Units.Clear();
        if (left.Count > 1)
            page.Units.AddRange(left);
        book.Write(view.Key, page);
    }
}
