using Ledger.Exchange;

namespace Ledger.Import;

/// <summary>How registry messages are read.</summary>
public sealed record ExchangeOptions
{
    /// <summary>The province's profile.</summary>
    public ProvinceProfile Province { get; init; } = ProvinceProfile.Find("newer");

    /// <summary>
    /// Cut-over, ms since the epoch: acts recorded up to it are stock and are taken over as they stand, acts after it go through the
    /// ordinary acts; null: everything is stock.
    /// </summary>
    public ulong? CutOver { get; init; }

    /// <summary>File of facts that messages lack (<see cref="SideFacts"/>); null: none.</summary>
    public string? SideFile { get; init; }
}
