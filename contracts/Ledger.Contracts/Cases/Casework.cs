using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What an act on the book owes to its case: the pages, the rules that every such act has, and what it marks as done.</summary>
internal sealed class Casework
{
    private readonly IReadOnlyList<RecordedUnit> units;
    private readonly EnrolledOperator recorder;
    private readonly EnrolledOperator reviewer;
    private readonly IReadOnlyList<(string Unit, PageView<DeskPage> Desk)> desks;

    private Casework(
        Recording recording,
        PageView<CasePage> page,
        EnrolledOperator recorder,
        EnrolledOperator reviewer,
        IReadOnlyList<RecordedUnit> units,
        IReadOnlyList<(string Unit, PageView<DeskPage> Desk)> desks)
    {
        (Recording, Case) = (recording, page);
        (this.recorder, this.reviewer, this.units, this.desks) = (recorder, reviewer, units, desks);
    }

    /// <summary>Acceptance and recording.</summary>
    public Recording Recording { get; }

    /// <summary>The case.</summary>
    public PageView<CasePage> Case { get; }

    /// <summary>Reads the pages.</summary>
    public static Casework Load(Book book, Act act, Recording recording, IReadOnlyList<BookAct> acts)
    {
        var page = book.Case(recording.AcceptanceNumber);
        List<RecordedUnit> units = [.. acts.Select(done => RecordedUnit.Load(book, done))];
        var lands = (page.Body?.Projects ?? []).Select(Desks.LandOf);
        return new(
            recording,
            page,
            EnrolledOperator.Load(book, act.Operator),
            EnrolledOperator.Load(book, recording.Reviewer),
            units,
            [.. acts.Select(static done => done.UnitCode).Concat(lands).Distinct(StringComparer.Ordinal).Select(unit => (unit, book.Desk(unit)))]);
    }

    /// <summary>Runs the rules that every act on the book has.</summary>
    /// <param name="judgement">Where failures go.</param>
    /// <param name="signer">Who signed the envelope.</param>
    /// <param name="needsReview">Whether the case must have been reviewed.</param>
    public void Check(Judgement judgement, Signer signer, bool needsReview)
    {
        // A number that the application keeps for just this is not used yet.
        BusinessNumbersUnused.Check(
            judgement,
            [.. units.Select(unit => (unit.Act.BusinessNumber, IsKept(unit) ? Free(unit.Business) : unit.Business, unit.Act.Path))]);
        CheckFinal(judgement);
        DateOrder.CheckAcceptance(judgement, Recording, Case.Body?.Channel == CaseChannel.Online);
        RecordingOrder.Check(judgement, Recording, units);
        CaseTime.Check(judgement, Case, Recording, units);
        CaseStaff.CheckDuty(judgement, recorder, "act.operator", StaffDuty.Record);
        CaseStaff.CheckDuty(judgement, reviewer, "recording.reviewer", StaffDuty.Review);
        CaseStaff.CheckReviewer(judgement, Case, reviewer, "recording.reviewer");
        NotRecorded.CheckAct(judgement, Case, Recording);
        if (!needsReview)
        {
            CaseStaff.CheckTwo(judgement, recorder, reviewer, "recording.reviewer");
            return;
        }

        CaseStands.Check(judgement, Case, Recording, units);
        CaseStaff.CheckReviewed(judgement, Case, reviewer);
    }

    /// <summary>
    /// Marks the business numbers as used and the parts of the case as recorded; a case that is wholly recorded leaves the desks. An act
    /// that needs no review may name a case that was not accepted for it, or that is over: it changes nothing of that.
    /// </summary>
    public void Write(Book book)
    {
        foreach (var unit in units)
            book.Write(unit.Business.Key, new BusinessPage { AcceptanceNumber = Recording.AcceptanceNumber, UnitCode = unit.Act.UnitCode });
        if (Case.Body is not { } known || !CaseStates.IsOpen(known.State) || !units.Any(unit => CaseStands.IsAccepted(known, unit)))
            return;
        var page = known.Clone();
        page.State = CaseStates.At(page, book.Today);
        page.RecordedMs = Math.Max(page.RecordedMs, Recording.RecordingMs);
        page.Certificates.AddRange(book.Issued);
        foreach (var unit in units)
        {
            if (page.Flows.FirstOrDefault(unit.Is) is { } flow)
                flow.Recorded = true;
            else if (CaseStands.ProjectOf(page, unit) is { } project)
                project.Recorded++;
        }

        if (page.Flows.All(static flow => flow.Recorded) && page.Projects.All(static project => project.Recorded >= project.Units))
            page.State = CaseState.Recorded;
        book.Write(Case.Key, page);
        foreach (var (unit, desk) in desks)
            Desks.Put(book, desk, unit, page, Desks.OpenOn(page, unit));
    }

    private void CheckFinal(Judgement judgement)
    {
        foreach (var (act, _, _, _) in units)
        {
            judgement.About(act.UnitCode);
            UnitIsFinal.Check(judgement, act.UnitCode, act.Path.Replace("business_number", "unit_code", StringComparison.Ordinal));
        }

        judgement.About("");
    }

    private static PageView<BusinessPage> Free(PageView<BusinessPage> page) => new(page.Key, null, default);

    private bool IsKept(RecordedUnit unit)
        => unit.Business.Body is { } kept && kept.AcceptanceNumber == Recording.AcceptanceNumber
            && Case.Body is { } page && page.Flows.Any(flow => unit.Is(flow) && !flow.Recorded);
}
