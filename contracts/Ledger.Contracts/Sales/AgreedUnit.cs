using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of a contract that is signed or amended.</summary>
/// <param name="Sale">What is sold, with the unit's pages.</param>
/// <param name="Disposal">What the severity matrix asks of it.</param>
/// <param name="House">Its row of the house table, of a new-build sale; null otherwise.</param>
internal sealed record AgreedUnit(UnitSale Sale, Disposal Disposal, PageView<HousePage>? House)
{
    /// <summary>The buildings on it, of a parcel; null otherwise.</summary>
    public LandGround? Land { get; init; }

    /// <summary>The unit's code.</summary>
    public string Code => Sale.Code;

    /// <summary>Field of the event that has it.</summary>
    public string Path => $"units[{Sale.Index}]";

    /// <summary>How a value of the unit is shown.</summary>
    public Func<Wording, object?, FindingValue> In(string field) => (label, value) => Labels.InEvent(label, value, $"{Path}.{field}");
}
