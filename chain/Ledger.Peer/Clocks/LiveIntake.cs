using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// Looks at a peer's own clock before a live block is executed: who orders may not take the ledger into the future. A block is
/// live until verified lines of a quorum are held over the log with it or longer: nobody's mere word makes it history. What a
/// quorum signed is executed whatever a clock says, so that replay and catching up come to the same ledger at any time.
/// </summary>
internal sealed class LiveIntake(PeerOptions options, PeerStore store, Func<ulong, bool> isSigned)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private volatile LateBlock? waiting;
    private volatile LateBlock? late;

    /// <summary>The block that is not executed yet because its time has not come; null while none is.</summary>
    public LateBlock? Waiting => waiting;

    /// <summary>The newest live block whose times did not fit and that was executed all the same; null once one fits again.</summary>
    public LateBlock? Late => late;

    /// <summary>Waits until a block may be executed: its time has come, or a quorum is known to have signed it.</summary>
    /// <param name="block">The block after the head; any other is let through.</param>
    /// <param name="ct">Gives up waiting: nothing was executed or signed, and the block may come to be another one.</param>
    public async Task WaitAsync(OrderedBlock block, CancellationToken ct)
    {
        if (block.Number != store.Head!.Number + 1)
            return;

        try
        {
            while (FindAhead(block) is { } ahead)
            {
                if (block.Fabric is not null)
                {
                    // Every department endorsed it by its own clock: what is late here is this peer or its clock.
                    Alarm(ahead);
                    return;
                }

                if (waiting?.Block != block.Number)
                    PeerLog.WaitsForClock(options.Logger, options.Organisation, ahead.Reason.English);

                waiting = ahead;
                await Task.Delay(LookAgain, options.Time, ct);
            }
        }
        finally
        {
            waiting = null;
        }

        Alarm(FindBehind(block));
    }

    // The block and its seal.
    private bool IsHistory(OrderedBlock block) => isSigned(store.Head!.Size + (ulong)block.Envelopes.Count + 1);

    private LateBlock? FindAhead(OrderedBlock block)
    {
        var now = (ulong)Math.Max(0, options.Time.GetUtcNow().ToUnixTimeMilliseconds());
        return Find(block, time => time > now + EnvelopeJudge.FreshnessMs, now) is { } found && !IsHistory(block) ? found : null;
    }

    private LateBlock? FindBehind(OrderedBlock block)
    {
        var seal = store.Head!.TimeMs;
        return Find(block, time => time + EnvelopeJudge.SealToleranceMs < seal, seal) is { } found && !IsHistory(block) ? found : null;
    }

    private LateBlock? Find(OrderedBlock block, Func<ulong, bool> isOff, ulong referenceMs)
    {
        for (var i = 0; i < block.Envelopes.Count; i++)
        {
            // A malformed one has no time; executing the block says what is wrong with it.
            if (options.Envelopes.TryGet(block.LeafHashes[i], block.Envelopes[i].Span, out var envelope, out _) && isOff(envelope.Payload.TimeMs))
                return new LateBlock(block.Number, envelope.LeafHash, SignerOf(envelope), envelope.Payload.TimeMs, referenceMs);
        }

        return null;
    }

    private string SignerOf(DecodedEnvelope envelope)
    {
        var creditCode = store.ReadPage(PageKeys.Key(envelope.KeyId)) is { } page
            ? SigningKey.Parser.ParseFrom(Page.Parser.ParseFrom(page).Body).CreditCode
            : "";
        return options.Genesis.Genesis.Members.FirstOrDefault(member => member.CreditCode == creditCode)?.Organisation ?? "";
    }

    private void Alarm(LateBlock? found)
    {
        if (found is not null)
            PeerLog.LateBlock(options.Logger, options.Organisation, found.Reason.English);

        late = found;
    }
}
