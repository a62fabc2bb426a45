using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A refund with the pages its rules read.</summary>
/// <param name="Taxes">Basis and taxes.</param>
/// <param name="TakenBack">
/// Units that a court, or a correction of the book, gave back to those who gave them by the basis, and took from those who had them by it.
/// </param>
/// <param name="Homes">Units that are homes by their titles.</param>
internal sealed record RefundCase(TaxBasisCase<TaxRefunded> Taxes, IReadOnlyList<string> TakenBack, IReadOnlyList<string> Homes)
{
    /// <summary>Rows of vouchers that the refund names.</summary>
    public IReadOnlyList<TicketState> Touched => [.. (Taxes.Tax.Body?.Tickets ?? []).Where(row => Taxes.Event.Refunds.Any(refund => IsOf(refund, row)))];

    /// <summary>Reads basis, taxes and the titles of the units.</summary>
    public static RefundCase Load(TaxRefunded e, Book book)
    {
        var taxes = TaxBasisCase<TaxRefunded>.Load(e, book, e.ContractNumber);
        List<string> units = [.. taxes.Basis.Units.Select(static unit => unit.UnitCode)];
        return new(
            taxes,
            [.. units.Where(unit => IsTakenBack(book, unit, taxes.Basis))],
            [.. units.Where(unit => book.Title(unit).Body?.IsResidential(book.City) == true)]);
    }

    /// <summary>The row that a refund names; null when there is none.</summary>
    public TicketState? Find(Refund refund) => Taxes.Tax.Body!.Tickets.FirstOrDefault(row => IsOf(refund, row));

    /// <summary>The taxes once the refund is booked; null when a row is missing or has too little left.</summary>
    public TaxPage? After()
    {
        var page = Taxes.Tax.Body!.Clone();
        foreach (var refund in Taxes.Event.Refunds)
        {
            var row = page.Tickets.FirstOrDefault(row => IsOf(refund, row));
            if (row is null || refund.AmountFen > row.AmountFen - row.RefundedFen)
                return null;
            row.RefundedFen += refund.AmountFen;
            row.RefundReason = Taxes.Event.Reason;
        }

        TaxAccount.Settle(page);
        return page;
    }

    private static bool IsOf(Refund refund, TicketState row)
        => row.Number == refund.Number && row.Tax == refund.Tax && row.Side == refund.Side && row.UnitCode == refund.UnitCode;

    // An auction against the buyer is a court's transfer too, and a judgment for the seller another: neither gives anything back.
    private static bool IsTakenBack(Book book, string unitCode, Basis basis)
    {
        var index = basis.IndexOf(unitCode);
        HashSet<Party> givers = [.. Part.Of(basis.Units[index].Sellers, basis.Givers, index).Select(static part => part.Party)];
        HashSet<Party> takers = [.. Part.Of(basis.Units[index].Buyers, basis.Takers, index).Select(static part => part.Party)];
        return book.Title(unitCode).Body is { } title
            && ((title.CourtReason == CourtTransferReason.Reversal && title.Basis != basis.Number) || IsCorrected(book, title))
            && givers.All(giver => Owns(title, giver))
            && takers.All(taker => givers.Contains(taker) || !Owns(title, taker))
            && !CameBack(book, title, unitCode, basis, givers);
    }

    // Who gave the unit had it again by a later contract or instrument: what is undone is what took it from him after that.
    private static bool CameBack(Book book, TitlePage title, string unitCode, Basis basis, HashSet<Party> givers)
        => TitleBases.Read(book, title).SkipWhile(known => known.Basis.Number != basis.Number).Skip(1)
            .Where(known => title.CourtReason != CourtTransferReason.Reversal || known.Basis.Number != title.Basis)
            .Any(known => known.Basis.IndexOf(unitCode) is >= 0 and var index
                && Part.Of(known.Basis.Units[index].Buyers, known.Basis.Takers, index).Any(part => givers.Contains(part.Party)));

    // The title as it stands was written by a correction of its unit.
    private static bool IsCorrected(Book book, TitlePage title)
        => book.Business(title.BusinessNumber).Body is { } business && book.Case(business.AcceptanceNumber).Body is { } page
            && page.Flows.Any(flow => FlowGroups.IsCorrection(flow.Flow)
                && flow.UnitCode == title.UnitCode && flow.BusinessNumber == title.BusinessNumber);

    private static bool Owns(TitlePage title, Party party) => title.Owners.Any(owner => owner.Party.Equals(party));
}
