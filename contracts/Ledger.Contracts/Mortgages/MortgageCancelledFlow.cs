using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押权注销登记: a released mortgage leaves the book of every unit it lay on; those of lower rank move up.</summary>
internal sealed class MortgageCancelledFlow()
    : Flow<MortgageCancelled, MortgageCancellationCase>(DepartmentNames.Registration, new("抵押权注销登记", "mortgage cancellation"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageCancelled e)
    {
        shape.RecordingValue(e.Recording);
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Certificate(e.Certificate, CertificateKind.Proof, legacyAllowed: true, "certificate");
        for (var i = 0; i < e.Units.Count; i++)
        {
            shape.Unit(e.Units[i].UnitCode, $"units[{i}].unit_code");
            shape.Identifier<BusinessNumber>(e.Units[i].BusinessNumber, $"units[{i}].business_number");
        }

        shape.Sorted(e.Units, (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
    }

    /// <inheritdoc/>
    protected override MortgageCancellationCase Load(MortgageCancelled e, Book book) => MortgageCancellationCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageCancellationCase loaded, Signer signer)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        BusinessNumbersUnused.Check(
            judgement, [.. e.Units.Select((unit, i) => (unit.BusinessNumber, loaded.Units[i].Business, $"units[{i}].business_number"))]);
        DateOrder.CheckRecording(judgement, e.Recording, loaded.Units.Select(unit => unit.Pages));
        if (!MortgageStands.CheckForCancellation(judgement, mortgage))
            return;
        var page = mortgage.Body!;
        SameUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", mortgage, page.Units.Select(unit => unit.UnitCode));
        CertificatesUnique.CheckVoided(judgement, e.Certificate, mortgage, page.Certificate);
        DateOrder.Check(
            judgement,
            DatedFact.Recorded(mortgage, new("解除日期", "day of release"), page.ReleaseDate),
            DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageCancellationCase loaded)
    {
        var e = loaded.Event;
        foreach (var (pages, business) in loaded.Units)
        {
            var encumbrances = pages.Encumbrances.Body!.Clone();
            MortgageRank.Remove(encumbrances, e.Mortgage);
            encumbrances.Document = e.Act.Document;
            encumbrances.RecordingDate = e.Recording.RecordingDate;
            book.Write(pages.Encumbrances.Key, encumbrances);
            book.Write(business.Key, new BusinessPage { AcceptanceNumber = e.Recording.AcceptanceNumber, UnitCode = pages.Code });
        }

        var certificate = loaded.Certificate.Body!.Clone();
        certificate.Live = false;
        certificate.Voided = e.Recording.RecordingDate;
        book.Write(loaded.Certificate.Key, certificate);
        var page = loaded.Mortgage.Body!.Clone();
        page.State = MortgageState.Cancelled;
        page.CancelledDate = e.Recording.RecordingDate;
        page.Document = e.Act.Document;
        book.Write(loaded.Mortgage.Key, page);
    }
}
