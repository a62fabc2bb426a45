using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What the rules would find if a case were recorded now: the conditions that judge the act itself, over the pages alone. What only the
/// act states (certificates, areas, handling) is not asked.
/// </summary>
internal static class MissingFacts
{
    /// <summary>What is missing or in the way, each finding once.</summary>
    public static IReadOnlyList<Finding> Of(Book book, CasePapers papers)
    {
        var findings = new List<Finding>();
        var recording = Now(book, papers.Page);
        foreach (var unit in papers.Units.Where(static unit => !unit.Flow.Recorded))
        {
            if (ActsOf(book.Profile, unit.Flow.Flow).FirstOrDefault() is not { } act)
                continue;
            var judgement = Begin(act, book, recording);
            CheckUnit(book, judgement, papers, unit, recording);
            findings.AddRange(judgement.Findings);
        }

        if (papers.Basis is { } basis && papers.Units.FirstOrDefault(unit => !unit.Flow.Recorded && AsksTax(book, unit.Flow.Flow)) is { } first
            && ActsOf(book.Profile, first.Flow.Flow).FirstOrDefault() is { } transfer)
        {
            var judgement = Begin(transfer, book, recording);
            judgement.Under(first.Flow.Flow);
            if (BasisStands.Check(judgement, basis, recording) && papers.Tax is { } tax)
                TransferTaxes.Check(judgement, basis, tax, [.. papers.Units.Select(static unit => unit.Sale).OfType<UnitSale>()], recording);
            findings.AddRange(judgement.Findings);
        }

        return [.. findings.Where(static finding => finding.Severity != Severity.Information)
            .DistinctBy(static finding => (finding.Rule, finding.MessageEn, string.Join('|', finding.Values.Select(static value => value.Value))))];
    }

    /// <summary>The acts that record a flow of registration.</summary>
    public static IEnumerable<ProfileFlow> ActsOf(Profile profile, FlowCode flow)
        => profile.Flows.All.Where(known => known.Flow is IBookFlow && known.Codes.Contains(flow));

    /// <summary>Whether a flow is recorded once the taxes of its basis are cleared.</summary>
    public static bool AsksTax(Book book, FlowCode flow) => book.Matrix[flow, MatrixColumn.T].Required;

    /// <summary>Whether a case of mortgagees stands in the way of a transfer that leaves the mortgages as they are.</summary>
    public static bool WaitsForMortgagee(Book book, CasePapers papers, CaseUnit unit)
    {
        if (unit.Sale is null || ActsOf(book.Profile, unit.Flow.Flow).FirstOrDefault() is not { } act)
            return false;

        // In one of three modes the mortgage goes along or is changed; else it was released.
        MortgageHandling[] ways = unit.Flow.Flow == FlowCode.F212
            ? [MortgageHandling.Carried, MortgageHandling.Changed, MortgageHandling.None]
            : [MortgageHandling.None];
        return ways.All(way => JudgeMortgages(Begin(act, book, Now(book, papers.Page)), papers, unit, way).Refuses);
    }

    /// <summary>Whether the rules find all taxes of the basis cleared: paid or exempted.</summary>
    public static bool AreTaxesCleared(Book book, CasePapers papers)
    {
        if (papers is not { Basis: { } basis, Tax.Body: { } page }
            || papers.Units.FirstOrDefault(unit => AsksTax(book, unit.Flow.Flow)) is not { } first
            || ActsOf(book.Profile, first.Flow.Flow).FirstOrDefault() is not { } transfer)
        {
            return false;
        }

        var judgement = Begin(transfer, book, Now(book, papers.Page));
        TransferTaxes.CheckCleared(judgement, basis, papers.Tax, [.. papers.Units.Select(static unit => unit.Sale).OfType<UnitSale>()]);
        return !judgement.Refuses && page.AssessmentDate > 0;
    }

    private static void CheckUnit(Book book, Judgement judgement, CasePapers papers, CaseUnit unit, Recording recording)
    {
        var flow = unit.Flow.Flow;
        var disposal = unit.Mortgage?.Body is { } mortgage && MortgagorsOf(mortgage, unit.Flow.UnitCode) is { } mortgagors
            ? unit.Disposal.ForMortgage(mortgage.Id, mortgagors, mortgage.PaysFor)
            : unit.Disposal;
        Restrictions.Check(judgement, disposal);
        judgement.About(unit.Flow.UnitCode);
        if (unit.Sale is { } sale && FlowGroups.IsTransfer(flow))
        {
            SellersOwn.Check(judgement, sale, papers.Basis!.Says);
            if (WaitsForMortgagee(book, papers, unit))
                JudgeMortgages(judgement, papers, unit, flow == FlowCode.F212 ? MortgageHandling.Carried : MortgageHandling.None);
        }

        if (NoticeOver.NeededFor(book.City, flow, papers.Basis) is { } notice)
            NoticeOver.Check(judgement, papers.View, notice, unit.Flow.UnitCode, recording.RecordingDate);
        judgement.About("");
    }

    private static Judgement JudgeMortgages(Judgement judgement, CasePapers papers, CaseUnit unit, MortgageHandling handling)
    {
        if (judgement.Matrix[unit.Flow.Flow, MatrixColumn.M].ByMortgage)
        {
            MortgagesAtTransfer.Check(
                judgement, unit.Disposal.Unit, unit.Mortgages, unit.Sale!.Sellers, unit.Disposal.Takers, papers.Page.Basis, handling,
                papers.Basis!.MortgageeNotes);
        }

        return judgement;
    }

    // As the unit knows them; null where the page names them for other units.
    private static List<Party>? MortgagorsOf(MortgagePage page, string unitCode)
    {
        var index = page.Units.Select(static unit => unit.UnitCode).ToList().IndexOf(unitCode);
        return index < 0 ? null : [.. page.Mortgagors.Select(party => party.At(index))];
    }

    private static Judgement Begin(ProfileFlow act, Book book, Recording recording)
    {
        var judgement = new Judgement(act, book);
        judgement.RecordedAt(recording.AcceptanceTimeMs, recording.RecordingMs);
        return judgement;
    }

    private static Recording Now(Book book, CasePage page) => new()
    {
        AcceptanceNumber = page.AcceptanceNumber,
        AcceptanceTimeMs = page.AcceptanceMs,
        RecordingDate = book.Today.Number,
        RecordingMs = book.TimeMs,
        Reviewer = page.Reviewer,
        Town = page.ExecutingTown,
    };
}
