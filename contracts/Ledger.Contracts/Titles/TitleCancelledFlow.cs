using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 注销登记: a title ends because it is given up, the thing is gone, taken by the state, or by judgment. Mortgages and rights of
/// use end by acts of their own.
/// </summary>
internal sealed class TitleCancelledFlow() : BookFlow<TitleCancelled, TitleEnd>(new("所有权注销登记", "cancellation of a title"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F410, FlowCode.F411, FlowCode.F412, FlowCode.F413];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, TitleCancelled e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        shape.Identifier<BusinessNumber>(e.BusinessNumber, "business_number");
        shape.Known(e.Ground, "ground");
        shape.Date(e.Date, "date");
        if (e.Ground is TitleEndGround.Expropriated or TitleEndGround.Court or TitleEndGround.LandRecovered)
            shape.Identifier<AuthorityDocumentNumber>(e.DocumentNumber, "document_number");
        else if (e.DocumentNumber.Length > 0)
            shape.Fault(Shape.C69, "document_number", e.DocumentNumber, new("空：该事由没有决定书或裁判文书", "nothing: this ground rests on no decision"));
        if (e.Ground == TitleEndGround.Court)
            shape.Identifier<CreditCode>(Shape.F04, e.Authority, "authority");
        else if (e.Authority.Length > 0)
            shape.Fault(Shape.C69, "authority", e.Authority, new("空：该事由没有法院", "nothing: this ground rests on no court"));
        for (var i = 0; i < e.SeizuresEnded.Count; i++)
            shape.Identifier<AuthorityDocumentNumber>(e.SeizuresEnded[i], $"seizures_ended[{i}]");
        shape.Sorted(e.SeizuresEnded, string.CompareOrdinal, "seizures_ended", mayBeEmpty: true);
        if (e.Ground != TitleEndGround.Court && e.SeizuresEnded.Count > 0)
            shape.Fault(Shape.C69, "seizures_ended", e.SeizuresEnded.Count, new("空：只有裁判注销终结查封", "nothing: only a judgment ends seizures"));
        if (e.BuildingGone && (e.Ground == TitleEndGround.Waiver || !UnitCode.TryParse(e.UnitCode, DivisionPrefixes.Any, out var unit, out _) || unit.IsParcel))
            shape.Fault(Shape.C69, "building_gone", e.BuildingGone, new("否：仅灭失、征收等房屋单元填写", "no: only of a house that is gone or taken"));
    }

    /// <inheritdoc/>
    protected override TitleEnd LoadOwn(TitleCancelled e, Book book)
    {
        var disposal = Disposal.Read(book, FlowOf(e.Ground), e.UnitCode, e.Act) with
        {
            Case = e.Recording.AcceptanceNumber,
        };
        return new(
            e,
            disposal with { Givers = disposal.Owners, EndsSeizures = EndedSeizures.Of(disposal.Unit, e.Authority, e.SeizuresEnded) },
            OwnersCertificates.Load(book, disposal.Unit, []),
            book.Case(e.Recording.AcceptanceNumber),
            e.BuildingGone ? BuildingsOnLand.Load(book, e.UnitCode) : null);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(TitleEnd loaded)
        => [new(FlowOf(loaded.Event.Ground), loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, TitleEnd loaded, Signer signer)
    {
        var e = loaded.Event;
        OneLiveTitle.CheckLive(judgement, loaded.Disposal.Unit, "unit_code");
        Restrictions.Check(judgement, loaded.Disposal);
        if (e.Ground == TitleEndGround.Court)
        {
            ActiveSeizure.CheckOthers(judgement, loaded.Disposal);
            EndedSeizures.Check(judgement, [loaded.Disposal.Unit], e.Authority, e.SeizuresEnded);
        }

        loaded.Buildings?.CheckGone(judgement, e.UnitCode);
        if (e.ExOfficio)
            NoticeOver.Check(judgement, loaded.Case, PublicNoticeKind.Cancellation, e.UnitCode, e.Recording.RecordingDate);
        DateOrder.Check(
            judgement,
            DatedFact.Stated(new("产权终止日期", "end of the title"), e.Date, "date"),
            DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, TitleEnd loaded)
    {
        var e = loaded.Event;
        var title = TitleChange.Of(loaded.Disposal.Unit.Title, e.Act, e.Recording, e.BusinessNumber);
        title.Status = TitleStatus.Ended;
        book.Write(loaded.Disposal.Unit.Title.Key, title);
        loaded.Certificates.VoidAll(book, e.Recording, VoidReasons.Cancelled);
        loaded.Buildings?.Forget(book);
    }

    private static FlowCode FlowOf(TitleEndGround ground) => ground switch
    {
        TitleEndGround.Destroyed => FlowCode.F411,
        TitleEndGround.Expropriated or TitleEndGround.LandRecovered => FlowCode.F412,
        TitleEndGround.Court => FlowCode.F413,
        _ => FlowCode.F410,
    };
}
