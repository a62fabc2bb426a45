using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What of supervised funds went to former mortgagees, summed up by mortgagee: together no more than their mortgages secure.</summary>
internal static class MortgageesPaid
{
    /// <summary>Paid to a mortgagee so far, fen.</summary>
    public static ulong To(FundPage page, string mortgagee) => page.Mortgagees.FirstOrDefault(paid => paid.Mortgagee == mortgagee)?.PaidFen ?? 0;

    /// <summary>Adds a payment.</summary>
    public static void Add(FundPage page, string mortgagee, ulong fen)
    {
        if (page.Mortgagees.FirstOrDefault(paid => paid.Mortgagee == mortgagee) is { } known)
        {
            known.PaidFen += fen;
            return;
        }

        var place = page.Mortgagees.TakeWhile(paid => string.CompareOrdinal(paid.Mortgagee, mortgagee) < 0).Count();
        page.Mortgagees.Insert(place, new MortgageePaid { Mortgagee = mortgagee, PaidFen = fen });
    }
}
