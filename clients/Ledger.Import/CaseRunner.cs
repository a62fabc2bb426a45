using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// Leads one row's case through the departments: openings where the ledger does not know a unit, contract signed and filed, taxes
/// declared, assessed and paid, application accepted, reviewed and recorded. It begins where the journal says the case stands.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="range">The import's range.</param>
/// <param name="desks">The departments' desks.</param>
/// <param name="counter">Where cases are accepted and reviewed.</param>
/// <param name="together">Steps of one department in one envelope; false: an envelope for each step.</param>
internal sealed class CaseRunner(ImportJournal journal, ImportRange range, Desks desks, Counter counter, bool together)
{
    private static readonly IReadOnlyDictionary<string, HeldTitle> NoTitles = new Dictionary<string, HeldTitle>(StringComparer.Ordinal);

    /// <summary>Leads a case to its end.</summary>
    /// <exception cref="Ledger.Verifier.LedgerException">The ledger cannot be reached, or its answer does not verify: the case stays open.</exception>
    public async Task RunAsync(OpenDeal open)
    {
        var deal = open.Plan;
        var progress = open.Progress;
        var refused = open.Refused;
        if (OldBook.Holds(deal))
        {
            EnterOldBook(deal);
            return;
        }

        var taken = journal.FindTaken(range, deal.Row);
        var takeBack = new SaleTakeBack(journal, range, desks, counter);
        if (taken is not null && progress == DealProgress.Planned && !refused && (!await takeBack.RunAsync(deal, taken) || taken.Change == RowChange.Deletion))
            return;
        SaleCase sale;
        IReadOnlyList<CaseStep> openings;
        IReadOnlyList<(Desk Desk, IReadOnlyList<CaseStep> Steps)> remaining;
        try
        {
            // Everything is written before anything is sent: a row that cannot be written down leaves nothing behind.
            var numbers = new DealNumbers(range, deal.Row, deal.FirstUnit, Day.FromNumber(deal.Date));
            if (taken is not null)
                numbers = numbers with { Booking = await takeBack.BookAsync(deal) };
            openings = refused ? [] : Openings(deal, numbers);

            // Nobody else touches these units until the case is over, so the titles stay as they are.
            List<HeldTitle> titles = [.. deal.Units.Select((unit, i) => journal.FindTitle(unit.Code) ?? UnitOpening.Title(deal, numbers, i))];
            sale = new SaleCase(deal, numbers, titles, counter);
            remaining = refused ? [] : [.. Remaining(deal.Row, sale, progress)];
        }
        catch (Exception e) when (e is FormatException or ArgumentException or ArithmeticException or InputException)
        {
            journal.AddRefusal(range, deal.Row, "Case", [new RefusalReason("INPUT", new("无法办理的数据", "data that makes no case"), new(
                $"该行的日期、金额或份额超出可办理的范围：{e.Message}", $"a date, amount or share of the row is out of range: {e.Message}"))]);
            journal.Refuse(range, deal.Row);
            return;
        }

        var stands = progress != DealProgress.Planned;
        if (refused ? !stands : !await OpenUnitsAsync(openings))
        {
            journal.Refuse(range, deal.Row);
            return;
        }

        foreach (var (desk, steps) in remaining)
        {
            foreach (var step in steps)
            {
                refused = refused || !await SubmitAsync(desk, step);
                progress = refused ? progress : step.Effect.Progress;
            }

            if (refused)
                break;
        }

        if (refused)
            await TakeBackAsync(deal.Row, sale, progress);
    }

    /// <summary>Takes the units over that stand in the old book alone when every row is led through.</summary>
    /// <exception cref="Ledger.Verifier.LedgerException">The ledger cannot be reached, or its answer does not verify.</exception>
    public async Task OpenOldBookAsync()
    {
        foreach (var deal in journal.UnopenedDeals(range))
        {
            var numbers = new DealNumbers(range, deal.Row, deal.FirstUnit, DealDay.FirstInstant);
            if (!await OpenUnitsAsync(Openings(deal, numbers)))
                journal.Refuse(range, deal.Row);
        }
    }

    private List<CaseStep> Openings(PlannedDeal deal, DealNumbers numbers)
    {
        var openings = new List<CaseStep>();
        for (var i = 0; i < deal.Units.Count; i++)
        {
            var title = journal.FindTitle(deal.Units[i].Code) ?? UnitOpening.Title(deal, numbers, i);
            if (title.IsOpen)
                continue;
            var titles = new Dictionary<string, HeldTitle>(StringComparer.Ordinal) { [deal.Units[i].Code] = title with { IsOpen = true } };
            openings.Add(new CaseStep("MigratedOpened", [UnitOpening.Act(deal, numbers, i, title)], new StepEffect(deal.Row, DealProgress.Planned, titles)));
        }

        return openings;
    }

    /// <summary>A sale before 1970 changes who holds the unit in the old book; where the ledger knows the unit already, it comes too late.</summary>
    private void EnterOldBook(PlannedDeal deal)
    {
        var numbers = new DealNumbers(range, deal.Row, deal.FirstUnit, Day.FromNumber(deal.Date));
        List<HeldTitle> titles = [.. deal.Units.Select((unit, i) => journal.FindTitle(unit.Code) ?? UnitOpening.Title(deal, numbers, i))];
        if (titles.Exists(static title => title.IsOpen))
        {
            journal.AddRefusal(range, deal.Row, "MigratedOpened", [new RefusalReason("OLD", new("旧簿的交易", "sale of the old book"), new(
                "1970年以前的交易，其单元已由较晚的交易载入账本", "a sale before 1970 of a property that the ledger took over from a later one already"))]);
            journal.Refuse(range, deal.Row);
            return;
        }

        journal.Enter(range, deal.Row, OldBook.After(deal, numbers, titles));
    }

    private async Task<bool> OpenUnitsAsync(IReadOnlyList<CaseStep> openings)
        => (await Task.WhenAll(openings.Select(step => SubmitAsync(desks.Registration, step)))).All(recorded => recorded);

    /// <summary>What is still to be done, by desk.</summary>
    private IEnumerable<(Desk Desk, IReadOnlyList<CaseStep> Steps)> Remaining(int row, SaleCase sale, DealProgress progress)
    {
        yield return (desks.Transaction, Steps(row, progress, NoTitles,
            new("ContractSigned", DealProgress.Signed, () => [sale.Sign()]), new("ContractFiled", DealProgress.Filed, () => [sale.File()])));
        List<PlannedStep> taxes =
        [
            new("TaxDeclared", DealProgress.Declared, () => [sale.Declare()]), new("TaxAssessed", DealProgress.Assessed, () => [sale.Assess()]),
        ];
        if (sale.OwesTaxes)
            taxes.Add(new("TaxPaid", DealProgress.Paid, () => [sale.Pay()]));
        yield return (desks.Tax, Steps(row, progress, NoTitles, [.. taxes]));

        // Accepted, reviewed and recorded at once (即时办结): all of it, or no case is left open on the unit.
        yield return (desks.Registration, Steps(row, progress, sale.TitlesAfter,
            new PlannedStep("ApplicationAccepted, CaseReviewed, TransferRecorded", DealProgress.Transferred, sale.Transfer)));
    }

    private List<CaseStep> Steps(
        int row, DealProgress progress, IReadOnlyDictionary<string, HeldTitle> titles, params ReadOnlySpan<PlannedStep> planned)
    {
        var steps = new List<CaseStep>();
        foreach (var (name, after, acts) in planned)
        {
            if (after <= progress)
                continue;
            var effect = new StepEffect(row, after, titles);
            if (together && steps.Count > 0)
                steps[^1] = new CaseStep($"{steps[^1].Name}, {name}", [.. steps[^1].Acts, .. acts()], effect);
            else
                steps.Add(new CaseStep(name, acts(), effect));
        }

        return steps;
    }

    /// <summary>Ends a refused case: a contract that stands is revoked, and what was paid on it refunded, so that the unit can be sold again.</summary>
    private async Task TakeBackAsync(int row, SaleCase sale, DealProgress progress)
    {
        if (progress is DealProgress.Signed or DealProgress.Filed or DealProgress.Declared or DealProgress.Assessed or DealProgress.Paid)
        {
            var after = progress == DealProgress.Paid ? DealProgress.RevokedPaid : DealProgress.RevokedUnpaid;
            if (!(await desks.Transaction.SubmitAsync(new CaseStep("ContractRevoked", [sale.Revoke()], new StepEffect(row, after, NoTitles)))).IsRecorded)
            {
                journal.Refuse(range, row);
                return;
            }

            progress = after;
        }

        if (progress == DealProgress.RevokedPaid)
            await desks.Tax.SubmitAsync(new CaseStep("TaxRefunded", [sale.Refund()], new StepEffect(row, DealProgress.Refunded, NoTitles)));
        journal.Refuse(range, row);
    }

    private async Task<bool> SubmitAsync(Desk desk, CaseStep step)
    {
        var outcome = await desk.SubmitAsync(step);
        if (!outcome.IsRecorded)
            journal.AddRefusal(range, step.Effect.Row, step.Name, outcome.Reasons);
        return outcome.IsRecorded;
    }

    /// <summary>A step that is still to be done: its name, how far the case has come with it, its acts.</summary>
    private sealed record PlannedStep(string Name, DealProgress After, Func<IReadOnlyList<IMessage>> Acts);
}
