namespace Ledger.Peers;

/// <summary>Takes another peer's cosignatures in.</summary>
public static class CosignatureFollower
{
    /// <summary>
    /// Reads from the block before the first for which this peer lacks that one's line, until cancelled or the stream ends: the line
    /// held over it is signed again while the ledger idles.
    /// </summary>
    public static async Task RunAsync(PeerCosigning cosigning, ICosignatureSource source, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(cosigning);
        ArgumentNullException.ThrowIfNull(source);
        var wanted = cosigning.NextWanted(source.Organisation);
        await foreach (var cosigned in source.ReadCosignedAsync(wanted == 0 ? 0 : wanted - 1, ct))
            cosigning.AddCosignature(cosigned);
    }
}
