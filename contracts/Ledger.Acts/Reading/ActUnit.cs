using Ledger.Facts;

namespace Ledger.Acts;

/// <summary>A unit that an act names.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Epoch">Epoch of its tokens; 0 where it is not known.</param>
internal sealed record ActUnit(UnitCode Code, uint Epoch)
{
    /// <summary>The canonical code.</summary>
    public string Text { get; } = Code.ToString();
}
