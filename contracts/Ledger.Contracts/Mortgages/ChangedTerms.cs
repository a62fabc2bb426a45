using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What of a mortgage's terms a change concerns, and whether it makes them heavier.</summary>
internal static class ChangedTerms
{
    /// <summary>Whether a kind of change is one of the terms.</summary>
    public static bool IsOfTerms(MortgageChangeKind kind)
        => kind is MortgageChangeKind.Amount or MortgageChangeKind.Term or MortgageChangeKind.Scope or MortgageChangeKind.Restriction;

    /// <summary>The kinds of change between two terms.</summary>
    public static IReadOnlyList<MortgageChangeKind> Between(MortgageTerms before, MortgageTerms after)
    {
        List<MortgageChangeKind> kinds = [];
        if (before.AmountFen != after.AmountFen)
            kinds.Add(MortgageChangeKind.Amount);
        if ((before.TermStart, before.TermEnd, before.DeterminationStart, before.DeterminationEnd)
            != (after.TermStart, after.TermEnd, after.DeterminationStart, after.DeterminationEnd))
        {
            kinds.Add(MortgageChangeKind.Term);
        }

        if (before.Scope != after.Scope)
            kinds.Add(MortgageChangeKind.Scope);
        if (before.TransferRestricted != after.TransferRestricted)
            kinds.Add(MortgageChangeKind.Restriction);
        return kinds;
    }

    /// <summary>Whether what lies on the unit grows: then it is judged like a mortgage, and those behind it have a say.</summary>
    public static bool IsMore(MortgageChangeKind kind, MortgageTerms before, MortgageTerms? after) => kind switch
    {
        MortgageChangeKind.Amount => after is null || after.AmountFen > before.AmountFen,
        MortgageChangeKind.Term => after is null || after.TermEnd > before.TermEnd || after.DeterminationEnd > before.DeterminationEnd,
        MortgageChangeKind.Scope or MortgageChangeKind.UnitsIn => true,
        _ => false,
    };
}
