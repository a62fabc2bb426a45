using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>A table of reporting messages (接入报文): its columns are the attributes of one empty element per row.</summary>
/// <param name="Name">Name of the element.</param>
/// <param name="NewerName">Its other name in the newer shape; null when it has none.</param>
/// <param name="Title">What it holds.</param>
/// <param name="Role">What its rows speak of.</param>
/// <param name="ElementCode">Its constant of YSDM in the older shape; null when none is known. Never decides anything.</param>
/// <param name="Order">Its place when a message is written.</param>
/// <param name="Attributes">Its columns in the order in which they are written.</param>
public sealed record ExchangeTable(
    string Name, string? NewerName, Wording Title, TableRole Role, string? ElementCode, int Order, IReadOnlyList<string> Attributes)
{
    /// <summary>Place of a column when a row is written; behind all others when the table has no such column.</summary>
    public int PlaceOf(string attribute)
    {
        for (var i = 0; i < Attributes.Count; i++)
        {
            if (Attributes[i] == attribute)
                return i;
        }

        return Attributes.Count;
    }

    /// <summary>Whether the table has the column.</summary>
    public bool Has(string attribute) => PlaceOf(attribute) < Attributes.Count;
}
