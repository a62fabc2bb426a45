using Ledger.Chain;

namespace Ledger.Peers;

/// <content>Blocks executed ahead: in memory, while ordering makes them durable.</content>
public sealed partial class Peer
{
    private PreparedBlock? prepared;

    /// <summary>
    /// Executes in memory a block that ordering is making durable. Nothing of it is stored, shown or signed, and no status
    /// changes: <see cref="ExecuteAsync(OrderedBlock, CancellationToken)"/> of the same bytes over the same head takes what
    /// came of it, and of other bytes knows nothing of it.
    /// </summary>
    /// <param name="block">The block; one that does not follow the head, or that the rules refuse, is left.</param>
    /// <param name="ct">Gives up waiting for its turn.</param>
    public async Task PrepareAsync(OrderedBlock block, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(block);
        await writing.WaitAsync(ct);
        try
        {
            prepared = Prepare(block);
        }
        catch (StoreException)
        {
            // Executing it comes to the same fault, and waits for the disk or stops.
            prepared = null;
        }
        finally
        {
            writing.Release();
        }
    }

    private PreparedBlock? Prepare(OrderedBlock block)
    {
        if (!status.Executes || DiskOutage is not null || block.Number != Head.Number + 1 || block.Fabric is not null)
            return null;

        var envelopes = new List<DecodedEnvelope>(block.Envelopes.Count);
        foreach (var bytes in block.Envelopes)
        {
            if (!Envelopes.TryGet(bytes.Span, out var envelope, out _))
                return null;

            envelopes.Add(envelope);
        }

        VerifyAhead(envelopes);
        var builder = NewBlock();
        foreach (var envelope in envelopes)
        {
            if (builder.Add(envelope).Outcome != JudgementOutcome.Accepted || builder.MissingProfile is not null)
                return null;
        }

        return builder.Count == 0 ? null : new PreparedBlock(block.Envelopes, Head, builder.Seal());
    }

    /// <summary>What executing the block came to ahead; null when it must be executed.</summary>
    private SealedBlock? TakePrepared(OrderedBlock block)
    {
        var made = prepared;
        prepared = null;
        return made?.IsOf(block, Head) == true && block.Endorsed is null ? made.Sealed : null;
    }
}
