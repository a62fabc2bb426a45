namespace Ledger.Peers;

/// <summary>Takes another peer's cosignatures in.</summary>
public static class CosignatureFollower
{
    /// <summary>Reads from the first block for which this peer lacks that one's line, until cancelled or the stream ends.</summary>
    public static async Task RunAsync(PeerCosigning cosigning, ICosignatureSource source, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(cosigning);
        ArgumentNullException.ThrowIfNull(source);
        await foreach (var cosigned in source.ReadCosignedAsync(cosigning.NextWanted(source.Organisation), ct))
        {
            cosigning.AddCosignature(cosigned);
        }
    }
}
