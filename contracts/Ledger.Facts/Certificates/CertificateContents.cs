using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// What a certificate says and the root of it (证簿一致, C-55; CC 217), as a pure function of the pages of the book: who prints a
/// certificate, who records its issue and who verifies it later draw the same from the same pages. Left out is what other acts
/// may change while the certificate stays live, such as a mortgage's rank.
/// </summary>
public static class CertificateContents
{
    private static ReadOnlySpan<byte> Tag => "ledger.v1.certificate\n"u8;

    /// <summary>A certificate of title; null when a unit's page names nobody who stands on it.</summary>
    /// <param name="id">The certificate.</param>
    /// <param name="page">Its page.</param>
    /// <param name="titles">Title pages of all its units.</param>
    public static CertificateContent? OfTitle(CertificateId id, CertificatePage page, IEnumerable<TitlePage> titles)
    {
        var content = Of(id, page);
        content.Titles.AddRange(titles.OrderBy(static title => title.UnitCode, StringComparer.Ordinal).Select(title => Certified(id, title)));
        return content.Titles.Count > 0 && content.Titles.All(static title => title.Owners.Count > 0) ? content : null;
    }

    /// <summary>The proof of a mortgage; null when it is not that mortgage's.</summary>
    /// <param name="id">The proof.</param>
    /// <param name="page">Its page.</param>
    /// <param name="mortgage">The mortgage's page.</param>
    public static CertificateContent? OfMortgage(CertificateId id, CertificatePage page, MortgagePage mortgage)
    {
        ArgumentNullException.ThrowIfNull(mortgage);
        var content = Of(id, page);
        content.Mortgage = new() { Id = mortgage.Id, Terms = mortgage.Terms };
        content.Mortgage.Units.AddRange(mortgage.Units.Select(static unit => new MortgageUnit { UnitCode = unit.UnitCode, Share = unit.Share }));
        return id.Equals(mortgage.Certificate) ? content : null;
    }

    /// <summary>The proof of a notice, objection, easement or right of residence; null when the page has no row of it.</summary>
    /// <param name="id">The proof.</param>
    /// <param name="page">Its page.</param>
    /// <param name="encumbrances">Encumbrance page of its unit.</param>
    public static CertificateContent? OfRight(CertificateId id, CertificatePage page, EncumbrancePage encumbrances)
    {
        ArgumentNullException.ThrowIfNull(encumbrances);
        var content = Of(id, page);
        content.Right = Row(id, encumbrances);
        return content.Right is null ? null : content;
    }

    /// <summary>The root: SHA-256 of a tag and the content's one encoding.</summary>
    public static byte[] RootOf(CertificateContent content) => SHA256.HashData([.. Tag, .. Canonical.Encode(content)]);

    private static CertificateContent Of(CertificateId id, CertificatePage page)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(page);
        return new() { Certificate = id, Kind = page.Kind, Registered = page.Issued };
    }

    private static CertifiedTitle Certified(CertificateId id, TitlePage title)
    {
        var certified = new CertifiedTitle
        {
            UnitCode = title.UnitCode,
            RightType = title.RightType,
            Use = title.Use,
            Area = title.Area,
            InnerArea = title.InnerArea,
            SharedArea = title.SharedArea,
            LandNature = title.LandNature,
            HouseNature = title.HouseNature,
            LandTermEnd = title.LandTermEnd,
            Floor = title.Floor,
            TotalFloors = title.TotalFloors,
            Completion = title.Completion,
            CoOwnership = title.CoOwnership,
        };
        certified.Owners.AddRange(title.Owners.Where(owner => id.Equals(owner.Certificate)));
        return certified;
    }

    private static CertifiedRight? Row(CertificateId id, EncumbrancePage page)
    {
        if (page.Notices.FirstOrDefault(row => id.Equals(row.Proof)) is { } notice)
            return new() { UnitCode = page.UnitCode, Notice = AsRegistered(notice, static row => (row.RegistrableSince, row.Ended) = (0, 0)) };
        if (page.Objections.FirstOrDefault(row => id.Equals(row.Proof)) is { } objection)
            return new() { UnitCode = page.UnitCode, Objection = AsRegistered(objection, static row => (row.SuitFiled, row.Ended) = (0, 0)) };
        if (page.Easements.FirstOrDefault(row => id.Equals(row.Proof)) is { } easement)
            return new() { UnitCode = page.UnitCode, Easement = AsRegistered(easement, static row => row.Ended = 0) };
        return page.Residences.FirstOrDefault(row => id.Equals(row.Proof)) is { } residence
            ? new() { UnitCode = page.UnitCode, Residence = AsRegistered(residence, static row => row.Ended = 0) }
            : null;
    }

    private static T AsRegistered<T>(T row, Action<T> clear)
        where T : class, IDeepCloneable<T>
    {
        var copy = row.Clone();
        clear(copy);
        return copy;
    }
}
