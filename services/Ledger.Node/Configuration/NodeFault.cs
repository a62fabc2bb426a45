namespace Ledger.Node;

/// <summary>One thing in a node's files that keeps it from starting, worded so that its reader can repair it.</summary>
/// <param name="File">The file that holds the value.</param>
/// <param name="Field">Path of the field, e.g. <c>peers[1].address</c>; empty when the file as a whole is at fault.</param>
/// <param name="Value">The value seen; empty when it is absent or secret.</param>
/// <param name="Chinese">What is wrong and what to do, in Chinese.</param>
/// <param name="English">What is wrong and what to do, in English.</param>
public sealed record NodeFault(string File, string Field, string Value, string Chinese, string English)
{
    /// <summary>File, field, value and both texts on two lines.</summary>
    public override string ToString()
    {
        var where = Field.Length == 0 ? File : $"{File}: {Field}";
        var value = Value.Length == 0 ? "" : $" = '{Value}'";
        return $"{where}{value}: {English}\n  {Chinese}";
    }
}
