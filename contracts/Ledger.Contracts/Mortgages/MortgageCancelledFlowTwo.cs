using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押权注销登记 of profile 2: with its ground; the ranks of the same holding move up.</summary>
internal sealed class MortgageCancelledFlowTwo()
    : BookFlow<MortgageCancelled, MortgageCancellationCaseTwo>(new("抵押权注销登记", "mortgage cancellation"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.M9];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, MortgageCancelled e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Certificate(e.Certificate, CertificateKind.Proof, legacyAllowed: true, "certificate");
        MortgageShape.Businesses(shape, e.Units, "units");
        shape.Known(e.Ground, "ground", zeroIsUnspecified: false);
    }

    /// <inheritdoc/>
    protected override MortgageCancellationCaseTwo LoadOwn(MortgageCancelled e, Book book) => MortgageCancellationCaseTwo.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(MortgageCancellationCaseTwo loaded)
        => [.. loaded.Event.Units.Select(static (unit, i) => new BookAct(FlowCode.M9, unit.UnitCode, unit.BusinessNumber, $"units[{i}].business_number"))];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, MortgageCancellationCaseTwo loaded, Signer signer)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        foreach (var disposal in loaded.Disposals)
            Restrictions.Check(judgement, disposal);
        if (!MortgageStands.CheckLive(judgement, mortgage))
            return;
        CancellationGrounds.Check(judgement, loaded);
        var page = mortgage.Body!;
        SameUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", mortgage, page.Units.Select(unit => unit.UnitCode));
        CertificatesUnique.CheckVoided(judgement, e.Certificate, mortgage, page.Certificate);
        var recorded = DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date");
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("解除日期", "day of release"), page.ReleaseDate), recorded);
        foreach (var (_, release) in loaded.Units)
            DateOrder.Check(judgement, DatedFact.Recorded(release, new("解除日期", "day of release"), release.Body?.Date ?? 0), recorded);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, MortgageCancellationCaseTwo loaded)
    {
        var e = loaded.Event;
        foreach (var (pages, release) in loaded.Units)
        {
            var encumbrances = pages.Encumbrances.Body!.Clone();
            MortgageRanks.Remove(encumbrances, e.Mortgage, pages.LiveTitle);
            encumbrances.Stamp(e.Act, e.Recording);
            book.Write(pages.Encumbrances.Key, encumbrances);
            if (release.Body is not null)
                book.Delete(release.Key);
        }

        MortgageProofs.Void(book, loaded.Mortgage.Body!, loaded.Certificate, e.Recording);
        var page = loaded.Mortgage.Body!.Clone();
        page.State = MortgageState.Cancelled;
        page.CancelledDate = e.Recording.RecordingDate;
        page.Document = e.Act.Document;
        page.LiveUnits = 0;
        book.Write(loaded.Mortgage.Key, page);
    }
}
