using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>分割: a unit becomes several of the same owners, each with all that stood on it; the old code is history.</summary>
internal sealed class UnitSplitFlow() : BookFlow<UnitSplit, UnitSplitCase>(new("不动产分割变更登记", "split of a unit"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F313];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, UnitSplit e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        shape.Identifier<BusinessNumber>(e.BusinessNumber, "business_number");
        shape.Hash(e.Survey, "survey");
        var sound = true;
        for (var i = 0; i < e.Parts.Count; i++)
            sound &= UnitPartShape.Check(shape, e.Parts[i], $"parts[{i}]");
        if (sound)
            shape.Sorted(e.Parts, static (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "parts");
        if (e.Parts.Count == 1)
            shape.Fault(Shape.C69, "parts", e.Parts.Count, new("至少两个单元", "at least two units"));
        if (e.Parties.Count > 0)
            shape.PartyList(e.Parties, e.Parts.Count + 1, "parties");
    }

    /// <inheritdoc/>
    protected override UnitSplitCase LoadOwn(UnitSplit e, Book book) => UnitSplitCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(UnitSplitCase loaded) =>
    [
        new(FlowCode.F313, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number"),
        .. loaded.Parts.Select(static part => new BookAct(FlowCode.F313, part.Part.UnitCode, part.Part.BusinessNumber, part.Path + ".business_number")),
    ];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, UnitSplitCase loaded, Signer signer)
    {
        var (e, old) = (loaded.Event, loaded.Old);
        OneLiveTitle.CheckLive(judgement, old.Unit, "unit_code");
        Lineage.CheckNothingBuilt(judgement, old, "unit_code");
        Restrictions.Check(judgement, old.Disposal);
        old.Certificates.CheckIssued(judgement, e.Recording);
        CertificatesUnique.CheckOneUnitEach(
            judgement, e.Parts.SelectMany(static part => part.Certificates.Select(renewal => (part.UnitCode, renewal.Replacement))));
        foreach (var (part, pages, path) in loaded.Parts)
        {
            judgement.About(part.UnitCode);
            Lineage.CheckCode(judgement, pages, path + ".unit_code", [old.Unit]);
            AreasAddUp.Check(judgement, part.Area, part.InnerArea, part.SharedArea, path + ".area");
        }

        judgement.About("");
        if (old.Unit.LiveTitle is null)
            return;
        Lineage.CheckAreas(judgement, [old.Unit], e.Parts, "parts");
        foreach (var (part, _, path) in loaded.Parts)
        {
            old.Certificates.CheckRenewed(judgement, part.Certificates, all: true);
            UseGoesOn.Check(judgement, part, path, [old.Unit]);
        }

        EveryPersonCarried.Check(judgement, old.Unit, old.Mortgages, loaded.PartiesOf(0));
        old.CheckNothingAgreed(judgement);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, UnitSplitCase loaded)
    {
        var (e, old) = (loaded.Event, loaded.Old);
        string[] come = [.. e.Parts.Select(static part => part.UnitCode)];
        for (var i = 0; i < loaded.Parts.Count; i++)
        {
            var (part, pages, _) = loaded.Parts[i];
            var parties = loaded.PartiesOf(i);
            var title = UnitPartTitle.Of(old.Unit.Title, part, e.Act, e.Recording, [old.Unit.Code], parties);
            book.Write(pages.Title.Key, title);
            var encumbrances = CarriedEncumbrances.Of(
                old.Unit.Encumbrances.Body!, old.Unit.Title.Body, part.UnitCode, part.Epoch, old.MortgageIds, parties);
            book.Write(pages.Encumbrances.Key, encumbrances);
            ObjectionPages.Follow(book, encumbrances);
            foreach (var renewal in part.Certificates)
                CertificatePages.Issue(book, old.Certificates.IssuedPage(renewal.Replacement), e.Recording, CertificateKind.Title, part.UnitCode);
        }

        old.Leave(book, e.Act, e.Recording, e.BusinessNumber, come);
        foreach (var view in old.Mortgages)
        {
            book.Write(view.Key, CarriedMortgages.Of(
                view.Body!,
                [old.Unit.Code],
                [.. e.Parts.Select((part, i) => (part.UnitCode, part.Epoch, (Func<string, CarriedParties>)(_ => loaded.PartiesOf(i))))]));
        }

        CarriedElsewhere.WriteProofs(
            book, old.Proofs, [old.Unit.Code], [.. come.Select(static unit => (unit, (Func<string, bool>)(static _ => true)))], e.Recording);
        CarriedElsewhere.WriteNeighbours(book, old.Neighbours, [old.Unit.Code], come);
    }
}
