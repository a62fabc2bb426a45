using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The certificates on which the owners of a unit stand and those that an act issues (C-54 证号唯一): what the act replaces is
/// theirs and live, what it issues was never issued before.
/// </summary>
/// <param name="Unit">The unit's pages.</param>
/// <param name="Live">Certificates of the owners, each once, in order.</param>
/// <param name="Issued">Certificates that the act issues, each once, with the field that states it.</param>
internal sealed record OwnersCertificates(
    UnitPages Unit,
    IReadOnlyList<(CertificateId Id, PageView<CertificatePage> Page)> Live,
    IReadOnlyList<(PageView<CertificatePage> Page, CertificateId Id, string Path)> Issued)
{
    /// <summary>Reads the pages.</summary>
    public static OwnersCertificates Load(Book book, UnitPages unit, IEnumerable<(CertificateId? Id, string Path)> issued) => new(
        unit,
        [.. (unit.Title.Body?.Owners ?? [])
            .Select(static owner => owner.Certificate)
            .OfType<CertificateId>()
            .Distinct()
            .Order(Comparer<CertificateId>.Create(PartyOrder.Compare))
            .Select(id => (id, book.Certificate(id)))],
        [.. issued
            .Where(static certificate => certificate.Id is not null)
            .DistinctBy(static certificate => certificate.Id)
            .Select(certificate => (book.Certificate(certificate.Id!), certificate.Id!, certificate.Path))]);

    /// <summary>Numbers that the act issues: new, of this city, and of the year of the recording (F-03).</summary>
    public void CheckIssued(Judgement judgement, Recording recording)
    {
        CertificatesUnique.CheckNew(judgement, Issued);
        foreach (var (_, id, path) in Issued)
            CertificateYear.Check(judgement, id, recording.RecordingDate, path);
    }

    /// <summary>What is replaced are owners' certificates, each by one of its own.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="renewals">What the event states.</param>
    /// <param name="all">Whether every owner's certificate must be replaced.</param>
    public void CheckRenewed(Judgement judgement, IReadOnlyList<CertificateRenewal> renewals, bool all)
    {
        var stated = renewals.Select(static renewal => renewal.Old).ToList();
        var live = Live.Select(static certificate => certificate.Id).ToList();
        if (all ? !stated.SequenceEqual(live) : stated.Exists(old => !live.Contains(old)))
        {
            judgement.Fail(
                CertificatesUnique.C54,
                new($"单元{Unit.Code}应换发的证书与所列不符", $"the certificates of unit {Unit.Code} that are replaced are not the owners' live ones"),
                all ? new("请为每个权利人换发证书", "replace the certificate of every owner") : new("请填写权利人现势证书的证号", "state live certificates of the owners"),
                Labels.InEvent(new("所列原证", "certificates stated"), Text(stated), "certificates"),
                Unit.Title.Says(new("现势证号", "live certificates"), Text(live)));
        }

        if (renewals.Select(static renewal => renewal.Replacement).Distinct().Count() < renewals.Count)
        {
            judgement.Fail(
                CertificatesUnique.C54,
                new("同一新证号用于多本原证", "one new number replaces several certificates"),
                new("请为每本原证使用各自的新证号", "issue a number for each certificate that falls"),
                Labels.InEvent(CertificateNumber.Name, Text(renewals.Select(static renewal => renewal.Replacement)), "certificates"));
        }

        CheckAlone(judgement, stated);
    }

    /// <summary>An old certificate of several units is replaced for each of them first: who hands it in must not lose the others.</summary>
    public void CheckAlone(Judgement judgement, IReadOnlyCollection<CertificateId> replaced)
    {
        foreach (var (id, view) in Live.Where(certificate => replaced.Contains(certificate.Id)))
        {
            if (view.Body is not { } page || CertificateStates.UnitsOf(page) is not { Count: > 1 } units)
                continue;
            judgement.Fail(
                CertificatesUnique.C54,
                new($"证书{Labels.Certificate(id)}还载有其他单元", $"the certificate {Labels.Certificate(id)} stands for further units"),
                new("请先分单元换发证书（CertificateReissued，SPLIT_FOR_UNITS）", "first have one issued for each unit (CertificateReissued, SPLIT_FOR_UNITS)"),
                view.Says(UnitCode.Name, string.Join(", ", units)));
        }
    }

    /// <summary>The certificates fall, and others may stand in their place.</summary>
    public void Void(Book book, Recording recording, string reason, IReadOnlyList<CertificateRenewal> renewals)
    {
        foreach (var renewal in renewals)
            CertificatePages.Void(book, PageOf(renewal.Old), recording, reason, renewal.Replacement);
    }

    /// <summary>All certificates fall; one of several units stays for the others.</summary>
    public void VoidAll(Book book, Recording recording, string reason)
    {
        foreach (var (_, view) in Live)
            CertificatePages.VoidFor(book, view, recording, Unit.Code, reason);
    }

    /// <summary>Issues what the act states.</summary>
    public void Issue(Book book, Recording recording) => Issue(book, recording, Unit.Code);

    /// <summary>Issues what the act states, for a unit that comes from this one.</summary>
    public void Issue(Book book, Recording recording, string unitCode)
    {
        foreach (var (page, _, _) in Issued)
            CertificatePages.Issue(book, page, recording, CertificateKind.Title, unitCode);
    }

    /// <summary>The page of a certificate that the act issues.</summary>
    public PageView<CertificatePage> IssuedPage(CertificateId id) => Issued.First(certificate => certificate.Id.Equals(id)).Page;

    /// <summary>The owners' rows on the new certificates.</summary>
    public static void Renew(TitlePage title, IReadOnlyList<CertificateRenewal> renewals)
    {
        foreach (var owner in title.Owners)
            owner.Certificate = renewals.FirstOrDefault(renewal => renewal.Old.Equals(owner.Certificate))?.Replacement ?? owner.Certificate;
    }

    private PageView<CertificatePage> PageOf(CertificateId id) => Live.First(certificate => certificate.Id.Equals(id)).Page;

    private static string Text(IEnumerable<CertificateId> ids)
        => string.Join(", ", ids.Select(Labels.Certificate)) is { Length: > 0 } text ? text : Labels.Absent;
}
