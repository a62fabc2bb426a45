using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>异议起诉: the applicant's suit was taken in time, and the objection counts until it is cancelled.</summary>
internal sealed class ObjectionSuitFiledFlow() : BookFlow<ObjectionSuitFiled, ObjectionAct<ObjectionSuitFiled>>(new("异议起诉", "suit on an objection"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, ObjectionSuitFiled e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        shape.PartyValue(e.Applicant, "applicant");
        shape.Identifier<ReasonCode>(e.Ground, "ground");
        shape.Identifier<CreditCode>(Shape.F04, e.Court, "court");
        shape.Identifier<AuthorityDocumentNumber>(e.DocumentNumber, "document_number");
        shape.Date(e.Filed, "filed");
        shape.Instant(e.ReceivedMs, "received_ms");
    }

    /// <inheritdoc/>
    protected override ObjectionAct<ObjectionSuitFiled> LoadOwn(ObjectionSuitFiled e, Book book)
        => ObjectionAct<ObjectionSuitFiled>.Load(book, e, e.Act, e.Recording, FlowCode.F600, e.UnitCode, e.Applicant, e.Ground);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(ObjectionAct<ObjectionSuitFiled> loaded)
        => [new(FlowCode.F600, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, ObjectionAct<ObjectionSuitFiled> loaded, Signer signer)
    {
        var e = loaded.Event;
        judgement.About(e.UnitCode);
        DeliveryTime.Check(judgement, e.ReceivedMs, e.Recording);
        DateOrder.Check(
            judgement,
            DatedFact.Stated(new("起诉日期", "suit filed"), e.Filed, "filed"),
            DatedFact.Stated(new("收到日期", "day of receipt"), Day.At(e.ReceivedMs).Number, "received_ms"));
        ObjectionStands.CheckSuit(judgement, loaded.Known, e);
        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, ObjectionAct<ObjectionSuitFiled> loaded)
        => loaded.Write(book, loaded.Event.Act, row => row.SuitFiled = loaded.Event.Filed);
}
