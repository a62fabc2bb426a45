using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>坐落、用途、面积、年限、性质、限售变更: what a unit is changes, not whose it is.</summary>
internal sealed class UnitDetailsChangedFlow()
    : BookFlow<UnitDetailsChanged, TitleCase<UnitDetailsChanged>>(new("不动产状况变更登记", "change of a unit's details"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F311, FlowCode.F312];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, UnitDetailsChanged e) => UnitDetailsShape.Check(shape, e);

    /// <inheritdoc/>
    protected override TitleCase<UnitDetailsChanged> LoadOwn(UnitDetailsChanged e, Book book)
    {
        var disposal = Disposal.Read(book, FlowOf(e.Kind), e.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber };
        return new(
            e,
            disposal with { Givers = disposal.Owners },
            OwnersCertificates.Load(book, disposal.Unit, RenewalShape.Issued(e.Certificates, "certificates")));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(TitleCase<UnitDetailsChanged> loaded)
        => [new(FlowOf(loaded.Event.Kind), loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, TitleCase<UnitDetailsChanged> loaded, Signer signer)
    {
        var e = loaded.Event;
        OneLiveTitle.CheckLive(judgement, loaded.Unit, "unit_code");
        Restrictions.Check(judgement, loaded.Disposal);
        if (loaded.Unit.LiveTitle is not { } title)
            return;
        loaded.Certificates.CheckIssued(judgement, e.Recording);
        loaded.Certificates.CheckRenewed(judgement, e.Certificates, all: IsOnCertificate(e.Kind));
        if (e.Kind == UnitDetail.Area)
        {
            AreasAddUp.Check(judgement, e.Area, e.InnerArea, e.SharedArea, "area");
            AreasAgree.CheckMeasured(
                judgement,
                title.Area,
                e.Area,
                loaded.Unit.Title.Says(new("登记面积", "area in the book"), Labels.Area(title.Area)),
                Labels.InEvent(new("变更后面积", "area after the change"), Labels.Area(e.Area), "area"));
        }

        if (e.Kind is UnitDetail.Use or UnitDetail.LandTerm)
        {
            UseAndTerm.CheckTerm(
                judgement,
                new PageView<TitlePage>(loaded.Unit.Title.Key, After(title, e), loaded.Unit.Title.Entry),
                DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
        }

        LandPremium.Note(judgement, e, loaded.Unit.Title);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, TitleCase<UnitDetailsChanged> loaded)
    {
        var e = loaded.Event;
        var title = After(TitleChange.Of(loaded.Unit.Title, e.Act, e.Recording, e.BusinessNumber), e);
        OwnersCertificates.Renew(title, e.Certificates);
        book.Write(loaded.Unit.Title.Key, title);
        loaded.Certificates.Void(book, e.Recording, VoidReasons.Replaced, e.Certificates);
        loaded.Certificates.Issue(book, e.Recording);
    }

    private static FlowCode FlowOf(UnitDetail kind) => kind is UnitDetail.Address or UnitDetail.ResaleBar ? FlowCode.F311 : FlowCode.F312;

    /// <summary>Whether the certificate shows it: a bar stands in the book alone, and an old address is still that of the unit.</summary>
    private static bool IsOnCertificate(UnitDetail kind) => kind is not (UnitDetail.Address or UnitDetail.ResaleBar);

    private static TitlePage After(TitlePage before, UnitDetailsChanged e)
    {
        var title = before.Clone();
        switch (e.Kind)
        {
            case UnitDetail.Use:
                title.Use = e.Use;
                break;
            case UnitDetail.Area:
                (title.Area, title.InnerArea, title.SharedArea) = (e.Area, e.InnerArea, e.SharedArea);
                break;
            case UnitDetail.LandTerm:
                title.LandTermEnd = e.LandTermEnd;
                break;
            case UnitDetail.Nature:
                (title.LandNature, title.HouseNature) = (e.LandNature, e.HouseNature);
                break;
            case UnitDetail.ResaleBar:
                title.ResaleBarredUntil = e.ResaleBarredUntil;
                break;
            default:
                break;
        }

        return title;
    }
}
