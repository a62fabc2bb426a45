using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>合并: units of the same owners become one, with all that stood on any of them; the old codes are history.</summary>
internal sealed class UnitMergedFlow() : BookFlow<UnitMerged, UnitMergedCase>(new("不动产合并变更登记", "merger of units"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F314];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, UnitMerged e)
    {
        for (var i = 0; i < e.Units.Count; i++)
        {
            shape.Unit(e.Units[i].UnitCode, $"units[{i}].unit_code");
            shape.Identifier<BusinessNumber>(e.Units[i].BusinessNumber, $"units[{i}].business_number");
        }

        shape.Sorted(e.Units, static (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
        if (e.Units.Count == 1)
            shape.Fault(Shape.C69, "units", e.Units.Count, new("至少两个单元", "at least two units"));
        UnitPartShape.Check(shape, e.Merged, "merged");
        shape.Hash(e.Survey, "survey");
        if (e.Parties.Count > 0)
            shape.PartyList(e.Parties, e.Units.Count + 1, "parties");
        var sound = e.Ranks.Count <= shape.MaximumItems;
        for (var i = 0; i < e.Ranks.Count; i++)
            sound &= shape.Mortgage(e.Ranks[i], $"ranks[{i}]");
        if (sound && e.Ranks.Distinct().Count() < e.Ranks.Count)
            shape.Fault(Shape.C69, "ranks", e.Ranks.Count, new("每项抵押权一次", "each mortgage once"));
    }

    /// <inheritdoc/>
    protected override UnitMergedCase LoadOwn(UnitMerged e, Book book) => UnitMergedCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(UnitMergedCase loaded) =>
    [
        .. loaded.Event.Units.Select(static (unit, i) => new BookAct(FlowCode.F314, unit.UnitCode, unit.BusinessNumber, $"units[{i}].business_number")),
        new(FlowCode.F314, loaded.Merged.Code, loaded.Event.Merged?.BusinessNumber ?? "", "merged.business_number"),
    ];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, UnitMergedCase loaded, Signer signer)
    {
        var e = loaded.Event;
        for (var i = 0; i < loaded.Old.Count; i++)
        {
            OneLiveTitle.CheckLive(judgement, loaded.Old[i].Unit, $"units[{i}].unit_code");
            Lineage.CheckNothingBuilt(judgement, loaded.Old[i], $"units[{i}].unit_code");
            Restrictions.Check(judgement, loaded.Old[i].Disposal);
        }

        Lineage.CheckCode(judgement, loaded.Merged, "merged.unit_code", loaded.Units);
        AreasAddUp.Check(judgement, e.Merged.Area, e.Merged.InnerArea, e.Merged.SharedArea, "merged.area");
        loaded.Old[0].Certificates.CheckIssued(judgement, e.Recording);
        if (loaded.Units.Any(static unit => unit.LiveTitle is null))
            return;
        Lineage.CheckAreas(judgement, loaded.Units, [e.Merged], "merged.area");
        loaded.Old[0].Certificates.CheckRenewed(judgement, e.Merged.Certificates, all: true);
        foreach (var unit in loaded.Old.Skip(1))
            unit.Certificates.CheckAlone(judgement, [.. unit.Certificates.Live.Select(static certificate => certificate.Id)]);
        UseGoesOn.Check(judgement, e.Merged, "merged", loaded.Units);
        for (var i = 0; i < loaded.Old.Count; i++)
        {
            EveryPersonCarried.Check(judgement, loaded.Old[i].Unit, loaded.Old[i].Mortgages, loaded.PartiesOf(i));
            loaded.Old[i].CheckNothingAgreed(judgement);
        }

        SameRight.Check(judgement, loaded);
        MergedRanks.Check(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, UnitMergedCase loaded)
    {
        var e = loaded.Event;
        string[] gone = [.. e.Units.Select(static unit => unit.UnitCode)];
        var title = UnitPartTitle.Of(loaded.Units[0].Title, e.Merged, e.Act, e.Recording, gone, loaded.PartiesOf(0));
        title.LandTermEnd = loaded.Units.Select(static unit => unit.Title.Body!.LandTermEnd).Where(static end => end != 0).DefaultIfEmpty().Min();
        book.Write(loaded.Merged.Title.Key, title);
        var encumbrances = Encumbrances(loaded, title, gone);
        book.Write(loaded.Merged.Encumbrances.Key, encumbrances);
        ObjectionPages.Follow(book, encumbrances);
        loaded.Old[0].Certificates.Issue(book, e.Recording, e.Merged.UnitCode);
        for (var i = 0; i < loaded.Old.Count; i++)
            loaded.Old[i].Leave(book, e.Act, e.Recording, e.Units[i].BusinessNumber, [e.Merged.UnitCode]);
        foreach (var view in loaded.Mortgages)
        {
            book.Write(view.Key, CarriedMortgages.Of(
                view.Body!, gone, [(e.Merged.UnitCode, e.Merged.Epoch, unit => loaded.PartiesOf(Array.IndexOf(gone, unit)))]));
        }

        var within = loaded.Old.SelectMany(static unit => unit.Unit.Encumbrances.Body!.Easements).Where(row => gone.Contains(row.OtherUnit))
            .Select(static row => PageKeys.Certificate(row.Proof))
            .Except(encumbrances.Easements.Select(static row => PageKeys.Certificate(row.Proof)), StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        CarriedElsewhere.WriteProofs(
            book, loaded.Old.SelectMany(static unit => unit.Proofs), gone, [(e.Merged.UnitCode, proof => !within.Contains(proof))], e.Recording);
        CarriedElsewhere.WriteNeighbours(book, loaded.Old.SelectMany(static unit => unit.Neighbours), gone, [e.Merged.UnitCode]);
    }

    private static EncumbrancePage Encumbrances(UnitMergedCase loaded, TitlePage title, string[] gone)
    {
        var e = loaded.Event;
        var pages = loaded.Old
            .Select((unit, i) => CarriedEncumbrances.Of(
                unit.Unit.Encumbrances.Body!, unit.Unit.Title.Body, e.Merged.UnitCode, e.Merged.Epoch, unit.MortgageIds, loaded.PartiesOf(i)))
            .ToList();
        foreach (var page in pages)
        {
            // An easement of one of them on another has become part of the ownership.
            foreach (var within in page.Easements.Where(row => gone.Contains(row.OtherUnit)).ToList())
                page.Easements.Remove(within);
        }

        return CarriedEncumbrances.Join(pages, title, e.Ranks);
    }
}
