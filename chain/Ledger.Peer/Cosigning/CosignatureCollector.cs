using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>Takes in the lines of all cosigners, this peer's own among them, from the newest block that bears the quorum on, and
/// shows the newest checkpoint that bears it. Safe for use by several threads.</summary>
/// <param name="options">What the peer runs with.</param>
/// <param name="store">Keeps the lines.</param>
/// <param name="keys">Who cosigns a block.</param>
/// <param name="readStatus">How the peer fares.</param>
/// <param name="evidence">Keeps the evidence of second roots, and is told when most agree on another root.</param>
/// <param name="work">Beaten when the signer may have something to do.</param>
internal sealed class CosignatureCollector(
    PeerOptions options, PeerStore store, BlockKeys keys, EvidenceKeeping evidence, Func<PeerStatus> readStatus, AsyncPulse work)
{
    /// <summary>Largest seal entry handed on with a line, in bytes; the longest there can be has about 200.</summary>
    private const int MaxSealBytes = 1024;

    private readonly AsyncPulse published = new();
    private readonly Lock gate = new();
    private readonly SortedDictionary<ulong, BlockLines> blocks = [];
    private readonly EarlyLines early = new();
    private readonly CosignatureFeed feed = new(options.Organisation);
    private readonly SignerWatch watch = new(options, keys, evidence);
    private ulong? quorumBlock;
    private ulong? logSigning;
    private PublishedCheckpoint? checkpoint;
    private PublishedBlock? shownBlock;
    private int shownLines;

    /// <summary>Newest block known to bear the quorum; null when none does yet.</summary>
    public ulong? QuorumBlock
    {
        get
        {
            lock (gate)
            {
                return quorumBlock;
            }
        }
    }

    /// <summary>Completes when a newer checkpoint may have been published; take it before looking.</summary>
    public Task NextPublished => published.Next;

    /// <summary>The newest checkpoint with the quorum and this department's log signature, if it covers a block; null when not yet.</summary>
    public PublishedBlock? ReadPublished(ulong block)
    {
        lock (gate)
        {
            return Current() is { } current && current.Info.Number >= block ? current : null;
        }
    }

    /// <summary>A block is durable here.</summary>
    public void Committed(BlockInfo info)
    {
        List<Cosigned> waiting;
        lock (gate)
        {
            waiting = [.. early.Take(info)];
        }

        foreach (var cosigned in waiting)
            Add(cosigned);

        work.Beat();
    }

    /// <summary>Takes in a line from anyone. Never throws on any input.</summary>
    /// <exception cref="StoreException">It cannot be stored.</exception>
    public CosignatureOutcome Add(Cosigned cosigned)
    {
        ArgumentNullException.ThrowIfNull(cosigned);
        if (cosigned.Root.Length != MerkleHash.Size || cosigned.Size is 0 or > MerkleLog.MaxSize || cosigned.Seal.Length > MaxSealBytes
            || !NoteSignature.TryParse(cosigned.Line, out var line, out _))
        {
            return CosignatureOutcome.Invalid;
        }

        var head = store.Head!;
        if (cosigned.Size > head.Size)
        {
            // Judged once the log is as long; a key that signs two roots is seen at once.
            var ahead = FindSigner(cosigned, line, keys.ConsortiumAt(head));
            if (ahead is var (signer, _))
                watch.Remember(signer, cosigned);

            if (KeepEarly(ahead?.Peer.Organisation ?? EarlyLines.Unknown, cosigned))
                return CosignatureOutcome.Early;
        }

        head = store.Head!;
        if (cosigned.Block > head.Number)
        {
            // Only size and root are signed; the block is what whoever hands it on says.
            cosigned = cosigned.Clone();
            cosigned.Block = head.Number;
        }

        if (cosigned.Block < QuorumBlock || cosigned.Block < store.Oldest)
            return JudgeOld(cosigned, line, store.Head!);

        try
        {
            return Judge(cosigned, line);
        }
        catch (VersionNotRetainedException)
        {
            // Dropped since it was looked for: a newer block bears the quorum.
            return JudgeOld(cosigned, line, store.Head!);
        }
    }

    /// <summary>Lines over a number of entries that the log does not have yet, the unknown keys' unverified.</summary>
    public IReadOnlyList<Cosigned> EarlyLinesOver(ulong size) => early.Over(size);

    /// <summary>The newest verified line of every key in force, and what is held over the same blocks and the newest with the quorum.</summary>
    public IReadOnlyList<Cosigned> NewestLines()
    {
        var members = keys.ConsortiumAt(store.Head!);
        lock (gate)
        {
            var newest = members.Peers.Select(peer => watch.NewestOf(peer.CosignerKey)).OfType<Cosigned>().ToList();
            var numbers = newest.Select(line => line.Block).Append(quorumBlock ?? 0).Distinct();
            return
            [
                .. newest,
                .. numbers.SelectMany(number => blocks.TryGetValue(number, out var lines) ? lines.Lines.Values.Select(line => line.Cosigned) : [])
                    .Except(newest),
            ];
        }
    }

    /// <summary>Whether verified lines of a quorum are held over at least as many entries as the log has after a block to come.</summary>
    public bool IsSigned(ulong size) => early.Agree(size, keys.ConsortiumAt(store.Head!).Quorum);

    /// <summary>First block for which this peer lacks an organisation's line, or holds one from the future only: what to ask that peer for.</summary>
    public ulong NextWanted(string organisation)
    {
        var latest = LatestSecond();
        lock (gate)
        {
            var next = quorumBlock ?? 0;
            foreach (var (number, lines) in blocks)
            {
                if (number < next)
                    continue;

                if (number > next || !lines.HasUsable(organisation, latest))
                    break;

                next = number + 1;
            }

            return next;
        }
    }

    /// <summary>This peer's own lines from a block on: those held, then every new one.</summary>
    /// <exception cref="InvalidOperationException">The reader fell too far behind; it asks again from what it lacks.</exception>
    public async IAsyncEnumerable<Cosigned> ReadOwnAsync(ulong fromBlock, [EnumeratorCancellation] CancellationToken ct)
    {
        Channel<Cosigned> live;
        List<Cosigned> stored;
        lock (gate)
        {
            live = feed.Subscribe();
            stored = [.. blocks.Where(pair => pair.Key >= fromBlock && pair.Value.Lines.ContainsKey(options.Organisation))
                .Select(pair => pair.Value.Lines[options.Organisation].Cosigned)];
        }

        try
        {
            foreach (var cosigned in stored)
                yield return cosigned;

            await foreach (var cosigned in live.Reader.ReadAllAsync(ct))
            {
                if (cosigned.Block >= fromBlock)
                    yield return cosigned;
            }
        }
        finally
        {
            lock (gate)
            {
                feed.Unsubscribe(live);
            }
        }
    }

    /// <summary>Whether this peer's own line over a block is held.</summary>
    public bool HoldsOwn(ulong block)
    {
        lock (gate)
        {
            return blocks.TryGetValue(block, out var lines) && lines.Lines.ContainsKey(options.Organisation);
        }
    }

    /// <summary>
    /// Whether this peer's own line over a block is to be signed again: it has grown old, or is from the future, signed before
    /// its clock was put right.
    /// </summary>
    public bool IsOwnUntimely(ulong block)
    {
        var (due, latest) = (Second(-options.RecosignAfter), LatestSecond());
        lock (gate)
        {
            return blocks.TryGetValue(block, out var lines) && lines.Lines.TryGetValue(options.Organisation, out var own)
                && (own.Signature.Time <= due || own.Signature.Time > latest);
        }
    }

    /// <summary>Takes this peer's own line in and sends it out.</summary>
    public void Publish(BlockInfo info, Consortium members, HeldLine line)
    {
        lock (gate)
        {
            if (Hold(info, members, options.Organisation, line))
                feed.Publish(line.Cosigned);
        }
    }

    /// <summary>The newest block with the quorum, kept until <see cref="Show"/>; null when its checkpoint is shown already.</summary>
    public ulong? NextToShow()
    {
        lock (gate)
        {
            return quorumBlock is { } newest && checkpoint?.Info.Number != newest ? logSigning = newest : null;
        }
    }

    /// <summary>Shows a checkpoint that bears the quorum, signed by this department's log.</summary>
    public void Show(PublishedCheckpoint signed)
    {
        lock (gate)
        {
            logSigning = null;
            checkpoint = signed;
            shownBlock = null;
        }

        published.Beat();
    }

    /// <summary>Ends every reader's stream.</summary>
    public void Complete()
    {
        lock (gate)
        {
            feed.Complete();
        }
    }

    /// <summary>
    /// Keeps a line over more entries than the store holds; false when it has come to hold them meanwhile, and nobody would
    /// take the line out again.
    /// </summary>
    private bool KeepEarly(string signer, Cosigned cosigned)
    {
        lock (gate)
        {
            if (cosigned.Size <= store.Head!.Size)
                return false;

            early.Add(signer, cosigned);
            return true;
        }
    }

    private CosignatureOutcome Judge(Cosigned cosigned, NoteSignature line)
    {
        var info = keys.Info(cosigned.Block);
        var members = keys.ConsortiumAt(info);
        if (FindSigner(cosigned, line, members) is not var (signer, verified))
            return CosignatureOutcome.Invalid;

        watch.Remember(signer, cosigned);
        var own = cosigned.Size == info.Size && cosigned.Root.Span.SequenceEqual(info.Root);
        return own
            ? Take(info, members, signer.Organisation, new HeldLine(cosigned, verified))
            : TakeOther(info, members, signer, cosigned);
    }

    /// <summary>A line that is no longer needed: only one over another root than this log's is looked at, and is an alarm all the same.</summary>
    private CosignatureOutcome JudgeOld(Cosigned cosigned, NoteSignature line, BlockInfo head)
    {
        if (cosigned.Size <= head.Size && keys.Agrees(cosigned))
            return CosignatureOutcome.NotNeeded;

        // The pages of so old a block may be gone: by the keys as they stand now.
        var members = keys.ConsortiumAt(head);
        if (FindSigner(cosigned, line, members) is not var (signer, _))
            return CosignatureOutcome.NotNeeded;

        watch.Remember(signer, cosigned);
        return TakeOther(keys.Info(cosigned.Block), members, signer, cosigned);
    }

    private (ConsortiumPeer Peer, VerifiedSignature Signature)? FindSigner(Cosigned cosigned, NoteSignature line, Consortium members) =>
        members.FindSigner(line) is { } signer && keys.Verify(cosigned, signer.CosignerKey, out var verified) ? (signer, verified) : null;

    /// <summary>
    /// What a line over another root contradicts: the same key's own line at that size, else the newest note with the quorum,
    /// else what this log holds.
    /// </summary>
    private string Contradicted(ConsortiumPeer signer, BlockInfo info, Cosigned cosigned)
    {
        lock (gate)
        {
            return watch.NewestOf(signer.CosignerKey) is { } newest && newest.Size == cosigned.Size && newest.Root != cosigned.Root ? keys.NoteOf(newest)
                : info.Size == cosigned.Size && blocks.TryGetValue(info.Number, out var lines) && lines.Lines.TryGetValue(signer.Organisation, out var line)
                    ? keys.NoteOf(line.Cosigned)
                : Current()?.Note.ToString() ?? keys.TextOf(info);
        }
    }

    private CosignatureOutcome Take(BlockInfo info, Consortium members, string organisation, HeldLine line)
    {
        lock (gate)
        {
            if (!Hold(info, members, organisation, line))
                return CosignatureOutcome.Known;

            // Under the lock: a block written in between would drop what an older quorum rests on, and lack this.
            store.Lines.Add([(organisation, line.Cosigned)], quorumBlock ?? 0);
        }

        work.Beat();
        return CosignatureOutcome.Stored;
    }

    /// <summary>Keeps a line over this peer's root and looks whether the quorum is met. Under the lock.</summary>
    private bool Hold(BlockInfo info, Consortium members, string organisation, HeldLine line)
    {
        if (info.Number < quorumBlock)
            return false;

        if (!blocks.TryGetValue(info.Number, out var lines))
            blocks[info.Number] = lines = new BlockLines(info);

        if (!lines.TryAdd(organisation, line, LatestSecond()))
            return false;

        if (info.Number == checkpoint?.Info.Number)
            shownBlock = null;

        if ((quorumBlock is not { } newest || info.Number > newest) && lines.MeetsQuorum(members))
        {
            quorumBlock = info.Number;
            DropBelow(info.Number);
        }

        return true;
    }

    /// <summary>Forgets the lines of blocks below the newest quorum, but for the checkpoint still being shown and the one about to be.</summary>
    private void DropBelow(ulong block)
    {
        foreach (var number in blocks.Keys.TakeWhile(number => number < block).ToList())
        {
            if (number != checkpoint?.Info.Number && number != logSigning)
                blocks.Remove(number);
        }
    }

    private CosignatureOutcome TakeOther(BlockInfo info, Consortium members, ConsortiumPeer signer, Cosigned cosigned)
    {
        // A size that is no block end here is still a statement about this log's first entries.
        if (keys.Agrees(cosigned))
            return CosignatureOutcome.Invalid;

        IReadOnlyCollection<string> agreeing = [];
        lock (gate)
        {
            if (!(info.Number < quorumBlock))
            {
                if (!blocks.TryGetValue(info.Number, out var lines))
                    blocks[info.Number] = lines = new BlockLines(info);

                agreeing = [.. lines.AddOther(signer.Organisation, cosigned)];
            }
        }

        watch.Raise(signer, Contradicted(signer, info, cosigned), cosigned);
        if (2 * agreeing.Count > members.Peers.Count && readStatus().State != PeerState.Diverged)
            evidence.Divergence.Report(info.Number, agreeing, QuorumBlock);

        return CosignatureOutcome.OtherRoot;
    }

    private PublishedBlock? Current()
    {
        if (checkpoint is not { } shown)
            return null;

        var held = blocks[shown.Info.Number].Lines.Values;
        var latest = LatestSecond();
        var usable = held.Count(line => line.Signature.Time <= latest);
        if (shownBlock is null || shownLines != usable)
        {
            // Nobody is given a line from the future where the others suffice: it dates nothing, and a reader would ask what it means.
            shownBlock = Compose(shown, held.Where(line => line.Signature.Time <= latest)) is { Verdict.IsValid: true } sufficient
                ? sufficient
                : Compose(shown, held);
            shownLines = usable;
        }

        return shownBlock;
    }

    private static PublishedBlock Compose(PublishedCheckpoint shown, IEnumerable<HeldLine> lines)
    {
        List<VerifiedSignature> signatures = [shown.LogSignature, .. lines.Select(line => line.Signature)];
        return new PublishedBlock(shown.Info, SignedNote.Create(shown.Text, signatures), shown.Policy.Judge(Checkpoint.Parse(shown.Text), signatures));
    }

    /// <summary>POSIX second after which a line's time lies in this peer's future.</summary>
    private ulong LatestSecond() => Second(CheckpointVerdict.MaxClockSkew);

    private ulong Second(TimeSpan fromNow) => (ulong)Math.Max(0, (options.Time.GetUtcNow() + fromNow).ToUnixTimeSeconds());
}
