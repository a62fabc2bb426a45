using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 抵押权解除 of profile 2: of the whole mortgage, or of some of its units, each of which has its own page for it. One that is only
/// noticed is released as a whole, and ends with its notice.
/// </summary>
internal sealed class ReleaseInstructedFlowTwo()
    : Flow<ReleaseInstructed, MortgageReleaseCaseTwo>(DepartmentNames.Finance, new("抵押权解除", "release of the mortgage"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ReleaseInstructed e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Known(e.Reason, "reason");
        shape.Date(e.Date, "date");
        MortgageShape.Codes(shape, e.Units, "units");
    }

    /// <inheritdoc/>
    protected override MortgageReleaseCaseTwo Load(ReleaseInstructed e, Book book) => MortgageReleaseCaseTwo.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageReleaseCaseTwo loaded, Signer signer)
    {
        var (e, mortgage, units) = (loaded.Event, loaded.Mortgage, loaded.Releases);
        if (!MortgageeSigns.Check(judgement, signer, e.Mortgage)
            || (!(loaded.IsNoticed && units.Count == 0) && !MortgageStands.CheckForRelease(judgement, mortgage)))
        {
            return;
        }

        var released = DatedFact.Stated(new("解除日期", "day of release"), e.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("抵押登簿日期", "recording of the mortgage"), mortgage.Body!.RecordingDate), released);
        DateOrder.NotInFuture(judgement, released);
        for (var i = 0; i < units.Count; i++)
            CheckUnit(judgement, e.Units[i], $"units[{i}]", mortgage, units[i]);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageReleaseCaseTwo loaded)
    {
        var (e, mortgage, units) = (loaded.Event, loaded.Mortgage, loaded.Releases);
        for (var i = 0; i < units.Count; i++)
        {
            book.Write(
                units[i].Key,
                new ReleasePage
                {
                    Mortgage = mortgage.Body!.First ?? e.Mortgage,
                    UnitCode = e.Units[i],
                    Reason = e.Reason,
                    Date = e.Date,
                    Document = e.Act.Document,
                });
        }

        if (units.Count > 0)
            return;
        var page = mortgage.Body!.Clone();
        page.State = MortgageState.ReleaseInstructed;
        page.ReleaseReason = e.Reason;
        page.ReleaseDate = e.Date;
        page.Document = e.Act.Document;
        book.Write(mortgage.Key, page);
    }

    /// <summary>A unit of the mortgage, or one built on land under it, that is not released already.</summary>
    private static void CheckUnit(Judgement judgement, string unitCode, string path, PageView<MortgagePage> mortgage, PageView<ReleasePage> release)
    {
        var page = mortgage.Body!;
        var parcel = Land.Of(unitCode);
        if (!page.Units.Any(unit => unit.UnitCode == unitCode || unit.UnitCode == parcel))
        {
            judgement.Fail(
                SameUnits.C01,
                new($"单元{unitCode}不在该抵押范围内", $"unit {unitCode} is not under the mortgage"),
                new("请填写该抵押的单元", "name units of this mortgage"),
                Labels.InEvent(UnitCode.Name, unitCode, path),
                mortgage.Says(new("抵押的单元", "units mortgaged"), string.Join(", ", page.Units.Select(unit => unit.UnitCode))));
        }

        if (release.Body is { } known)
        {
            judgement.Fail(
                MortgageStands.C49,
                new($"单元{unitCode}已解除", $"unit {unitCode} is released already"),
                new("无需再办", "nothing is left to do"),
                release.Says(new("解除日期", "day of release"), Labels.Date(known.Date)));
        }
    }
}
