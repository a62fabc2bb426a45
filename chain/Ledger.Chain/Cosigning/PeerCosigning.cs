using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// A peer's cosignatures and those of the others. The peer signs the checkpoint of every block above the newest one
/// known to bear the quorum, in order, once the block is durable; collects the others' lines; and adds the log
/// signature to a checkpoint that meets the quorum. Safe for use by several threads.
/// </summary>
/// <remarks>
/// What a key signed is on disk, in a file of its own, before the line leaves: a store that later lacks the block is
/// noticed at start.
/// </remarks>
public sealed class PeerCosigning : ICosignatureSource, IAsyncDisposable
{
    /// <summary>Blocks without the quorum from which on ordering takes in governance only.</summary>
    public const ulong MaxBlocksWithoutQuorum = 1000;

    /// <summary>Shortest time between two cosignatures of one checkpoint on request.</summary>
    public static readonly TimeSpan MinRecosignInterval = TimeSpan.FromMinutes(1);

    /// <summary>Largest seal entry handed on with a line, in bytes; the longest there can be has about 200.</summary>
    private const int MaxSealBytes = 1024;

    private const int SignedAtOnce = 128;

    private readonly PeerOptions options;
    private readonly PeerStore store;
    private readonly Func<PeerStatus> readStatus;
    private readonly Action<PeerStatus> reportStatus;
    private readonly SignedCheckpointFile cosignedFile;
    private readonly SignedCheckpointFile logFile;
    private readonly CancellationTokenSource stopping = new();
    private readonly AsyncPulse work = new();
    private readonly AsyncPulse published = new();
    private readonly Lock gate = new();
    private readonly SortedDictionary<ulong, BlockLines> blocks = [];
    private readonly EarlyLines early = new();
    private readonly Dictionary<string, Cosigned> ahead = new(StringComparer.Ordinal);
    private readonly CosignatureFeed feed;
    private readonly BlockKeys keys;
    private readonly DivergenceReport divergence;
    private Task loop = Task.CompletedTask;
    private ulong? quorumBlock;
    private ulong? logSigning;
    private ulong nextToSign;
    private bool historyCompared;
    private bool recosign;
    private DateTimeOffset? lastRecosign;
    private PublishedCheckpoint? checkpoint;
    private SignedNote? note;

    private PeerCosigning(
        PeerOptions options,
        PeerStore store,
        SignedCheckpointFile cosignedFile,
        SignedCheckpointFile logFile,
        Func<PeerStatus> readStatus,
        Action<PeerStatus> reportStatus)
    {
        this.options = options;
        this.store = store;
        this.cosignedFile = cosignedFile;
        this.logFile = logFile;
        this.readStatus = readStatus;
        this.reportStatus = reportStatus;
        nextToSign = cosignedFile.Block + 1 ?? 0;
        feed = new CosignatureFeed(options.Organisation);
        keys = new BlockKeys(store, options.Genesis.Origin);
        divergence = new DivergenceReport(store, options.Divergence, reportStatus, options.Logger, stopping.Token);
    }

    /// <inheritdoc/>
    public string Organisation => options.Organisation;

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

    /// <summary>Blocks at the head that lack the quorum.</summary>
    public ulong BlocksWithoutQuorum => store.Head is { } head ? head.Number + 1 - (QuorumBlock + 1 ?? 0) : 0;

    /// <summary>Whether so many blocks lack the quorum that ordering must take in governance only.</summary>
    public bool IsQuorumOverdue => BlocksWithoutQuorum >= MaxBlocksWithoutQuorum;

    /// <summary>The newest checkpoint that bears the quorum, with the log signature and all lines held by now; null when there is none yet.</summary>
    public SignedNote? Checkpoint
    {
        get
        {
            lock (gate)
            {
                return Current()?.Note;
            }
        }
    }

    internal static PeerCosigning Open(PeerOptions options, PeerStore store, Func<PeerStatus> readStatus, Action<PeerStatus> reportStatus)
    {
        var cosigned = SignedCheckpointFile.Open(Path.Combine(options.Directory, "cosigned.checkpoint"), options.Probe);
        SignedCheckpointFile? logged = null;
        try
        {
            logged = SignedCheckpointFile.Open(Path.Combine(options.Directory, "log.checkpoint"));
            var cosigning = new PeerCosigning(options, store, cosigned, logged, readStatus, reportStatus);
            cosigning.Load();
            return cosigning;
        }
        catch
        {
            logged?.Dispose();
            cosigned.Dispose();
            throw;
        }
    }

    internal void Start()
    {
        loop = Task.Run(() => RunAsync(stopping.Token));
    }

    /// <summary>A block is durable here.</summary>
    internal void Committed(BlockInfo info)
    {
        List<Cosigned> waiting;
        lock (gate)
        {
            waiting = [.. early.Take(info.Number)];
            foreach (var (organisation, cosigned) in ahead.Where(pair => pair.Value.Size <= info.Size).ToList())
            {
                ahead.Remove(organisation);
                waiting.Add(cosigned);
            }
        }

        foreach (var cosigned in waiting)
        {
            AddCosignature(cosigned);
        }

        work.Beat();
    }

    /// <summary>Takes in a line from anyone. Never throws on any input.</summary>
    /// <exception cref="StoreException">It cannot be stored.</exception>
    public CosignatureOutcome AddCosignature(Cosigned cosigned)
    {
        ArgumentNullException.ThrowIfNull(cosigned);
        if (cosigned.Root.Length != MerkleHash.Size || cosigned.Size is 0 or > MerkleLog.MaxSize || cosigned.Seal.Length > MaxSealBytes || !NoteSignature.TryParse(cosigned.Line, out var line, out _))
        {
            return CosignatureOutcome.Invalid;
        }

        lock (gate)
        {
            if (cosigned.Block > (store.Head?.Number ?? 0))
            {
                early.Add(cosigned);
                return CosignatureOutcome.Early;
            }

            if (cosigned.Block < quorumBlock || cosigned.Block < store.Oldest)
            {
                return CosignatureOutcome.NotNeeded;
            }
        }

        try
        {
            return Judge(cosigned, line);
        }
        catch (VersionNotRetainedException)
        {
            // Dropped since it was looked for: a newer block bears the quorum.
            return CosignatureOutcome.NotNeeded;
        }
    }

    /// <summary>First block for which this peer lacks an organisation's line: what to ask that peer for.</summary>
    public ulong NextWanted(string organisation)
    {
        lock (gate)
        {
            var next = quorumBlock ?? 0;
            foreach (var (number, lines) in blocks)
            {
                if (number < next)
                {
                    continue;
                }

                if (number > next || !lines.Lines.ContainsKey(organisation))
                {
                    break;
                }

                next = number + 1;
            }

            return next;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The reader fell too far behind; it asks again from what it lacks.</exception>
    public async IAsyncEnumerable<Cosigned> ReadCosignedAsync(ulong fromBlock, [EnumeratorCancellation] CancellationToken ct)
    {
        Channel<Cosigned> live;
        List<Cosigned> stored;
        lock (gate)
        {
            live = feed.Subscribe();
            stored = [.. blocks.Where(pair => pair.Key >= fromBlock && pair.Value.Lines.ContainsKey(Organisation))
                .Select(pair => pair.Value.Lines[Organisation].Cosigned)];
        }

        try
        {
            foreach (var cosigned in stored)
            {
                yield return cosigned;
            }

            await foreach (var cosigned in live.Reader.ReadAllAsync(ct))
            {
                if (cosigned.Block >= fromBlock)
                {
                    yield return cosigned;
                }
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

    /// <summary>Cosigns the newest checkpoint again with the present time, at most once a minute; evidence of an idle ledger stays fresh.</summary>
    /// <returns>False when the last request is less than a minute old or nothing was signed yet.</returns>
    public bool RequestRecosign()
    {
        lock (gate)
        {
            var now = options.Time.GetUtcNow();
            if (nextToSign == 0 || now - lastRecosign < MinRecosignInterval)
            {
                return false;
            }

            lastRecosign = now;
            recosign = true;
        }

        work.Beat();
        return true;
    }

    /// <summary>The newest checkpoint with a quorum if it covers a block, with its note; null when not yet.</summary>
    internal PublishedBlock? ReadPublished(ulong block)
    {
        lock (gate)
        {
            return Current() is { } current && current.Info.Number >= block ? current : null;
        }
    }

    /// <summary>Completes when a newer checkpoint may have been published; take it before looking.</summary>
    internal Task NextPublished => published.Next;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        await divergence.Idle;
        lock (gate)
        {
            feed.Complete();
        }

        cosignedFile.Dispose();
        logFile.Dispose();
        stopping.Dispose();
    }

    private void Load()
    {
        SignedCheckpointComparison.CheckEnd(cosignedFile, store);
        SignedCheckpointComparison.CheckEnd(logFile, store);
        CompareHistory();
        foreach (var cosigned in store.ReadLines().ToList())
        {
            AddCosignature(cosigned);
        }

        // The line in the file is durable; the copy in the store may have been lost with the machine.
        if (cosignedFile is { Block: { } block, Note: { } text } && block <= store.Head!.Number && block >= store.Oldest)
        {
            var info = keys.Info(block);
            var line = SignedNote.Parse(text).Signatures[0];
            AddCosignature(ToCosigned(info, line.ToString()));
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var next = work.Next;
            try
            {
                if (readStatus().State is PeerState.Running or PeerState.Halted && CompareHistory())
                {
                    SignOutstanding();
                    SignAgain();
                    SignLog();
                }
            }
            catch (VersionNotRetainedException)
            {
                // While this peer catches up, a newer quorum can let go of the block it was about to sign.
                work.Beat();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A defect must not end signing in silence: the status says why, and a restart begins again from what is on disk.
                reportStatus(new PeerStatus(PeerState.Failed, e.Message, null));
            }

            try
            {
                await next.WaitAsync(options.RecosignAfter, options.Time, ct);
            }
            catch (TimeoutException)
            {
                lock (gate)
                {
                    recosign = true;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Whether the store has come to what this peer's keys signed before, and holds the same. A store rebuilt by replay
    /// starts below it; until then, and over another history, nothing is signed.
    /// </summary>
    private bool CompareHistory() => historyCompared = historyCompared
        || (SignedCheckpointComparison.IsReached(cosignedFile, store, keys) && SignedCheckpointComparison.IsReached(logFile, store, keys));

    /// <summary>Signs, in order, every block that is durable and not yet known to bear the quorum.</summary>
    private void SignOutstanding()
    {
        while (options.Cosigner is { } cosigner && store.Head is { } head)
        {
            ulong from;
            lock (gate)
            {
                from = Math.Max(nextToSign, quorumBlock ?? 0);
            }

            if (from > head.Number)
            {
                return;
            }

            var last = Math.Min(head.Number, from + SignedAtOnce - 1);
            var signed = new List<(BlockInfo Info, Consortium Members, HeldLine Line)>();
            for (var number = from; number <= last; number++)
            {
                var info = keys.Info(number);
                if (number >= store.Oldest && keys.ConsortiumAt(info) is { } members && members.Find(Organisation)?.CosignerKey.Equals(cosigner.Key) == true)
                {
                    signed.Add((info, members, Sign(cosigner, info)));
                }
            }

            if (signed.Count > 0)
            {
                var newest = signed[^1];
                options.Probe?.Invoke(StorePoint.BeforeCosignedFile);
                cosignedFile.Write(newest.Info.Number, $"{keys.TextOf(newest.Info)}\n{newest.Line.Cosigned.Line}");
                options.Probe?.Invoke(StorePoint.AfterCosignedFile);
                store.WriteLines(signed.Select(s => (Organisation, s.Line.Cosigned)), quorumBlock ?? 0);
                options.Probe?.Invoke(StorePoint.AfterOwnLines);
            }

            lock (gate)
            {
                nextToSign = last + 1;
            }

            foreach (var (info, members, line) in signed)
            {
                Publish(info, members, line);
            }
        }
    }

    private void SignAgain()
    {
        BlockLines? lines;
        lock (gate)
        {
            if (!recosign || options.Cosigner is null || nextToSign == 0)
            {
                return;
            }

            recosign = false;
            if (!blocks.TryGetValue(nextToSign - 1, out lines) || !lines.Lines.ContainsKey(Organisation))
            {
                return;
            }
        }

        var line = Sign(options.Cosigner, lines.Info);
        store.WriteLines([(Organisation, line.Cosigned)], QuorumBlock ?? 0);
        Publish(lines.Info, keys.ConsortiumAt(lines.Info), line);
    }

    /// <summary>Adds the log signature to the newest checkpoint that meets the quorum; on disk before anyone sees it.</summary>
    private void SignLog()
    {
        ulong block;
        lock (gate)
        {
            if (quorumBlock is not { } newest || checkpoint?.Info.Number == newest)
            {
                return;
            }

            logSigning = block = newest;
        }

        var info = keys.Info(block);
        if (options.LogSigner is not { } signer || keys.ConsortiumAt(info).Find(Organisation)?.LogKey.Equals(signer.Key) != true)
        {
            return;
        }

        var signature = signer.Sign(new Checkpoint(options.Genesis.Origin, info.Size, info.Root));
        if (logFile.Block is not { } last || last < block)
        {
            options.Probe?.Invoke(StorePoint.BeforeLogFile);
            logFile.Write(block, $"{keys.TextOf(info)}\n{signature.Line}");
            options.Probe?.Invoke(StorePoint.AfterLogFile);
        }

        lock (gate)
        {
            logSigning = null;
            checkpoint = new PublishedCheckpoint(info, keys.TextOf(info), signature);
            note = null;
        }

        published.Beat();
    }

    private HeldLine Sign(Cosigner cosigner, BlockInfo info)
    {
        var text = keys.TextOf(info);
        var signature = cosigner.Cosign(Ledger.Log.Checkpoint.Parse(text), options.Time.GetUtcNow());
        options.Cosignatures.Add(text, signature);
        return new HeldLine(ToCosigned(info, signature.Line.ToString()), signature);
    }

    private Cosigned ToCosigned(BlockInfo info, string line) => new()
    {
        Block = info.Number,
        Size = info.Size,
        Root = ByteString.CopyFrom(info.Root),
        Seal = ByteString.CopyFrom(store.ReadEntry(info.Size - 1)),
        Line = line,
    };

    /// <summary>Takes this peer's own line in and sends it out.</summary>
    private void Publish(BlockInfo info, Consortium members, HeldLine line)
    {
        lock (gate)
        {
            if (Hold(info, members, Organisation, line))
            {
                feed.Publish(line.Cosigned);
            }
        }
    }

    private CosignatureOutcome Judge(Cosigned cosigned, NoteSignature line)
    {
        var text = new Checkpoint(options.Genesis.Origin, cosigned.Size, cosigned.Root.Span).ToString();
        var info = keys.Info(cosigned.Block);
        var members = keys.ConsortiumAt(info);
        if (members.FindSigner(line) is not { } signer || !options.Cosignatures.Verify(signer.CosignerKey, text, line, out var verified))
        {
            return CosignatureOutcome.Invalid;
        }

        var own = cosigned.Size == info.Size && cosigned.Root.Span.SequenceEqual(info.Root);
        return own
            ? Take(info, members, signer.Organisation, new HeldLine(cosigned, verified))
            : TakeOther(info, members, signer.Organisation, cosigned);
    }

    private CosignatureOutcome Take(BlockInfo info, Consortium members, string organisation, HeldLine line)
    {
        bool taken;
        lock (gate)
        {
            taken = Hold(info, members, organisation, line);
        }

        if (!taken)
        {
            return CosignatureOutcome.Known;
        }

        store.WriteLines([(organisation, line.Cosigned)], QuorumBlock ?? 0);
        work.Beat();
        return CosignatureOutcome.Stored;
    }

    /// <summary>Keeps a line over this peer's root and looks whether the quorum is met. Under the lock.</summary>
    private bool Hold(BlockInfo info, Consortium members, string organisation, HeldLine line)
    {
        if (info.Number < quorumBlock)
        {
            return false;
        }

        if (!blocks.TryGetValue(info.Number, out var lines))
        {
            blocks[info.Number] = lines = new BlockLines(info);
        }

        if (!lines.TryAdd(organisation, line))
        {
            return false;
        }

        if (info.Number == checkpoint?.Info.Number)
        {
            note = null;
        }

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
            {
                blocks.Remove(number);
            }
        }
    }

    private CosignatureOutcome TakeOther(BlockInfo info, Consortium members, string organisation, Cosigned cosigned)
    {
        lock (gate)
        {
            // Only size and root are signed, and whoever hands a line on names the block: an honest line of a later block
            // shown under an earlier number is judged once this log is as long.
            if (cosigned.Size > store.Head!.Size)
            {
                ahead.TryAdd(organisation, cosigned);
                return CosignatureOutcome.Early;
            }
        }

        // A size that is no block end here is still a statement about this log's first entries.
        if (MerkleLog.Root(cosigned.Size, store).AsSpan().SequenceEqual(cosigned.Root.Span))
        {
            return CosignatureOutcome.Invalid;
        }

        IReadOnlyCollection<string> agreeing;
        lock (gate)
        {
            if (!blocks.TryGetValue(info.Number, out var lines))
            {
                blocks[info.Number] = lines = new BlockLines(info);
            }

            agreeing = [.. lines.AddOther(organisation, cosigned)];
        }

        PeerLog.OtherRoot(options.Logger, Organisation, organisation, cosigned.Block, cosigned.Size);
        options.OnOtherRoot?.Invoke(organisation, cosigned);
        if (2 * agreeing.Count > members.Peers.Count && readStatus().State != PeerState.Diverged)
        {
            divergence.Report(info.Number, agreeing, QuorumBlock);
        }

        return CosignatureOutcome.OtherRoot;
    }

    private PublishedBlock? Current()
    {
        if (checkpoint is not { } shown)
        {
            return null;
        }

        note ??= SignedNote.Create(shown.Text, blocks[shown.Info.Number].Lines.Values.Select(l => l.Signature).Prepend(shown.LogSignature));
        return new PublishedBlock(shown.Info, note);
    }
}
