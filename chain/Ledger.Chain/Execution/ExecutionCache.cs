using System.Security.Cryptography;
using Ledger.Log;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>
/// What peers of one process need not compute each for itself, given to all of them: that an envelope is accepted over pages that
/// each peer has compared with its own, and what a block's writes make of the state tree. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Only acceptance is shared. What ordering alone judges (clock, age, the build's profiles) refuses, and no refusal is shared; nor
/// does ordering take an acceptance from here. A tree update is taken only over the seal it was made over, which fixes every block before,
/// and for the very writes; the peer compares its own root before, and its seal holds the root after.
/// </remarks>
public sealed class ExecutionCache
{
    /// <summary>Tree updates kept: peers of one process are few blocks apart.</summary>
    private const int Updates = 8;

    private readonly Lock gate = new();
    private readonly Queue<(LeafKey Key, StateUpdate Update)> updates = new(Updates);
    private long executed;
    private long shared;

    /// <summary>Envelopes whose rules were executed by a peer that shares.</summary>
    public long Executed => Interlocked.Read(ref executed);

    /// <summary>Envelopes that a peer took as accepted after it compared the pages.</summary>
    public long Shared => Interlocked.Read(ref shared);

    /// <summary>The judgement of an envelope that was accepted over the pages of this state; null when it must be executed.</summary>
    internal Judgement? Find(DecodedEnvelope envelope, string origin, IContract contract, IPageSource state)
    {
        if (envelope.Acceptance is not { } acceptance || !acceptance.HoldsFor(origin, contract, state))
            return null;

        Interlocked.Increment(ref shared);
        return acceptance.Judgement;
    }

    /// <summary>Offers a judgement to the other peers, if it is one of acceptance.</summary>
    internal void Offer(DecodedEnvelope envelope, string origin, IContract contract, Judgement judgement)
    {
        Interlocked.Increment(ref executed);
        if (judgement.Outcome == JudgementOutcome.Accepted)
            envelope.Acceptance = new SharedAcceptance(origin, contract, judgement);
    }

    /// <summary>The update that a block's writes make over a head, made by this peer or by another of the process.</summary>
    /// <param name="head">The block before.</param>
    /// <param name="entries">The block's entries.</param>
    /// <param name="make">Makes the update from this peer's own tree.</param>
    internal StateUpdate Update(BlockInfo head, IReadOnlyList<SealedEntry> entries, Func<StateUpdate> make)
    {
        var key = KeyOf(head, entries);
        lock (gate)
        {
            foreach (var (known, update) in updates)
            {
                if (known == key)
                    return update;
            }
        }

        var made = make();
        lock (gate)
        {
            if (updates.Count == Updates)
                updates.Dequeue();

            updates.Enqueue((key, made));
        }

        return made;
    }

    /// <summary>The seal before fixes the tree with all its versions; the writes' hashes fix what changes.</summary>
    private static LeafKey KeyOf(BlockInfo head, IReadOnlyList<SealedEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head.SealHash);
        foreach (var entry in entries)
            hash.AppendData(entry.WriteHash);

        return LeafKey.Read(hash.GetHashAndReset());
    }
}
