using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What an act on the book owes to its case: the pages, the rules that every such act has, and what it marks as done.</summary>
internal sealed class Casework
{
    private readonly IReadOnlyList<RecordedUnit> units;

    private Casework(Act act, Recording recording, PageView<CasePage> page, CaseStaff staff, IReadOnlyList<RecordedUnit> units)
        => (Act, Recording, Case, Staff, this.units) = (act, recording, page, staff, units);

    /// <summary>The act.</summary>
    public Act Act { get; }

    /// <summary>Acceptance and recording.</summary>
    public Recording Recording { get; }

    /// <summary>The case.</summary>
    public PageView<CasePage> Case { get; }

    /// <summary>Who acts.</summary>
    public CaseStaff Staff { get; }

    /// <summary>Reads the pages.</summary>
    public static Casework Load(Book book, Act act, Recording recording, IReadOnlyList<BookAct> acts)
        => new(
            act,
            recording,
            book.Case(recording.AcceptanceNumber),
            CaseStaff.Load(book, act, recording),
            [.. acts.Select(done => RecordedUnit.Load(book, done))]);

    /// <summary>Runs the rules that every act on the book has.</summary>
    /// <param name="judgement">Where failures go.</param>
    /// <param name="signer">Who signed the envelope.</param>
    /// <param name="needsReview">Whether the case must have been reviewed.</param>
    public void Check(Judgement judgement, Signer signer, bool needsReview)
    {
        BusinessNumbersUnused.Check(judgement, [.. units.Select(unit => (unit.Act.BusinessNumber, unit.Business, unit.Act.Path))]);
        DateOrder.CheckAcceptance(judgement, Recording);
        RecordingOrder.Check(judgement, Recording, units);
        Staff.Check(judgement, signer);
        if (needsReview)
            CaseReviewed.Check(judgement, Case, Recording, units);
    }

    /// <summary>Marks the business numbers as used and the parts of the case as recorded; a case that is wholly recorded leaves the desks.</summary>
    public void Write(Book book)
    {
        foreach (var unit in units)
            book.Write(unit.Business.Key, new BusinessPage { AcceptanceNumber = Recording.AcceptanceNumber, UnitCode = unit.Act.UnitCode });
        if (Case.Body is not { } known)
            return;
        var page = known.Clone();
        foreach (var flow in page.Flows.Where(flow => units.Any(unit => unit.Is(flow))))
            flow.Recorded = true;
        if (page.Flows.All(static flow => flow.Recorded))
            page.State = CaseState.Recorded;
        book.Write(Case.Key, page);
        foreach (var unit in units.DistinctBy(static unit => unit.Act.UnitCode, StringComparer.Ordinal))
            LeaveDesk(book, unit.Desk, page);
    }

    private static void LeaveDesk(Book book, PageView<DeskPage> desk, CasePage page)
    {
        List<FlowCode> open =
            [.. page.Flows.Where(flow => flow.UnitCode == desk.Body?.UnitCode && !flow.Recorded).Select(static flow => flow.Flow).Distinct().Order()];
        if (desk.Body?.Cases.FirstOrDefault(entry => entry.AcceptanceNumber == page.AcceptanceNumber) is not { } known || known.Flows.SequenceEqual(open))
            return;
        var left = desk.Body.Clone();
        var entry = left.Cases.First(entry => entry.AcceptanceNumber == page.AcceptanceNumber);
        entry.Flows.Clear();
        entry.Flows.AddRange(open);
        if (open.Count == 0)
            left.Cases.Remove(entry);
        if (left.Cases.Count == 0 && left.Correction.Length == 0)
            book.Delete(desk.Key);
        else
            book.Write(desk.Key, left);
    }
}
