using System.Text.Json;

namespace Ledger.Import;

/// <content>What the register says of sales that it published before: changes and deletions, and the recorded sales that they take back.</content>
internal sealed partial class ImportJournal
{
    /// <summary>Keeps that a row is a change or a deletion.</summary>
    /// <param name="import">Which import.</param>
    /// <param name="row">Place of the row.</param>
    /// <param name="change">Which of both.</param>
    /// <param name="old">The recorded sale that is to be taken back; null where none is.</param>
    public void AddChange(ImportRange import, int row, RowChange change, KnownSale? old)
        => Locked("INSERT OR IGNORE INTO changes VALUES ($1, $2, $3, $4, $5, 0)", import.Number, row, (int)change, old?.Import.Number ?? -1, old?.Row ?? -1);

    /// <summary>The recorded sale that a row takes back; null when it takes none back.</summary>
    public TakenSale? FindTaken(ImportRange import, int row)
    {
        lock (gate)
        {
            using var reader = Query(
                "SELECT d.import, d.row, d.file, d.line, d.state, d.progress, d.plan, c.kind, c.stage FROM changes c "
                + "JOIN deals d ON d.import = c.old_import AND d.row = c.old_row WHERE c.import = $1 AND c.row = $2",
                import.Number, row).ExecuteReader();
            return reader.Read()
                ? new TakenSale(
                    new KnownSale(
                        new ImportRange(reader.GetInt32(0)), reader.GetInt32(1), reader.GetString(2), reader.GetInt32(3), (RowState)reader.GetInt32(4),
                        (DealProgress)reader.GetInt32(5), JsonSerializer.Deserialize<PlannedDeal>(reader.GetString(6))!),
                    (RowChange)reader.GetInt32(7), (TakeBackStage)reader.GetInt32(8))
                : null;
        }
    }

    /// <summary>The titles before a recorded sale, by unit; empty when an earlier program recorded it and kept none.</summary>
    public IReadOnlyDictionary<string, HeldTitle> FormerTitles(KnownSale sale)
    {
        var titles = new Dictionary<string, HeldTitle>(StringComparer.Ordinal);
        lock (gate)
        {
            using var reader = Query("SELECT unit, body FROM former WHERE import = $1 AND row = $2", sale.Import.Number, sale.Row).ExecuteReader();
            while (reader.Read())
                titles.Add(reader.GetString(0), JsonSerializer.Deserialize<HeldTitle>(reader.GetString(1))!);
        }

        return titles;
    }

    /// <summary>The sale stays as it is recorded: the row is on the exception list, and the old row states the sale on.</summary>
    public void KeepRecorded(ImportRange import, int row, string step, IReadOnlyList<RefusalReason> reasons)
        => Together(() =>
        {
            AddRefusal(import, row, step, reasons);
            Execute("UPDATE deals SET state = $3 WHERE import = $1 AND row = $2", import.Number, row, (int)RowState.Changed);
            Execute(
                "UPDATE sources SET import = c.old_import, row = c.old_row FROM changes c WHERE sources.import = $1 AND sources.row = $2 "
                + "AND c.import = $1 AND c.row = $2 AND c.old_import >= 0",
                import.Number, row);
        });

    /// <summary>A recorded sale is taken back so far.</summary>
    public void TakeBack(ImportRange import, int row, TakeBackStage stage) => Together(() => ApplyStage(import.Number, row, stage));

    /// <summary>Rows by what the register says that they are, and what became of them.</summary>
    public IReadOnlyList<(RowChange Change, RowState State, int Count)> CountChanges(ImportRange import)
    {
        var counts = new List<(RowChange, RowState, int)>();
        lock (gate)
        {
            using var reader = Query(
                "SELECT COALESCE(c.kind, 0), d.state, COUNT(*) FROM deals d LEFT JOIN changes c USING (import, row) WHERE d.import = $1 "
                + "GROUP BY 1, 2 ORDER BY 1, 2",
                import.Number).ExecuteReader();
            while (reader.Read())
                counts.Add(((RowChange)reader.GetInt32(0), (RowState)reader.GetInt32(1), reader.GetInt32(2)));
        }

        return counts;
    }

    private void ApplyStage(int import, int row, TakeBackStage stage)
    {
        Execute("UPDATE changes SET stage = $3 WHERE import = $1 AND row = $2", import, row, (int)stage);
        if (FindTaken(new ImportRange(import), row) is not { } taken)
            return;
        if (stage == TakeBackStage.Corrected)
        {
            Execute("UPDATE deals SET state = $3 WHERE import = $1 AND row = $2", taken.Old.Import.Number, taken.Old.Row, (int)RowState.Corrected);
            AddReason(taken.Old.Import, taken.Old.Row, 0, "CorrectionRecorded", new("", new("", ""), taken.Change == RowChange.Deletion
                ? new("登记数据其后删除了该交易，登记簿已更正", "the register took the sale back later: the book is corrected")
                : new("登记数据其后更改了该交易，登记簿已更正并重新登记", "the register changed the sale later: the book is corrected, the sale recorded anew")));
        }
        else if (taken.Change == RowChange.Deletion)
        {
            Execute("UPDATE deals SET state = $3 WHERE import = $1 AND row = $2", import, row, (int)RowState.TakenBack);
        }
    }
}
