namespace Ledger.Exchange.Tests;

/// <summary>Cells of CSV files that people open in a spreadsheet.</summary>
public sealed class CsvCellTests
{
    [Theory]
    [InlineData("441900004001GB00012F00010101", "441900004001GB00012F00010101")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a \"b\"\nc", "\"a \"\"b\"\"\nc\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("@x", "'@x")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("", "")]
    public void A_cell_is_one_cell_and_never_a_formula(string text, string cell) => Assert.Equal(cell, CsvCell.Of(text));
}
