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
        else if (row.Change == RowChange.Change && known.IsUntouched)
        {
            journal.Withdraw(known, new(
                $"登记数据在{row.File}第{row.Line}行更改了该交易（{changes.Chinese}）",
                $"the register changes the sale on line {row.Line} of {row.File} ({changes.English})"));
            Plan(row, planned);
        }
        else
        {
            journal.AddSettled(range, Rows, row, RowState.Changed, new(
                $"与{known.File}第{known.Line}行为同一交易，内容不同：{changes.Chinese}。账本保留原记载；属实的请由登记部门更正",
                $"the same sale as line {known.Line} of {known.File} with other content: {changes.English}. "
                + "The ledger keeps what it has; if the change is right, let the registry correct the book"));
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
            journal.Withdraw(known, new($"登记数据在{row.File}第{row.Line}行删除了该交易", $"the register takes the sale back on line {row.Line} of {row.File}"));
            journal.AddSettled(range, Rows, row, RowState.Deletion, Text(known, "删除了{0}，该行不再办理", "takes {0} back, which is not led through any more"));
        }
        else
        {
            journal.AddSettled(range, Rows, row, RowState.Changed, Text(
                known, "删除了{0}，但该交易已在办理或已登簿；请由登记部门更正", "takes {0} back, which is on the ledger already: let the registry correct the book"));
        }
    }

    private void Plan(SourceRow row, PlannedDeal planned)
    {
        Units += planned.Units.Count;
        journal.AddDeal(range, row.File, row.Line, planned);
        journal.AddSale(format, planned.Id, range, planned.Row);
    }

    private static Wording Text(KnownSale known, string chinese, string english) => new(
        string.Format(System.Globalization.CultureInfo.InvariantCulture, chinese, $"{known.File}第{known.Line}行"),
        string.Format(System.Globalization.CultureInfo.InvariantCulture, english, $"line {known.Line} of {known.File}"));
}
