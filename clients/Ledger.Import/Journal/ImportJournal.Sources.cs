using System.Text.Json;
using Ledger.Facts;

namespace Ledger.Import;

/// <content>The register's own names for sales, and where the lines of its files went.</content>
internal sealed partial class ImportJournal
{
    /// <summary>The row that last stated a sale; null when no import knows it.</summary>
    /// <param name="format">Name of the format.</param>
    /// <param name="id">The register's own name for the sale.</param>
    public KnownSale? FindSale(string format, string id)
    {
        lock (gate)
        {
            using var reader = Query(
                "SELECT s.import, s.row, d.file, d.line, d.state, d.progress, d.plan FROM sources s JOIN deals d USING (import, row) "
                + "WHERE format = $1 AND id = $2",
                format, id).ExecuteReader();
            return reader.Read()
                ? new KnownSale(
                    new ImportRange(reader.GetInt32(0)), reader.GetInt32(1), reader.GetString(2), reader.GetInt32(3), (RowState)reader.GetInt32(4),
                    (DealProgress)reader.GetInt32(5), JsonSerializer.Deserialize<PlannedDeal>(reader.GetString(6))!)
                : null;
        }
    }

    /// <summary>Says which row states a sale from now on.</summary>
    public void AddSale(string format, string id, ImportRange import, int row)
        => Locked("INSERT OR REPLACE INTO sources VALUES ($1, $2, $3, $4)", format, id, import.Number, row);

    /// <summary>Keeps a row that makes no case, with the reason.</summary>
    public void AddSettled(ImportRange import, int row, SourceRow source, RowState state, Wording reason)
    {
        Locked(
            "INSERT INTO deals VALUES ($1, $2, $3, $4, $5, 0, $6, 0, NULL)", import.Number, row, source.File, source.Line, source.Id, (int)state);
        AddReason(import, row, 0, "READ", new("", new("", ""), reason));
    }

    /// <summary>Takes a row back whose case is not begun.</summary>
    public void Withdraw(KnownSale sale, Wording reason)
    {
        Locked("UPDATE deals SET state = $3 WHERE import = $1 AND row = $2", sale.Import.Number, sale.Row, (int)RowState.Withdrawn);
        AddReason(sale.Import, sale.Row, 0, "READ", new("", new("", ""), reason));
    }

    /// <summary>Keeps where the lines of a file went.</summary>
    public void AddLines(ImportRange import, IReadOnlyList<LineCount> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            Locked("INSERT INTO files VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", import.Number, i, lines[i].File, lines[i].Lines, lines[i].Names,
                lines[i].Blank, lines[i].Rows, lines[i].Unclaimed);
        }
    }

    /// <summary>Where the lines of the import's files went.</summary>
    public IReadOnlyList<LineCount> Lines(ImportRange import)
    {
        var lines = new List<LineCount>();
        lock (gate)
        {
            using var reader = Query("SELECT name, lines, names, blank, rows, unclaimed FROM files WHERE import = $1 ORDER BY place", import.Number)
                .ExecuteReader();
            while (reader.Read())
            {
                lines.Add(new LineCount(reader.GetString(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4))
                {
                    Unclaimed = reader.GetInt32(5),
                });
            }
        }

        return lines;
    }

    /// <summary>Sales of the old book stand there as the file tells them: the titles after, and the row is over.</summary>
    public void Enter(ImportRange import, int row, IReadOnlyDictionary<string, HeldTitle> titles)
        => Together(() =>
        {
            foreach (var (unit, title) in titles)
                Execute("INSERT OR REPLACE INTO titles VALUES ($1, $2)", unit, JsonSerializer.Serialize(title));
            Execute("UPDATE deals SET state = $3 WHERE import = $1 AND row = $2", import.Number, row, (int)RowState.OldBook);
        });

    /// <summary>Rows of the old book with a unit that the ledger does not know yet, the newest sale of a unit last.</summary>
    public IReadOnlyList<PlannedDeal> UnopenedDeals(ImportRange import)
    {
        var deals = new List<PlannedDeal>();
        lock (gate)
        {
            using var reader = Query(
                "SELECT plan FROM deals WHERE import = $1 AND state = $2 ORDER BY date, row", import.Number, (int)RowState.OldBook).ExecuteReader();
            while (reader.Read())
                deals.Add(JsonSerializer.Deserialize<PlannedDeal>(reader.GetString(0))!);
        }

        return [.. deals.Where(deal => deal.Units.Any(unit => FindTitle(unit.Code) is { IsOpen: false }))];
    }
}
