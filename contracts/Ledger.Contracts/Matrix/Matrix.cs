using System.Collections.Frozen;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The severity matrix: what each flow of registration makes of what stands on a unit. The same fact stops one flow and not
/// another, so the severity of a restriction belongs to the flow and not to the rule.
/// </summary>
public sealed class Matrix
{
    private static readonly MatrixColumn[] Columns = Enum.GetValues<MatrixColumn>();

    private readonly FrozenDictionary<FlowCode, MatrixCell[]> rows;

    private Matrix(FrozenDictionary<FlowCode, MatrixCell[]> rows) => this.rows = rows;

    /// <summary>A matrix without rows: nothing is asked in any flow.</summary>
    public static Matrix Empty { get; } = new(FrozenDictionary<FlowCode, MatrixCell[]>.Empty);

    /// <summary>The flows it has a row for, ascending.</summary>
    public IReadOnlyList<FlowCode> Flows => [.. rows.Keys.Order()];

    /// <summary>What a flow makes of a column; nothing is asked in a flow that has no row.</summary>
    public MatrixCell this[FlowCode flow, MatrixColumn column] => rows.TryGetValue(flow, out var cells) ? cells[(int)column] : default;

    /// <summary>This matrix with one cell changed, as a city file may say.</summary>
    /// <exception cref="ArgumentException">There is no such flow.</exception>
    public Matrix With(FlowCode flow, MatrixColumn column, MatrixCell cell)
    {
        if (!rows.TryGetValue(flow, out var cells))
            throw new ArgumentException($"The matrix has no flow {flow}.", nameof(flow));
        var changed = cells.ToArray();
        changed[(int)column] = cell;
        return new(rows.Select(row => row.Key == flow ? new(flow, changed) : row).ToFrozenDictionary());
    }

    /// <summary>
    /// Reads a matrix: a line of column letters in their order, then a line per flow, its short code and a cell per column named. A column
    /// that is not named, as one that came later, is asked in no flow.
    /// </summary>
    /// <exception cref="FormatException">A line is not of this form.</exception>
    internal static Matrix Parse(string text)
    {
        var lines = text.Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        List<MatrixColumn> named = [.. Columns.Where(column => lines[0].Skip(1).Contains(column.ToString(), StringComparer.Ordinal))];
        if (!lines[0].Skip(1).SequenceEqual(named.Select(static column => column.ToString()), StringComparer.Ordinal))
            throw new FormatException("The first line names the columns in their order.");
        var byText = FlowCodes.All.ToDictionary(FlowCodes.TextOf, StringComparer.Ordinal);
        return new(lines.Skip(1).ToFrozenDictionary(
            line => byText.TryGetValue(line[0], out var flow) ? flow : throw new FormatException($"There is no flow {line[0]}."),
            line => line.Length == named.Count + 1
                ? Row(named, line.Skip(1).Select(MatrixCell.Parse))
                : throw new FormatException($"Flow {line[0]} has {line.Length - 1} cells, wanted {named.Count}.")));
    }

    private static MatrixCell[] Row(List<MatrixColumn> columns, IEnumerable<MatrixCell> cells)
    {
        var row = new MatrixCell[Columns.Length];
        foreach (var (column, cell) in columns.Zip(cells))
            row[(int)column] = cell;
        return row;
    }
}
