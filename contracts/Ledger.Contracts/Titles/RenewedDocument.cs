using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A contract, instrument or mortgage that may name a renewed party, with its taxes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Path">Field of the event that names it; empty when only a page of the unit does.</param>
/// <param name="Stated">Its parties as the event renews them; null when the event does not name it.</param>
/// <param name="Page">Its page.</param>
/// <param name="Units">The units it names, in order.</param>
/// <param name="IsOpen">Whether something may still follow it.</param>
/// <param name="Says">A value of its page, for a finding.</param>
/// <param name="Write">Writes page and taxes with renewed parties, and the page with what else changes.</param>
internal sealed record RenewedDocument(
    string Name,
    string Path,
    IReadOnlyList<PartyAcrossRenewal>? Stated,
    IMessage? Page,
    IReadOnlyList<string> Units,
    bool IsOpen,
    Func<Wording, object?, Chain.FindingValue> Says,
    Action<Book, Func<PartyAcrossUnits, PartyAcrossUnits>, Action<IMessage>> Write)
{
    /// <summary>
    /// Reads the documents that an event names and those that the unit's pages name: the contract or instrument of its deal, its
    /// mortgages, the bases and mortgages of its notices.
    /// </summary>
    public static IReadOnlyList<RenewedDocument> Load(
        Book book, UnitPages unit, IReadOnlyList<BasisRenewal> bases, IReadOnlyList<MortgageRenewal> mortgages)
    {
        var encumbrances = unit.Encumbrances.Body ?? new EncumbrancePage();
        var basesOfPages = encumbrances.Notices.Select(static row => row.Basis).Append(unit.Deal.Body?.ContractNumber ?? "")
            .Where(static number => number.Length > 0);
        var mortgagesOfPages = encumbrances.Mortgages.Select(static row => row.Id)
            .Concat(encumbrances.Notices.Select(static row => row.Mortgage).OfType<MortgageId>());
        return
        [
            .. bases.Select(static basis => basis.Number).Concat(basesOfPages).Distinct(StringComparer.Ordinal)
                .Select(number => Of(book, number, bases.ToList().FindIndex(basis => basis.Number == number), bases)),
            .. mortgages.Select(static mortgage => mortgage.Mortgage).Concat(mortgagesOfPages).Distinct()
                .Select(id => Of(book, id, mortgages.ToList().FindIndex(mortgage => mortgage.Mortgage.Equals(id)), mortgages)),
        ];
    }

    private static RenewedDocument Of(Book book, string number, int stated, IReadOnlyList<BasisRenewal> bases)
    {
        var basis = Basis.Read(book, number);
        var tax = book.Tax(number);
        return new(
            number,
            stated < 0 ? "" : $"bases[{stated}]",
            stated < 0 ? null : bases[stated].Parties,
            basis.IsContract ? basis.Contract.Body : basis.Instrument.Body,
            [.. basis.Units.Select(static unit => unit.UnitCode)],
            basis.State is BasisState.Signed or BasisState.Ready,
            basis.Says,
            (book, renew, change) =>
            {
                if (basis.Contract.Body?.Clone() is { } contract)
                {
                    RenewedParties.In(contract, renew);
                    change(contract);
                    book.Write(basis.Key, contract);
                }
                else if (basis.Instrument.Body?.Clone() is { } instrument)
                {
                    RenewedParties.In(instrument, renew);
                    change(instrument);
                    book.Write(basis.Key, instrument);
                }

                if (tax.Body?.Clone() is { } taxes)
                {
                    RenewedParties.In(taxes, renew);
                    book.Write(tax.Key, taxes);
                }
            });
    }

    private static RenewedDocument Of(Book book, MortgageId id, int stated, IReadOnlyList<MortgageRenewal> mortgages)
    {
        var view = book.Mortgage(id);
        return new(
            id.ContractNumber,
            stated < 0 ? "" : $"mortgages[{stated}]",
            stated < 0 ? null : mortgages[stated].Parties,
            view.Body,
            [.. (view.Body?.Units ?? []).Select(static unit => unit.UnitCode)],
            view.Body?.State is MortgageState.Signed or MortgageState.Registered or MortgageState.ReleaseInstructed,
            view.Says,
            (book, renew, change) =>
            {
                var page = view.Body!.Clone();
                RenewedParties.In(page, renew);
                change(page);
                book.Write(view.Key, page);
            });
    }
}
