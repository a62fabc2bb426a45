using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What one taxpayer owes of one tax under a contract and what its tickets have paid, refunds deducted. Lines of one tax at
/// two rates are one account: a ticket names the tax, not the rate.
/// </summary>
/// <param name="Tax">The tax.</param>
/// <param name="Side">Side of the contract.</param>
/// <param name="Taxpayer">Who owes it.</param>
/// <param name="OwedFen">Σ (due − reduction) of lines that are not exempted.</param>
/// <param name="PaidFen">Σ (ticket − refunded).</param>
/// <param name="Assessed">Whether the last assessment has a line for it.</param>
internal sealed record TaxAccount(TaxKind Tax, TaxSide Side, PartyAcrossUnits Taxpayer, ulong OwedFen, ulong PaidFen, bool Assessed)
{
    /// <summary>Whether nothing is owed any more.</summary>
    public bool IsCleared => Assessed && PaidFen >= OwedFen;

    /// <summary>The accounts of a contract: those assessed in line order, then those with tickets alone.</summary>
    public static IReadOnlyList<TaxAccount> Of(TaxPage page)
    {
        var accounts = new List<TaxAccount>();
        foreach (var state in page.Lines)
        {
            Add(accounts, state.Line.Tax, state.Line.Side, state.Line.Taxpayer, state.Exempted ? 0
                : state.Line.DueFen - state.Line.ReductionFen, 0, assessed: true);
        }

        foreach (var ticket in page.Tickets)
            Add(accounts, ticket.Tax, ticket.Side, ticket.Taxpayer, 0, ticket.AmountFen - ticket.RefundedFen, assessed: false);
        return accounts;
    }

    /// <summary>Brings the lines' paid amounts in agreement with the tickets: lines are filled in order, the last takes the rest.</summary>
    public static void Settle(TaxPage page)
    {
        foreach (var account in Of(page))
        {
            var left = account.PaidFen;
            TaxLineState? last = null;
            foreach (var state in page.Lines.Where(state => account.IsOf(state.Line)))
            {
                state.PaidFen = Math.Min(left, state.Exempted ? 0 : state.Line.DueFen - state.Line.ReductionFen);
                left -= state.PaidFen;
                last = state;
            }

            if (last is not null)
                last.PaidFen += left;
        }
    }

    /// <summary>Whether a line belongs to this account.</summary>
    public bool IsOf(TaxLine line) => line.Tax == Tax && line.Side == Side && line.Taxpayer.Equals(Taxpayer);

    private static void Add(List<TaxAccount> accounts, TaxKind tax, TaxSide side, PartyAcrossUnits taxpayer, ulong owed, ulong paid, bool assessed)
    {
        var index = accounts.FindIndex(account => account.Tax == tax && account.Side == side && account.Taxpayer.Equals(taxpayer));
        if (index < 0)
        {
            accounts.Add(new(tax, side, taxpayer, owed, paid, assessed));
        }
        else
        {
            accounts[index] = accounts[index] with
            {
                OwedFen = accounts[index].OwedFen + owed,
                PaidFen = accounts[index].PaidFen + paid,
                Assessed = accounts[index].Assessed || assessed,
            };
        }
    }
}
