using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The units of a mortgage's page; the tokens of its parties stand at the units' places.</summary>
internal static class MortgageUnits
{
    /// <summary>Takes units off the page.</summary>
    public static void Remove(MortgagePage page, IReadOnlyCollection<string> codes)
    {
        for (var i = page.Units.Count - 1; i >= 0; i--)
        {
            if (!codes.Contains(page.Units[i].UnitCode, StringComparer.Ordinal))
                continue;
            page.Units.RemoveAt(i);
            foreach (var party in page.Mortgagors.Concat(page.Debtors).Where(party => party.Tokens.Count > i))
                party.Tokens.RemoveAt(i);
        }
    }

    /// <summary>The units and parties as an agreement has them.</summary>
    public static void Set(MortgagePage page, MortgageAgreement agreement)
    {
        if (agreement.Units.Count > 0)
            Replace(page.Units, agreement.Units);
        if (agreement.Mortgagors.Count > 0)
            Replace(page.Mortgagors, agreement.Mortgagors);
        if (agreement.Debtors.Count > 0)
            Replace(page.Debtors, agreement.Debtors);
        page.MortgagorsNotSigning.Clear();
        if (agreement.Units.Count > 0)
            return;

        // The stakes pointed at the mortgagors of before.
        foreach (var unit in page.Units)
            unit.Mortgagors.Clear();
    }

    /// <summary>A unit of the page; null when it has none of that code.</summary>
    public static MortgageUnit? Find(MortgagePage page, string code) => page.Units.FirstOrDefault(unit => unit.UnitCode == code);

    private static void Replace<T>(Google.Protobuf.Collections.RepeatedField<T> list, IEnumerable<T> items)
        where T : IMessage<T>
    {
        List<T> copy = [.. items];
        list.Clear();
        list.AddRange(copy);
    }
}
