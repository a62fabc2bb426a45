using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-42 for changes: what is recorded is what was agreed on, on the units it concerns (C-01), in the ranks that follow (C-43).</summary>
internal static class ChangeAgrees
{
    /// <summary>Compares a recorded change with its agreement.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="loaded">The change.</param>
    /// <param name="agreement">The agreement; null where the units that leave were released.</param>
    public static void Check(Judgement judgement, MortgageChangeCase loaded, MortgageAgreement? agreement)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        var known = mortgage.Body!.Units.Select(static unit => unit.UnitCode).ToList();
        var named = e.Units.Select(static unit => unit.UnitCode).ToList();
        var wanted = (e.What, agreement) switch
        {
            (MortgageChangeKind.UnitsOut, null) => [.. named.Intersect(known, StringComparer.Ordinal)],
            (MortgageChangeKind.UnitsOut, _) => agreement!.Units.Select(static unit => unit.UnitCode),
            (MortgageChangeKind.UnitsIn, _) => agreement!.Units.Select(static unit => unit.UnitCode).Except(known, StringComparer.Ordinal),
            _ => (IEnumerable<string>)known,
        };
        SameUnits.Check(judgement, named, "units", mortgage, wanted);
        if (e.What == MortgageChangeKind.UnitsOut && !known.Except(named, StringComparer.Ordinal).Any())
        {
            judgement.Fail(
                SameUnits.C01,
                new("全部单元退出的，应办理抵押权注销", "where all units leave, the mortgage is cancelled instead"),
                new("请办理抵押权注销登记（MortgageCancelled）", "record the cancellation (MortgageCancelled)"),
                Labels.InEvent(UnitCode.Name, string.Join(", ", named), "units"),
                mortgage.Says(UnitCode.Name, string.Join(", ", known)));
        }

        if (e.Terms is not null && !e.Terms.Equals(agreement?.Terms))
            CheckTerms(judgement, e.Terms, agreement!.Terms, mortgage);
        if (e.What == MortgageChangeKind.UnitsIn)
        {
            foreach (var unit in loaded.Units)
                CheckJoining(judgement, e, unit, mortgage);
        }
    }

    private static void CheckTerms(Judgement judgement, MortgageTerms stated, MortgageTerms agreed, PageView<MortgagePage> mortgage)
    {
        MortgageAgrees.Equal(
            judgement, mortgage, new("被担保金额", "amount secured"), Labels.Yuan(stated.AmountFen), Labels.Yuan(agreed.AmountFen), "terms.amount_fen");
        MortgageAgrees.Equal(judgement, mortgage, new("债务履行期限", "term of the debt"), Span(stated), Span(agreed), "terms.term_start");
        MortgageAgrees.Equal(
            judgement, mortgage, new("其他条款", "other terms"),
            (stated.Mode, stated.Scope, stated.TransferRestricted, stated.DeterminationStart, stated.DeterminationEnd),
            (agreed.Mode, agreed.Scope, agreed.TransferRestricted, agreed.DeterminationStart, agreed.DeterminationEnd), "terms");
    }

    private static void CheckJoining(Judgement judgement, MortgageChanged e, MortgageChangeUnitCase unit, PageView<MortgagePage> mortgage)
    {
        if (unit.Mortgage is not { } agreed)
            return;
        var recording = unit.Recording;
        MortgageAgrees.Equal(judgement, mortgage, new("抵押份额", "share mortgaged"), recording.Share.Read(), agreed.Share, unit.Path + ".share");
        MortgageAgrees.Equal(
            judgement, mortgage, new("抵押份额的权利人", "holders of the mortgaged share"),
            Labels.Parties(recording.Holding), Labels.Parties(agreed.Unit.Holding), unit.Path + ".holding");
        var next = MortgageRanks.Next(unit.Pages.Encumbrances.Body, recording.Holding, unit.Pages.LiveTitle, e.Recording.RecordingMs);
        if (recording.Rank == next)
            return;
        judgement.Fail(
            MortgageRank.C43,
            new($"单元{recording.UnitCode}的抵押顺位应为{next}", $"the rank of this mortgage on unit {recording.UnitCode} is {next}"),
            new("请按同一份额上的登簿先后编排顺位", "state the rank that follows from the order of recording on the same holding"),
            Labels.InEvent(new("抵押顺位", "rank"), recording.Rank, unit.Path + ".rank"),
            unit.Pages.Encumbrances.Says(new("同一份额上的抵押权数", "mortgages on the holding"), next - 1));
    }

    private static string Span(MortgageTerms terms) => $"{Labels.Date(terms.TermStart)} – {Labels.Date(terms.TermEnd)}";
}
