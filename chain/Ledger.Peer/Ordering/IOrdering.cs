namespace Ledger.Peers;

/// <summary>
/// Puts envelopes in a total order and cuts blocks. Carries envelopes only; no seal and no root passes here, so
/// nothing above knows which ordering runs.
/// </summary>
public interface IOrdering
{
    /// <summary>Whether it compares the newest block held with its history by itself, so that following begins behind it.</summary>
    bool ComparesHeld => false;

    /// <summary>Submits one signed envelope; the same bytes may be submitted any number of times.</summary>
    /// <param name="envelope">Bytes of an <see cref="V1.Envelope"/> in its one encoding.</param>
    /// <param name="ct">Gives up waiting; the envelope may be ordered all the same.</param>
    Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct);

    /// <summary>Streams blocks in order without gap: those stored, then each new one once it is durable at ordering.</summary>
    /// <param name="from">First block wanted, at least 1; may be one past the newest.</param>
    /// <param name="ct">Ends the stream.</param>
    IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, CancellationToken ct);

    /// <summary>
    /// The same stream with blocks that ordering is making durable before it (<see cref="OrderedBlock.IsAhead"/>), each followed
    /// by the durable block of its number, which alone counts and may be another one.
    /// </summary>
    /// <param name="from">First block wanted, at least 1; may be one past the newest.</param>
    /// <param name="ct">Ends the stream.</param>
    IAsyncEnumerable<OrderedBlock> ReadAheadAsync(ulong from, CancellationToken ct) => ReadBlocksAsync(from, ct);
}
