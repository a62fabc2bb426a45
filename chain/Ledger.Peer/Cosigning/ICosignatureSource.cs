using Ledger.V1;

namespace Ledger.Peers;

/// <summary>Where a peer's cosignatures come from: the peer itself, or its node over the network.</summary>
public interface ICosignatureSource
{
    /// <summary>Organisation whose cosignatures they are.</summary>
    string Organisation { get; }

    /// <summary>Streams what is stored from a block on, in order, and then every new line; a line with a newer time for the same block may follow.</summary>
    /// <param name="fromBlock">First block wanted.</param>
    /// <param name="ct">Ends the stream.</param>
    IAsyncEnumerable<Cosigned> ReadCosignedAsync(ulong fromBlock, CancellationToken ct);
}
