using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>在建建筑物抵押转现房抵押登记: the mortgage goes on on the finished units, with its rank and date; sold and released ones leave.</summary>
internal sealed class MortgageConvertedFlow()
    : BookFlow<MortgageConverted, MortgageConversionCase>(new("在建抵押转现房抵押登记", "conversion of a construction mortgage"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.M8];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, MortgageConverted e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Certificate(e.Certificate, CertificateKind.Proof, legacyAllowed: false, "certificate");
        MortgageShape.Businesses(shape, e.Units, "units");
        for (var i = 0; i < e.Excluded.Count; i++)
        {
            shape.Unit(e.Excluded[i].UnitCode, $"excluded[{i}].unit_code");
            shape.Identifier<BusinessNumber>(e.Excluded[i].BusinessNumber, $"excluded[{i}].business_number");
            shape.Known(e.Excluded[i].Ground, $"excluded[{i}].ground");
            if (e.Units.Any(unit => unit.UnitCode == e.Excluded[i].UnitCode))
                shape.Fault(Shape.C69, $"excluded[{i}].unit_code", e.Excluded[i].UnitCode, new("未列为转换的单元", "a unit that is not converted as well"));
        }

        MortgageShape.Sorted(shape, e.Excluded, static unit => unit.UnitCode, "excluded", mayBeEmpty: true);
    }

    /// <inheritdoc/>
    protected override MortgageConversionCase LoadOwn(MortgageConverted e, Book book) => MortgageConversionCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(MortgageConversionCase loaded)
        =>
        [
            .. loaded.Event.Units.Select(static (unit, i) => new BookAct(FlowCode.M8, unit.UnitCode, unit.BusinessNumber, $"units[{i}].business_number")),
            .. loaded.Event.Excluded.Select(static (unit, i) => new BookAct(FlowCode.M8, unit.UnitCode, unit.BusinessNumber, $"excluded[{i}].business_number")),
        ];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, MortgageConversionCase loaded, Signer signer)
    {
        var e = loaded.Event;
        CertificatesUnique.CheckNew(judgement, [(loaded.Certificate, e.Certificate, "certificate")]);
        CertificateYear.Check(judgement, e.Certificate, e.Recording.RecordingDate, "certificate");
        foreach (var disposal in loaded.Converted)
            Restrictions.Check(judgement, disposal);
        if (MortgageStands.CheckState(judgement, loaded.Mortgage, MortgageState.Registered) && loaded.Mortgage.Body!.State == MortgageState.Registered)
            ConversionHolds.Check(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, MortgageConversionCase loaded)
    {
        var e = loaded.Event;
        foreach (var unit in loaded.Converted.Select(static disposal => disposal.Unit))
        {
            var encumbrances = unit.Encumbrances.Body!.Clone();
            Finish(encumbrances, row => row.Id.Equals(e.Mortgage));
            encumbrances.Stamp(e.Act, e.Recording);
            book.Write(unit.Encumbrances.Key, encumbrances);
        }

        foreach (var (unit, release) in loaded.Excluded)
        {
            var encumbrances = unit.Encumbrances.Body!.Clone();
            MortgageRanks.Remove(encumbrances, e.Mortgage, unit.LiveTitle);
            encumbrances.Stamp(e.Act, e.Recording);
            book.Write(unit.Encumbrances.Key, encumbrances);
            if (release.Body is not null)
                book.Delete(release.Key);
        }

        var page = loaded.Mortgage.Body!.Clone();
        MortgageUnits.Remove(page, [.. e.Excluded.Select(static unit => unit.UnitCode)]);

        // What is still unbuilt stays a construction: the mortgage is one on the building once nothing is.
        if (loaded.Others.Count == 0)
            page.Object = MortgageObject.LandAndBuilding;
        page.Certificate = e.Certificate;
        page.Document = e.Act.Document;
        page.LiveUnits = (uint)page.Units.Count;
        MortgageAgreements.Recorded(page, MortgageChangeKind.Converted, book, e.Recording);
        book.Write(loaded.Mortgage.Key, page);
        MortgageProofs.Issue(book, loaded.Certificate, e.Units[0].UnitCode, e.Recording);
        MortgageProofs.Void(book, loaded.Mortgage.Body!, loaded.Former, e.Recording, e.Certificate);
    }

    /// <summary>The construction rows of a unit that is finished become mortgages of land and building; rank and date stay.</summary>
    /// <param name="page">The unit's encumbrances; changed.</param>
    /// <param name="which">Which rows.</param>
    public static void Finish(EncumbrancePage page, Func<MortgageRow, bool> which)
    {
        var finished = Land.IsParcel(page.UnitCode) ? MortgageObject.Land : MortgageObject.LandAndBuilding;
        foreach (var row in page.Mortgages.Where(row => row.Object == MortgageObject.Construction && which(row)))
            row.Object = finished;
    }
}
