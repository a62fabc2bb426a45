namespace Ledger.Import;

/// <summary>How a file of comma-separated values writes its fields; each file has one way.</summary>
internal enum CsvDialect
{
    /// <summary>RFC 4180: a field may stand in quotation marks, and then hold commas, line ends and doubled quotation marks.</summary>
    Quoted,

    /// <summary>A line is a row and a comma parts fields, whatever else stands there: a quotation mark is a character as any other.</summary>
    Plain,
}
