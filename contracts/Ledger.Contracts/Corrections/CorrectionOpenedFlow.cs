using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>更正启动: a correction of the book is open; what would dispose of the units waits for its end (C-39).</summary>
internal sealed class CorrectionOpenedFlow()
    : Flow<CorrectionOpened, CorrectionOpening>(DepartmentNames.Registration, new("更正启动", "opening of a correction"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, CorrectionOpened e)
    {
        shape.Identifier<AcceptanceNumber>(e.AcceptanceNumber, "acceptance_number");
        for (var i = 0; i < e.Units.Count; i++)
            shape.Unit(e.Units[i], $"units[{i}]");
        shape.Sorted(e.Units, string.CompareOrdinal, "units");
        shape.Known(e.By, "by");
        shape.Date(e.Date, "date");
        shape.Identifier<ReasonCode>(e.What, "what");
        if (e.By == CorrectionBy.ExOfficio)
            shape.Instant(e.ErrorMs, "error_ms");
        else if (e.ErrorMs != 0)
            shape.Fault(Shape.C69, "error_ms", e.ErrorMs, new("仅依职权更正填写", "nothing: only a correction ex officio states it"));
    }

    /// <inheritdoc/>
    protected override CorrectionOpening Load(CorrectionOpened e, Book book) => new(
        e,
        book.Case(e.AcceptanceNumber),
        EnrolledOperator.Load(book, e.Act.Operator),
        [.. e.Units.Select(unit => (UnitPages.Read(book, unit), book.Desk(unit)))]);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, CorrectionOpening loaded, Signer signer)
    {
        var e = loaded.Event;
        CaseStaff.CheckDuty(judgement, loaded.Operator, "act.operator", StaffDuty.Accept, StaffDuty.Review);
        var date = DatedFact.Stated(new("启动日期", "opened"), e.Date, "date");
        DateOrder.NotInFuture(judgement, date);
        if (CaseStates.Check(judgement, loaded.Case, CaseState.Accepted, CaseState.Reviewed))
        {
            var page = loaded.Case.Body!;
            DateOrder.Check(judgement, DatedFact.Recorded(loaded.Case, new("受理日期", "acceptance date"), Day.At(page.AcceptanceMs).Number), date);
            CheckAccepted(judgement, loaded, page);
        }

        for (var i = 0; i < loaded.Units.Count; i++)
        {
            var (unit, desk) = loaded.Units[i];
            judgement.About(unit.Code);
            OneLiveTitle.CheckLive(judgement, unit, $"units[{i}]");
            if (desk.Body is { Correction.Length: > 0 } open)
            {
                judgement.WrongState(
                    new("更正", "correction"), new("未结", "open"), ["CorrectionRecorded", "CaseWithdrawn", "CaseRefused"],
                    desk.Says(new("更正业务", "case of the correction"), open.Correction));
            }

            if (e.By == CorrectionBy.ExOfficio)
                NothingSince.Check(judgement, unit, e.ErrorMs);
        }

        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void Write(Book book, CorrectionOpening loaded)
    {
        var e = loaded.Event;
        foreach (var (unit, desk) in loaded.Units)
        {
            var page = desk.Body?.Clone() ?? new DeskPage { UnitCode = unit.Code };
            page.Correction = e.AcceptanceNumber;
            page.CorrectionBy = e.By;

            // The holders' period runs from the day on which the ledger was told: nobody lets a period of the past run.
            page.CorrectionOpened = e.By == CorrectionBy.ExOfficio ? book.Today.Number : e.Date;
            book.Write(desk.Key, page);
        }
    }

    /// <summary>The flow that a correction is recorded under.</summary>
    public static FlowCode FlowOf(CorrectionBy by) => by == CorrectionBy.ExOfficio ? FlowCode.F511 : FlowCode.F510;

    private static void CheckAccepted(Judgement judgement, CorrectionOpening loaded, CasePage page)
    {
        var flow = FlowOf(loaded.Event.By);
        foreach (var unit in loaded.Event.Units.Where(unit => !page.Flows.Any(accepted => accepted.UnitCode == unit && accepted.Flow == flow)))
        {
            judgement.About(unit);
            judgement.Fail(
                Judgement.State,
                new($"该业务未就单元{unit}受理“{FlowCodes.NameOf(flow).Chinese}”", $"the case was not accepted for {FlowCodes.NameOf(flow).English} of unit {unit}"),
                new("请核对受理的登记小类与单元", "check the flow and unit that were accepted"),
                Labels.InEvent(UnitCode.Name, unit, "units"),
                loaded.Case.Says(
                    new("受理事项", "accepted for"),
                    string.Join(", ", page.Flows.Select(static accepted => $"{FlowCodes.TextOf(accepted.Flow)} {accepted.UnitCode}"))));
        }

        judgement.About("");
    }
}
