using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What a change of a mortgage writes: the rows of the units it concerns, the mortgage's page, both proofs, the consents used.</summary>
internal sealed class MortgageChangeWriter(Book book, MortgageChangeCase loaded)
{
    private readonly MortgageChanged e = loaded.Event;

    public void Write()
    {
        var page = loaded.Mortgage.Body!.Clone();
        var agreement = loaded.Agreement;
        var last = LowerMortgagees.RanksLast(book.City, loaded) && loaded.IsMore;
        foreach (var unit in loaded.Units)
            WriteUnit(unit, page, agreement, last);
        switch (e.What)
        {
            case MortgageChangeKind.UnitsOut:
                MortgageUnits.Remove(page, [.. e.Units.Select(static unit => unit.UnitCode)]);
                break;
            case MortgageChangeKind.UnitsIn or MortgageChangeKind.Mortgagor:
                MortgageUnits.Set(page, agreement!);
                break;
            default:
                page.Terms = e.Terms;
                break;
        }

        page.LiveUnits = (uint)page.Units.Count;
        page.Certificate = e.Certificate;
        page.Document = e.Act.Document;
        MortgageAgreements.Recorded(page, e.What, book, e.Recording);
        book.Write(loaded.Mortgage.Key, page);
        MortgageProofs.Issue(book, loaded.Certificate, page.Units[0].UnitCode, e.Recording);
        MortgageProofs.Void(book, loaded.Mortgage.Body!, loaded.Former, e.Recording, e.Certificate);
        if (!last && loaded.IsMore)
            LowerMortgagees.Use(book, loaded);
    }

    private void WriteUnit(MortgageChangeUnitCase unit, MortgagePage page, MortgageAgreement? agreement, bool last)
    {
        var encumbrances = unit.Pages.Encumbrances.Body!.Clone();
        switch (e.What)
        {
            case MortgageChangeKind.UnitsOut:
                if (page is { Object: MortgageObject.Construction, FinishedUnits: > 0 } && RowIn(encumbrances).Object != MortgageObject.Construction)
                    page.FinishedUnits--;
                MortgageRanks.Remove(encumbrances, e.Mortgage, unit.Pages.LiveTitle);
                if (unit.Release.Body is not null)
                    book.Delete(unit.Release.Key);
                break;
            case MortgageChangeKind.UnitsIn:
                MortgageRanks.Insert(encumbrances, RowOf(unit, page, agreement!), unit.Pages.LiveTitle);
                break;
            case MortgageChangeKind.Mortgagor:
                var changed = RowIn(encumbrances);
                changed.Holding.Clear();
                changed.Holding.AddRange(unit.Mortgage!.Unit.Holding);
                break;
            default:
                Change(RowIn(encumbrances), last);
                break;
        }

        encumbrances.Stamp(e.Act, e.Recording);
        book.Write(unit.Pages.Encumbrances.Key, encumbrances);
    }

    private MortgageRow RowIn(EncumbrancePage encumbrances) => encumbrances.Mortgages.First(row => row.Id.Equals(e.Mortgage));

    private void Change(MortgageRow row, bool last)
    {
        if (last && e.Terms.AmountFen > row.Terms.AmountFen)
            row.Additions.Add(new MortgageAddition { AmountFen = e.Terms.AmountFen - row.Terms.AmountFen, RecordingMs = e.Recording.RecordingMs });
        row.Terms = e.Terms;
    }

    private MortgageRow RowOf(MortgageChangeUnitCase unit, MortgagePage page, MortgageAgreement agreement)
    {
        var place = unit.Mortgage!.Index;
        var row = new MortgageRow
        {
            Id = e.Mortgage,
            Terms = page.Terms,
            Rank = unit.Recording.Rank,
            RecordingDate = e.Recording.RecordingDate,
            RecordingMs = e.Recording.RecordingMs,
            Share = unit.Recording.Share,
            Units = (uint)agreement.Units.Count,
            Document = e.Act.Document,
            BusinessNumber = unit.Recording.BusinessNumber,
            Object = page.Object,
            State = MortgageState.Registered,
            DeterminedFen = page.DeterminedFen,
            DeterminedDate = page.DeterminedDate,
        };
        row.Holding.AddRange(unit.Recording.Holding);
        row.Debtors.AddRange(agreement.Debtors.Select(party => party.At(place)).Order(Comparer<Party>.Create(PartyOrder.Compare)));
        return row;
    }
}
