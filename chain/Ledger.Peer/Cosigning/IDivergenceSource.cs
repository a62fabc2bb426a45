using Ledger.V1;

namespace Ledger.Peers;

/// <summary>Asks other peers what the entries of a block wrote there.</summary>
public interface IDivergenceSource
{
    /// <summary>What a block's entries wrote at another peer; <see cref="LedgerReader.ReadWrites"/> there.</summary>
    /// <param name="organisation">Organisation whose peer is asked.</param>
    /// <param name="block">Block number.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null when that peer cannot say.</returns>
    Task<BlockWrites?> ReadWritesAsync(string organisation, ulong block, CancellationToken ct);
}
