using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>权利人姓名或名称、证件变更: a party goes on under another name or document; departments use the new token from here on.</summary>
internal sealed class OwnerDetailsChangedFlow()
    : BookFlow<OwnerDetailsChanged, OwnerDetailsCase>(new("权利人姓名或证件变更登记", "change of an owner's name or document"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F310];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, OwnerDetailsChanged e) => OwnerDetailsShape.Check(shape, e);

    /// <inheritdoc/>
    protected override OwnerDetailsCase LoadOwn(OwnerDetailsChanged e, Book book) => OwnerDetailsCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(OwnerDetailsCase loaded)
        => [new(FlowCode.F310, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, OwnerDetailsCase loaded, Signer signer)
    {
        var (e, unit) = (loaded.Event, loaded.Disposal.Unit);
        OneLiveTitle.CheckLive(judgement, unit, "unit_code");
        TokenEpoch.Check(judgement, e.Epoch, unit.Title, static (label, value) => Labels.InEvent(label, value, "epoch"));
        Restrictions.Check(judgement, loaded.Disposal);
        loaded.Certificates.CheckIssued(judgement, e.Recording);
        loaded.Certificates.CheckRenewed(judgement, e.Certificates, all: false);
        if (unit.LiveTitle is not { } title)
            return;
        RenewedOwners.Check(judgement, e.Parties, "parties", title, unit.Title);
        EveryPageRenewed.Check(judgement, e.UnitCode, e.Parties, loaded.Documents);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, OwnerDetailsCase loaded)
    {
        var (e, unit) = (loaded.Event, loaded.Disposal.Unit);
        var title = TitleChange.Of(unit.Title, e.Act, e.Recording, e.BusinessNumber);
        OwnersCertificates.Renew(title, e.Certificates);
        RenewedOwners.Write(book, unit, title, e.Parties, loaded.Documents);
        loaded.Certificates.Void(book, e.Recording, VoidReasons.Replaced, e.Certificates);
        loaded.Certificates.Issue(book, e.Recording);
    }
}
