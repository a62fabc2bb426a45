using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-07 and C-09 of profile 2: every taker owes the deed tax; who gives owes the taxes of giving, but the income tax on a gift is
/// the taker's; an individual seller has a record of income tax and of VAT, exempt or not.
/// </summary>
internal static class AssessedParties
{
    public static void Check(Judgement judgement, IReadOnlyList<TaxLine> lines, Basis basis)
    {
        CheckTakers(judgement, lines, basis);
        CheckGivers(judgement, lines, basis);
    }

    /// <summary>Whether the income tax on what is given is owed by who takes.</summary>
    public static bool TakerOwesIncomeTax(Basis basis) => !basis.IsContract && basis.Kind is InstrumentKind.Gift or InstrumentKind.Bequest;

    private static void CheckTakers(Judgement judgement, IReadOnlyList<TaxLine> lines, Basis basis)
    {
        var deed = lines.Where(line => line.Tax == TaxKind.Deed).ToList();
        var payers = deed.Select(line => line.Taxpayer).ToHashSet();
        var strangers = lines.Any(line => line.Side == TaxSide.Transferee && !basis.Takers.Contains(line.Taxpayer));
        if (!strangers && deed.TrueForAll(line => line.Side == TaxSide.Transferee) && payers.SetEquals(basis.Takers))
            return;
        judgement.Fail(
            TaxpayersMatch.C07,
            new("契税纳税人与承受方不一致", "the deed-tax payers are not those who take"),
            new("请按承受方逐一核定契税", "assess the deed tax of everyone who takes and of nobody else"),
            Labels.InEvent(new("契税纳税人", "deed-tax payers"), Names(payers), "lines"),
            basis.Says(new("承受方", "takers"), Names(basis.Takers)));
    }

    private static void CheckGivers(Judgement judgement, IReadOnlyList<TaxLine> lines, Basis basis)
    {
        var payers = lines.Where(line => line.Side == TaxSide.Transferor).Select(line => line.Taxpayer).ToHashSet();
        var misplaced = lines.Any(line => line.Side == TaxSide.Transferee
            && (line.Tax is TaxKind.Vat or TaxKind.VatSurcharge or TaxKind.LandAppreciation || (line.Tax == TaxKind.Income && !TakerOwesIncomeTax(basis))));
        if (misplaced || payers.Except(basis.Givers).Any() || (TakerOwesIncomeTax(basis) && lines.Any(line => IsOf(line, TaxKind.Income, TaxSide.Transferor))))
        {
            Fail(judgement, new("转让方税种的纳税人不是转让方", "the payers of the giver's taxes are not those who give"), payers, basis);
        }

        foreach (var giver in basis.IsContract ? basis.Givers.Where(party => party.Kind == PartyKind.Person) : [])
        {
            foreach (var tax in (ReadOnlySpan<TaxKind>)[TaxKind.Income, TaxKind.Vat])
            {
                if (!lines.Any(line => IsOf(line, tax, TaxSide.Transferor) && line.Taxpayer.Equals(giver)))
                    Missing(judgement, tax, giver, payers, basis);
            }
        }

        foreach (var taker in TakerOwesIncomeTax(basis) ? basis.Takers.Where(party => party.Kind == PartyKind.Person) : [])
        {
            if (!lines.Any(line => IsOf(line, TaxKind.Income, TaxSide.Transferee) && line.Taxpayer.Equals(taker)))
                Missing(judgement, TaxKind.Income, taker, payers, basis);
        }
    }

    private static void Missing(Judgement judgement, TaxKind tax, PartyAcrossUnits party, IReadOnlyCollection<PartyAcrossUnits> payers, Basis basis)
        => Fail(
            judgement,
            new($"个人没有{CodeNames.Of(tax)?.Chinese}记录：{Names([party])}", $"an individual has no record of the {CodeNames.Of(tax)?.English}: {Names([party])}"),
            payers,
            basis);

    private static bool IsOf(TaxLine line, TaxKind tax, TaxSide side) => line.Tax == tax && line.Side == side;

    private static void Fail(Judgement judgement, Wording what, IEnumerable<PartyAcrossUnits> payers, Basis basis)
        => judgement.Fail(
            TaxpayersMatch.C09,
            what,
            new("请按转让方核定或减免其税款；非亲属赠与的个人所得税由受赠人缴纳", "assess or exempt the taxes of everyone who gives; the income tax on a gift is the taker's"),
            Labels.InEvent(new("转让方纳税人", "payers on the giver's side"), Names(payers), "lines"),
            basis.Says(new("转让方", "givers"), Names(basis.Givers)));

    private static string Names(IEnumerable<PartyAcrossUnits> parties) => Labels.Parties(parties.Select(party => party.At(0)));
}
