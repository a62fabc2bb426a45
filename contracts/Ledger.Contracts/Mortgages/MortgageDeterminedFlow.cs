using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>最高额抵押债权确定登记: from here on the mortgage secures the claim determined, like a general one.</summary>
internal sealed class MortgageDeterminedFlow()
    : BookFlow<MortgageDetermined, (MortgageDetermined Event, PageView<MortgagePage> Mortgage, IReadOnlyList<Disposal> Units)>(
        new("最高额抵押债权确定登记", "determination of a maximum-amount mortgage"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.M7];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, MortgageDetermined e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Known(e.Ground, "ground");
        shape.Amount(e.DeterminedFen, "determined_fen", positive: false);
        shape.Date(e.Date, "date");
        MortgageShape.Businesses(shape, e.Units, "units");
    }

    /// <inheritdoc/>
    protected override (MortgageDetermined Event, PageView<MortgagePage> Mortgage, IReadOnlyList<Disposal> Units) LoadOwn(MortgageDetermined e, Book book)
        => (
            e,
            book.Mortgage(e.Mortgage),
            [.. e.Units.Select(unit => Disposal.Read(book, FlowCode.M7, unit.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber })]);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf((MortgageDetermined Event, PageView<MortgagePage> Mortgage, IReadOnlyList<Disposal> Units) loaded)
        => [.. loaded.Event.Units.Select(static (unit, i) => new BookAct(FlowCode.M7, unit.UnitCode, unit.BusinessNumber, $"units[{i}].business_number"))];

    /// <inheritdoc/>
    protected override void JudgeOwn(
        Judgement judgement, (MortgageDetermined Event, PageView<MortgagePage> Mortgage, IReadOnlyList<Disposal> Units) loaded, Signer signer)
    {
        var (e, mortgage, units) = loaded;
        foreach (var disposal in units)
            Restrictions.Check(judgement, disposal);
        if (!MortgageStands.CheckState(judgement, mortgage, MortgageState.Registered, MortgageState.ReleaseInstructed)
            || mortgage.Body!.State is not (MortgageState.Registered or MortgageState.ReleaseInstructed))
        {
            return;
        }

        SameUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", mortgage, mortgage.Body.Units.Select(unit => unit.UnitCode));
        MaximumDetermined.CheckClaim(judgement, mortgage, e.DeterminedFen, "determined_fen");
        MaximumDetermined.CheckGround(judgement, e, mortgage, [.. units.Select(static disposal => disposal.Unit)]);
        if (MortgageAgreements.Find(mortgage.Body, MortgageChangeKind.Determined) is { } agreement)
        {
            MortgageAgrees.Equal(
                judgement, mortgage, new("确定的债权", "claim determined"), Labels.Yuan(e.DeterminedFen), Labels.Yuan(agreement.DeterminedFen), "determined_fen");
        }

        var date = DatedFact.Stated(new("债权确定日期", "claim determined"), e.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("抵押登簿日期", "recording of the mortgage"), mortgage.Body.RecordingDate), date);
        DateOrder.Check(judgement, date, DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, (MortgageDetermined Event, PageView<MortgagePage> Mortgage, IReadOnlyList<Disposal> Units) loaded)
    {
        var (e, mortgage, units) = loaded;
        foreach (var view in units.Select(static disposal => disposal.Unit.Encumbrances))
        {
            var encumbrances = view.Body!.Clone();
            var row = encumbrances.Mortgages.First(row => row.Id.Equals(e.Mortgage));
            row.DeterminedFen = e.DeterminedFen;
            row.DeterminedDate = e.Date;
            encumbrances.Stamp(e.Act, e.Recording);
            book.Write(view.Key, encumbrances);
        }

        var page = mortgage.Body!.Clone();
        page.DeterminedFen = e.DeterminedFen;
        page.DeterminedDate = e.Date;
        page.DeterminedGround = e.Ground;
        page.Document = e.Act.Document;
        MortgageAgreements.Recorded(page, MortgageChangeKind.Determined, book, e.Recording);
        book.Write(mortgage.Key, page);
    }
}
