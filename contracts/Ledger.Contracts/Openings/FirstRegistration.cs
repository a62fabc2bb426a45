using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The rules of a first registration of profile 2, for one unit alone or for a row of a project.</summary>
/// <param name="Opening">The unit as it is opened, with its pages.</param>
/// <param name="Basis">On what it is registered.</param>
/// <param name="Disposal">What the severity matrix asks of it.</param>
/// <param name="Land">Title of the parcel that its code names; null for a parcel.</param>
/// <param name="Buildings">The buildings on that parcel; null for a parcel.</param>
/// <param name="House">Its row of the house table; absent for what no table was published of.</param>
/// <param name="Building">The building that counts its rows.</param>
/// <param name="Case">The case of the act.</param>
/// <param name="Path">Field of the event that has it.</param>
internal sealed record FirstRegistration(
    OpeningCase Opening,
    FirstBasis Basis,
    Disposal Disposal,
    PageView<TitlePage>? Land,
    BuildingsOnLand? Buildings,
    PageView<HousePage> House,
    PageView<BuildingPage>? Building,
    PageView<CasePage> Case,
    string Path)
{
    /// <summary>Reads the pages of one unit.</summary>
    public static FirstRegistration Load(Book book, Act act, Recording recording, Opening opening, FirstBasis basis, string path)
    {
        var loaded = OpeningCase.Load(book, recording, opening, act.Document, Origin.FirstRegistration, recording.RecordingDate, path) with
        {
            Since = OpeningCase.AllSince(book.Profile, recording.RecordingDate),
        };
        var disposal = Disposal.Read(book, FlowOf(opening), opening.UnitCode, act, opening.Parcels) with
        {
            Givers = [.. opening.Owners.Select(owner => owner.Party).Distinct()],
            Takers = [.. opening.Owners.Select(owner => owner.Party).Distinct()],
            Case = recording.AcceptanceNumber,
        };
        var buildings = BuildingsOnLand.Load(book, opening.UnitCode);
        var land = buildings is null ? null : book.Title(UnitCode.Parse(opening.UnitCode).ParcelUnit.ToString());
        return new(
            loaded,
            basis,
            disposal,
            land,
            buildings,
            book.House(opening.UnitCode),
            buildings is null ? null : book.Building(buildings.Building),
            book.Case(recording.AcceptanceNumber),
            path);
    }

    /// <summary>The pre-sale permit that the event names, with its number; null for none.</summary>
    public (PageView<PermitPage> Page, string Number)? Permit { get; init; }

    /// <summary>The instrument of a judgment or a grant, with its taxes; null for none.</summary>
    public (Basis Basis, PageView<TaxPage> Tax)? Instrument { get; init; }

    /// <summary>Reads the permit that an event names.</summary>
    public static (PageView<PermitPage> Page, string Number)? PermitOf(Book book, string number)
        => number.Length > 0 ? (book.Permit(number), number) : null;

    /// <summary>What it does on the book.</summary>
    public BookAct Act => new(Disposal.Flow, Opening.Opening.UnitCode, Opening.Opening.BusinessNumber, Path + ".business_number");

    /// <summary>Runs the rules; certificates are judged for the whole event.</summary>
    public void Check(Judgement judgement)
    {
        var opening = Opening.Opening;
        judgement.About(opening.UnitCode);
        OneLiveTitle.CheckAbsent(judgement, Opening.Unit, Path + ".unit_code");
        if (opening.Owners.Count > 0)
            SharesSumToOne.CheckTitle(judgement, opening.CoOwnership, opening.Owners, Path + ".owners");
        RightTypeFits.Check(judgement, opening.UnitCode, opening.RightType, Path);
        UseIsKnown.Check(judgement, opening, Opening.Recording.RecordingDate, Path);
        LandOfBuilding.Check(judgement, opening, Land, Basis, Path);
        AreasAddUp.Check(judgement, opening.Area, opening.InnerArea, opening.SharedArea, Path + ".area");
        CheckHouse(judgement, opening);
        PermitOfBuilding.Check(judgement, this, Permit?.Page, Permit?.Number ?? "");
        foreach (var (_, id, path) in Opening.Certificates)
            CertificateYear.Check(judgement, id, Opening.Recording.RecordingDate, path);
        if (NoticeOver.NeededFor(judgement.City, Disposal.Flow, null) is { } notice)
            NoticeOver.Check(judgement, Case, notice, opening.UnitCode, Opening.Recording.RecordingDate);
        Restrictions.Check(judgement, Disposal);
        judgement.About("");
    }

    /// <summary>Writes title, certificates and encumbrances; what was noticed may be registered from this day on.</summary>
    /// <param name="book">The state.</param>
    /// <param name="construction">What becomes of the construction mortgages.</param>
    public void Write(Book book, FinishedConstruction construction)
    {
        var page = Opening.Write(book);
        construction.Finish(page);
        foreach (var row in page.Notices.Where(row => row is { Ended: 0, RegistrableSince: 0 }))
            NoticesConverted.MakeRegistrable(book, row, Opening.Recording.RecordingDate);
        page.RecordingMs = Math.Max(page.RecordingMs, Opening.Recording.RecordingMs);
        book.Write(Opening.Unit.Encumbrances.Key, page);
        HouseStands.Mark(book, House, HouseState.Registered);
    }

    /// <summary>Whether it is a row of the house table that was not registered yet.</summary>
    public bool IsNewRow => House.Body is { State: not HouseState.Registered };

    /// <summary>What the house table says of the unit: the cadastre's number, the predicted area, the epoch of its tokens.</summary>
    private void CheckHouse(Judgement judgement, Opening opening)
    {
        SameCadastre.Check(judgement, House, opening.CadastralId, Path + ".cadastral_id");
        HouseStands.CheckEpoch(judgement, House, opening.Epoch, (label, value) => Labels.InEvent(label, value, Path + ".epoch"));
        if (House.Body is not { } house)
            return;
        AreasAgree.CheckMeasured(
            judgement,
            house.PredictedArea,
            opening.Area,
            Labels.InEvent(new("登记面积", "area registered"), Labels.Area(opening.Area), Path + ".area"),
            House.Says(new("预测面积", "predicted area"), Labels.Area(house.PredictedArea)));
    }

    private static FlowCode FlowOf(Opening opening)
    {
        // 宅基地、集体建设用地: rights 5 to 8, whatever stands on the land.
        if (opening.RightType is >= 5 and <= 8)
            return FlowCode.F103;
        return UnitCode.TryParse(opening.UnitCode, DivisionPrefixes.Any, out var code, out _) && code.IsParcel ? FlowCode.F101 : FlowCode.F102;
    }
}
