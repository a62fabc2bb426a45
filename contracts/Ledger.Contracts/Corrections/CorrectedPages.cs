using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of a correction with its pages.</summary>
/// <param name="Correction">What is corrected.</param>
/// <param name="Path">Field of the event that holds it.</param>
/// <param name="Disposal">The unit as the severity matrix asks for it.</param>
/// <param name="Certificates">Certificates that stand and that are issued.</param>
/// <param name="Documents">The documents that name a corrected person.</param>
internal sealed record CorrectedPages(
    CorrectedUnit Correction, string Path, Disposal Disposal, OwnersCertificates Certificates, IReadOnlyList<RenewedDocument> Documents)
{
    /// <summary>The unit's pages.</summary>
    public UnitPages Unit => Disposal.Unit;

    /// <summary>The flow that it is recorded under.</summary>
    public FlowCode Flow => Disposal.Flow;

    /// <summary>Reads the pages.</summary>
    public static CorrectedPages Load(Book book, CorrectionRecorded e, CorrectedUnit unit, string path)
    {
        var flow = CorrectionOpenedFlow.FlowOf(book.Desk(unit.UnitCode).Body?.CorrectionBy ?? CorrectionBy.Unspecified);
        var disposal = Disposal.Read(book, flow, unit.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber };
        var issued = unit.Title is { } title
            ? title.Owners.Select((owner, i) => ((CertificateId?)owner.Certificate, $"{path}.title.owners[{i}].certificate"))
            : RenewalShape.Issued(unit.Certificates, path + ".certificates");
        return new(
            unit,
            path,
            disposal with { Givers = disposal.Owners, Takers = disposal.Owners },
            OwnersCertificates.Load(book, disposal.Unit, issued),
            RenewedDocument.Load(book, disposal.Unit, unit.Bases, unit.Mortgages));
    }

    /// <summary>The title as it will be; the page as it is where the title stays.</summary>
    public TitlePage After(TitlePage before)
    {
        var page = before.Clone();
        if (Correction.Title is not { } title)
            return page;
        page.CoOwnership = title.CoOwnership;
        page.Owners.Clear();
        page.Owners.AddRange(title.Owners);
        (page.RightType, page.Use) = (title.RightType, title.Use);
        (page.Area, page.InnerArea, page.SharedArea) = (title.Area, title.InnerArea, title.SharedArea);
        (page.LandNature, page.HouseNature, page.LandTermEnd) = (title.LandNature, title.HouseNature, title.LandTermEnd);
        (page.Floor, page.TotalFloors, page.Completion) = (title.Floor, title.TotalFloors, title.Completion);
        page.ResaleBarredUntil = title.ResaleBarredUntil;
        return page;
    }
}
