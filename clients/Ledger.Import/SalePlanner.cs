using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// Decides what becomes of each row as it is read. A sale is the same by the register's own name for it, wherever its row stands: a file
/// that has grown, or was published anew, records nothing twice.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="range">The import's range.</param>
/// <param name="format">Name of the format.</param>
internal sealed class SalePlanner(ImportJournal journal, ImportRange range, string format)
{
    private readonly UnitAllocator allocator = new(journal);

    /// <summary>Rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Units of the rows that became cases.</summary>
    public int Units { get; private set; }

    /// <summary>Keeps a row in the journal.</summary>
    public void Add(SourceRow row)
    {
        Rows++;
        if (row.Fault is { } fault)
            journal.AddUnreadable(range, Rows, row, fault);
        else if (row.Deal is { } deal)
            AddSale(row, deal);
        else
            TakeBack(row);
        if (row.Change != RowChange.Addition)
            journal.AddChange(range, Rows, row.Change, old: null);
    }

    private void AddSale(SourceRow row, Deal deal)
    {
        var planned = new PlannedDeal(Rows, Units, deal.Id, deal.Date.Number, deal.Price.Fen, [.. deal.Units.Select(allocator.Plan)], deal.Remarks);
        if (journal.FindSale(format, deal.Id) is not { IsVoid: false } known)
        {
            Plan(row, planned);
            return;
        }

        if (SaleChanges.Between(known.Plan, planned) is not { } changes)
        {
            journal.AddSettled(
                range, Rows, row, RowState.Known, Text(known, "与已读入的{0}相同，未再次登记", "the same as {0}, which was read before: not recorded again"));
        }
        else if (row.Change == RowChange.Change)
        {
            Change(row, planned, known, changes);
        }
        else
        {
            journal.AddSettled(range, Rows, row, RowState.Changed, new(
                $"与{known.File}第{known.Line}行为同一交易，内容不同：{changes.Chinese}。该行不是更改（C），账本保留原记载",
                $"the same sale as line {known.Line} of {known.File} with other content: {changes.English}. "
                + "The row is no change (C) by the register, so the ledger keeps what it has"));
        }
    }

    private void Change(SourceRow row, PlannedDeal planned, KnownSale known, Wording changes)
    {
        if (known.IsUntouched)
        {
            // A sale that this one itself was to take back is taken back by the new row.
            var older = journal.FindTaken(known.Import, known.Row)?.Old;
            journal.Withdraw(known, new(
                $"登记数据在{row.File}第{row.Line}行更改了该交易（{changes.Chinese}）",
                $"the register changes the sale on line {row.Line} of {row.File} ({changes.English})"));
            Plan(row, planned, older);
        }
        else if (known.State != RowState.Recorded)
        {
            journal.AddSettled(range, Rows, row, RowState.Changed, Text(known, $"更改了{{0}}（{changes.Chinese}），{NotRecorded(known).Chinese}",
                $"changes {{0}} ({changes.English}), {NotRecorded(known).English}"));
        }
        else if (SaleChanges.Between(known.Plan, planned with { Remarks = known.Plan.Remarks }) is null)
        {
            journal.AddSettled(range, Rows, row, RowState.Changed, Text(
                known, $"更改了{{0}}（{changes.Chinese}）：这些内容不在账本上，登记簿无需更正",
                $"changes {{0}} ({changes.English}): that stands on no page of the ledger, and there is nothing to correct in the book"));
        }
        else
        {
            Plan(row, planned, known);
        }
    }

    private void TakeBack(SourceRow row)
    {
        var known = journal.FindSale(format, row.Id);
        if (known is null or { IsVoid: true })
        {
            journal.AddSettled(range, Rows, row, RowState.Deletion, new("删除的交易未曾导入，无需处理", "takes back a sale that is not imported: nothing to do"));
        }
        else if (known.IsUntouched)
        {
            var older = journal.FindTaken(known.Import, known.Row)?.Old;
            journal.Withdraw(known, new($"登记数据在{row.File}第{row.Line}行删除了该交易", $"the register takes the sale back on line {row.Line} of {row.File}"));
            if (older is null)
                journal.AddSettled(range, Rows, row, RowState.Deletion, Text(known, "删除了{0}，该行不再办理", "takes {0} back, which is not led through any more"));
            else
                PlanTakeBack(row, older);
        }
        else if (known.State == RowState.Recorded)
        {
            PlanTakeBack(row, known);
        }
        else
        {
            journal.AddSettled(range, Rows, row, RowState.Changed, Text(
                known, $"删除了{{0}}，{NotRecorded(known).Chinese}", $"takes {{0}} back, {NotRecorded(known).English}"));
        }
    }

    private static Wording NotRecorded(KnownSale known) => known.State == RowState.OldBook
        ? new("但该交易在1970年以前，只在旧簿中，账本上没有它的登记可更正", "a sale before 1970 that stands in the old book alone: no recording of the ledger can be corrected")
        : new("但该交易正在办理：请先完成其导入，再导入本文件", "which is in hand: let its import come to its end, then publish the row again");

    private void Plan(SourceRow row, PlannedDeal planned, KnownSale? old = null)
    {
        // The units of a sale that is taken back get numbers of their own, behind those of the new one.
        Units += planned.Units.Count + (old?.Plan.Units.Count ?? 0);
        journal.AddDeal(range, row.File, row.Line, planned);
        journal.AddSale(format, planned.Id, range, planned.Row);
        if (old is not null)
            journal.AddChange(range, Rows, row.Change, old);
    }

    private void PlanTakeBack(SourceRow row, KnownSale old)
    {
        var units = Units;
        Units += 2 * old.Plan.Units.Count;
        journal.AddDeal(range, row.File, row.Line, old.Plan with { Row = Rows, FirstUnit = units });
        journal.AddChange(range, Rows, RowChange.Deletion, old);
    }

    // What differs is the file's own text and may hold braces of its own.
    private static Wording Text(KnownSale known, string chinese, string english) => new(
        chinese.Replace("{0}", $"{known.File}第{known.Line}行", StringComparison.Ordinal),
        english.Replace("{0}", $"line {known.Line} of {known.File}", StringComparison.Ordinal));
}
