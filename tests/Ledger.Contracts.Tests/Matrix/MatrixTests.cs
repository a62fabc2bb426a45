using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class MatrixTests
{
    private static readonly string Specification = Path.Combine(Repository(), "..", "shared", "events.md");

    [Fact]
    public void Every_flow_of_registration_has_a_row()
        => Assert.Equal(FlowCodes.All, Profiles.Two.Matrix.Flows);

    [Fact]
    public void Every_cell_is_the_specifications()
    {
        Assert.SkipUnless(File.Exists(Specification), "The specification is not beside the project.");
        var rows = File.ReadLines(Specification).SkipWhile(static line => !line.StartsWith("|code|flow|S|", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();
        var cells = rows.SelectMany(row => Codes(row[0]).SelectMany(code =>
            row.Skip(2).Select((cell, i) => $"{code} {(MatrixColumn)i} {(cell == "–" ? "-" : cell)}"))).ToList();

        Assert.Equal(55 * 15, cells.Count);
        Assert.Equal(cells, FlowCodes.All.OrderBy(flow => cells.FindIndex(cell => cell.StartsWith(FlowCodes.TextOf(flow) + " ", StringComparison.Ordinal)))
            .SelectMany(flow => Enum.GetValues<MatrixColumn>().Select(column => $"{FlowCodes.TextOf(flow)} {column} {Profiles.Two.Matrix[flow, column]}")));
    }

    [Fact]
    public void One_cell_is_changed_and_no_other()
    {
        var changed = Profiles.Two.Matrix.With(FlowCode.F600, MatrixColumn.S, MatrixCell.Parse("R"));

        Assert.Equal("R", changed[FlowCode.F600, MatrixColumn.S].ToString());
        Assert.Equal("W", Profiles.Two.Matrix[FlowCode.F600, MatrixColumn.S].ToString());
        Assert.Equal(Profiles.Two.Matrix[FlowCode.F600, MatrixColumn.C], changed[FlowCode.F600, MatrixColumn.C]);
    }

    [Fact]
    public void A_column_that_a_matrix_does_not_name_is_asked_in_no_flow()
    {
        var matrix = Matrix.Parse("flow S T\n101 R r");

        Assert.Equal(
            [MatrixColumn.S, MatrixColumn.T], Enum.GetValues<MatrixColumn>().Where(column => matrix[FlowCode.F101, column].IsAsked));
    }

    [Theory]
    [InlineData("flow P S\n101 R R")]
    [InlineData("flow S S\n101 R R")]
    [InlineData("flow S Q\n101 R R")]
    [InlineData("flow S P\n101 R")]
    [InlineData("flow S P L M B N O H E K C J D T F\n101 R")]
    [InlineData("flow S P L M B N O H E K C J D T F\n999 - - - - - - - - - - - - - - -")]
    [InlineData("flow S P L M B N O H E K C J D T F\n101 ? - - - - - - - - - - - - - -")]
    public void What_is_no_matrix_is_refused(string text) => Assert.Throws<FormatException>(() => Matrix.Parse(text));

    private static IEnumerable<string> Codes(string code) => code.Split('–') is [var first, var last]
        ? Enumerable.Range(int.Parse(first), int.Parse(last) - int.Parse(first) + 1).Select(static number => number.ToString())
        : [code];

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Ledger.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
