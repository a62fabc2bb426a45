using System.Globalization;

namespace Ledger.Exchange;

/// <summary>
/// Names of the document fields in which an act keeps what its message tells and no fact of the ledger does: an import keeps them, an
/// export finds them again.
/// </summary>
public static class RowFields
{
    /// <summary>Name of the field of a row's column, e.g. <c>qlt_fw_fdcq_yz.1.fj</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="place">Place of the row among those of its table in the message, from 1.</param>
    /// <param name="attribute">The column.</param>
    public static string NameOf(ExchangeTable table, int place, string attribute)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(attribute);
        return string.Create(CultureInfo.InvariantCulture, $"{table.Name.ToLowerInvariant()}.{place}.{attribute.ToLowerInvariant()}");
    }
}
