using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>A place in a JSON text that is not as a request is written.</summary>
/// <param name="line">Line, from 1.</param>
/// <param name="column">Column in characters, from 1.</param>
/// <param name="path">Path of the field; empty outside of any.</param>
/// <param name="fault">What is wrong there and what was expected.</param>
internal sealed class JsonFault(int line, int column, string path, Wording fault) : Exception(fault.English)
{
    public int Line => line;

    public int Column => column;

    /// <summary>Path of the field; empty outside of any.</summary>
    public string Path => path;

    /// <summary>Place and fault on one line.</summary>
    public Wording Wording { get; } = new(
        $"第{line}行第{column}列{(path.Length > 0 ? $"，字段 {path}" : "")}：{fault.Chinese}",
        $"line {line}, column {column}{(path.Length > 0 ? $", field {path}" : "")}: {fault.English}");
}
