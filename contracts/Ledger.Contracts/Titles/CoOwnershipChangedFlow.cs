using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>共有性质变更: the owners hold otherwise together, without anybody giving anything.</summary>
internal sealed class CoOwnershipChangedFlow()
    : BookFlow<CoOwnershipChanged, TitleCase<CoOwnershipChanged>>(new("共有性质变更登记", "change of co-ownership"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F315];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, CoOwnershipChanged e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        shape.Identifier<BusinessNumber>(e.BusinessNumber, "business_number");
        shape.Known(e.CoOwnership, "co_ownership", zeroIsUnspecified: false);
        HolderShape.Check(shape, e.Owners, "owners");
        var sound = true;
        for (var i = 0; i < e.Signing.Count; i++)
            sound &= shape.PartyValue(e.Signing[i], $"signing[{i}]");
        if (sound)
            shape.Sorted(e.Signing, PartyOrder.Compare, "signing", mayBeEmpty: true);
    }

    /// <inheritdoc/>
    protected override TitleCase<CoOwnershipChanged> LoadOwn(CoOwnershipChanged e, Book book)
    {
        var disposal = Disposal.Read(book, FlowCode.F315, e.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber };
        return new(
            e,
            disposal with { Givers = disposal.Owners, Takers = disposal.Owners },
            OwnersCertificates.Load(book, disposal.Unit, e.Owners.Select((owner, i) => ((CertificateId?)owner.Certificate, $"owners[{i}].certificate"))));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(TitleCase<CoOwnershipChanged> loaded)
        => [new(FlowCode.F315, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, TitleCase<CoOwnershipChanged> loaded, Signer signer)
    {
        var e = loaded.Event;
        OneLiveTitle.CheckLive(judgement, loaded.Unit, "unit_code");
        TokenEpoch.Check(judgement, e.Epoch, loaded.Unit.Title, static (label, value) => Labels.InEvent(label, value, "epoch"));
        Restrictions.Check(judgement, loaded.Disposal);
        loaded.Certificates.CheckIssued(judgement, e.Recording);
        loaded.Certificates.CheckAlone(judgement, [.. loaded.Certificates.Live.Select(static certificate => certificate.Id)]);
        SharesSumToOne.CheckTitle(judgement, e.CoOwnership, e.Owners, "owners");

        // Owners in shares that state none are for C-26.
        if (loaded.Unit.LiveTitle is not { } title
            || (e.CoOwnership is V1.CoOwnership.Shares or V1.CoOwnership.Groups && e.Owners.Any(static owner => owner.Share is null)))
        {
            return;
        }

        SharesStay.Check(judgement, title, e, loaded.Unit.Title);
        AllOwnersSign.Check(judgement, e.Signing, "signing", loaded.Unit.Title);
        MortgagedHolding.CheckIdentifiable(judgement, loaded.Unit.Encumbrances, After(title, e));
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, TitleCase<CoOwnershipChanged> loaded)
    {
        var e = loaded.Event;
        book.Write(loaded.Unit.Title.Key, After(TitleChange.Of(loaded.Unit.Title, e.Act, e.Recording, e.BusinessNumber), e));
        loaded.Certificates.VoidAll(book, e.Recording, VoidReasons.Replaced);
        loaded.Certificates.Issue(book, e.Recording);
    }

    private static TitlePage After(TitlePage before, CoOwnershipChanged e)
    {
        var title = before.Clone();
        title.CoOwnership = e.CoOwnership;
        title.Owners.Clear();
        title.Owners.AddRange(e.Owners);
        return title;
    }
}
