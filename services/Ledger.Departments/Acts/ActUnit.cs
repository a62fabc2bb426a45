using Ledger.Facts;

namespace Ledger.Departments.Acts;

/// <summary>A unit of an act with the keys its tokens are made with.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Keys">Keys of the unit's epoch.</param>
internal sealed record ActUnit(UnitCode Code, UnitKeys Keys)
{
    /// <summary>The canonical code.</summary>
    public string Text { get; } = Code.ToString();

    /// <summary>Epoch of the unit's tokens.</summary>
    public uint Epoch => Keys.Epoch;
}
