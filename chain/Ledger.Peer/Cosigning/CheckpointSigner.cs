using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// Signs with this peer's keys: the checkpoint of every durable block, in order, and with the log's key what bears the
/// quorum. Used by one thread, but for what is said otherwise.
/// </summary>
/// <remarks>
/// What a key signed is on disk, in a file of its own, before the line leaves: a store that later lacks the block is
/// noticed at start. Of the log's key that holds by the file of cosignatures alone where this covers the block, that is shows
/// the same block or a later one: who must hold the later one, under its root, holds no other history before it. Then the log's
/// file is written but not synced, and after a power cut it may show an older checkpoint than was seen.
/// </remarks>
internal sealed class CheckpointSigner : IDisposable
{
    private const int SignedAtOnce = 128;

    private readonly PeerOptions options;
    private readonly PeerStore store;
    private readonly BlockKeys keys;
    private readonly CosignatureCollector collector;
    private readonly SignedCheckpointFile cosignedFile;
    private readonly SignedCheckpointFile logFile;
    private readonly Lock gate = new();
    private ulong nextToSign;
    private bool historyCompared;
    private bool recosign;
    private DateTimeOffset? lastRecosign;
    private volatile Cosigned? newestSigned;

    private CheckpointSigner(
        PeerOptions options, PeerStore store, BlockKeys keys, CosignatureCollector collector, SignedCheckpointFile cosignedFile, SignedCheckpointFile logFile)
    {
        this.options = options;
        this.store = store;
        this.keys = keys;
        this.collector = collector;
        this.cosignedFile = cosignedFile;
        this.logFile = logFile;
        nextToSign = cosignedFile.Block + 1 ?? 0;
        newestSigned = Newest(cosignedFile);
        NewestLogged = Newest(logFile);
    }

    /// <summary>The newest checkpoint that was signed, by its file; null when there is none. From any thread.</summary>
    public Cosigned? NewestSigned => newestSigned;

    /// <summary>
    /// The newest checkpoint the log's key had signed at the start, by its file; null when there is none. After a power cut it may be
    /// older than what was shown, but then <see cref="NewestSigned"/> is not.
    /// </summary>
    public Cosigned? NewestLogged { get; }

    /// <summary>A line out of a note that holds it alone, without its seal.</summary>
    public static Cosigned ToCosigned(ulong block, string note)
    {
        var parsed = SignedNote.Parse(note);
        var checkpoint = Checkpoint.Parse(parsed.Text);
        return new Cosigned
        {
            Block = block,
            Size = checkpoint.Size,
            Root = ByteString.CopyFrom(checkpoint.Root.Span),
            Line = parsed.Signatures[0].ToString(),
        };
    }

    private static Cosigned? Newest(SignedCheckpointFile file) => file is { Block: { } block, Note: { } note } ? ToCosigned(block, note) : null;

    /// <summary>Opens the files of what was signed and compares them with the store.</summary>
    /// <exception cref="StoreDamagedException">A file is damaged, or the store has lost or changed what was signed.</exception>
    public static CheckpointSigner Open(PeerOptions options, PeerStore store, BlockKeys keys, CosignatureCollector collector)
    {
        var cosigned = SignedCheckpointFile.Open(options.Disk, PeerFolder.CosignedName, options.Probe);
        SignedCheckpointFile? logged = null;
        try
        {
            logged = SignedCheckpointFile.Open(options.Disk, PeerFolder.LoggedName);
            var signer = new CheckpointSigner(options, store, keys, collector, cosigned, logged);
            signer.CompareHistory();
            return signer;
        }
        catch
        {
            logged?.Dispose();
            cosigned.Dispose();
            throw;
        }
    }

    /// <summary>The newest line of this peer's key, from its file; null when nothing was signed, or not over what the store holds.</summary>
    /// <remarks>The line in the file is durable; the copy in the store may have been lost with the machine.</remarks>
    public Cosigned? ReadNewest() =>
        cosignedFile is { Block: { } block, Note: { } text } && block <= store.Head!.Number && block >= store.Oldest
            ? ToCosigned(keys.Info(block), SignedNote.Parse(text).Signatures[0].ToString())
            : null;

    /// <summary>Shows the newest checkpoint with the quorum if the log signed it before: what was signed once needs no leave to be shown again.</summary>
    public void ShowSigned()
    {
        if (collector.QuorumBlock is { } block && logFile.Block == block && logFile.Note is { } text && keys.Info(block) is var info
            && SignedNote.Parse(text) is var note && note.Text == keys.TextOf(info)
            && options.LogSigner is { } signer && signer.Key.Verify(note.Text, note.Signatures[0], out var signature))
        {
            collector.Show(new PublishedCheckpoint(info, note.Text, signature, keys.ConsortiumAt(info).Policy));
        }
    }

    /// <summary>Asks for the newest checkpoint to be cosigned again with the present time. From any thread.</summary>
    /// <returns>False when the last request is less than a minute old or nothing was signed yet.</returns>
    public bool RequestRecosign()
    {
        lock (gate)
        {
            var now = options.Time.GetUtcNow();
            if (nextToSign == 0 || now - lastRecosign < PeerCosigning.MinRecosignInterval)
                return false;

            lastRecosign = now;
            recosign = true;
            return true;
        }
    }

    /// <summary>Signs all there is to sign.</summary>
    /// <exception cref="VersionNotRetainedException">A newer quorum let go of a block about to be signed; to be called again.</exception>
    /// <exception cref="StoreDamagedException">The store holds another history than was signed before.</exception>
    /// <exception cref="StoreException">Something cannot be written.</exception>
    public void Run()
    {
        if (CompareHistory())
        {
            SignOutstanding();
            SignAgain();
            SignLog();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cosignedFile.Dispose();
        logFile.Dispose();
    }

    /// <summary>Whether the store has come to what this peer's keys signed before; false while it is rebuilt.</summary>
    public bool HasReachedSigned => Volatile.Read(ref historyCompared);

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
            var quorumBlock = collector.QuorumBlock ?? 0;
            var from = Math.Max(nextToSign, quorumBlock);
            if (from > head.Number)
                return;

            var last = Math.Min(head.Number, from + SignedAtOnce - 1);
            var signed = new List<(BlockInfo Info, Consortium Members, HeldLine Line)>();
            for (var number = from; number <= last; number++)
            {
                var info = keys.Info(number);
                if (number >= store.Oldest && keys.ConsortiumAt(info) is { } members
                    && members.Find(options.Organisation)?.CosignerKey.Equals(cosigner.Key) == true)
                {
                    signed.Add((info, members, Sign(cosigner, info)));
                }
            }

            if (signed.Count > 0)
            {
                var newest = signed[^1];
                options.Probe?.Invoke(StorePoint.BeforeCosignedFile);
                cosignedFile.Write(newest.Info.Number, $"{keys.TextOf(newest.Info)}\n{newest.Line.Cosigned.Line}");
                newestSigned = newest.Line.Cosigned;
                options.Probe?.Invoke(StorePoint.AfterCosignedFile);
                store.Lines.Add(signed.Select(s => (options.Organisation, s.Line.Cosigned)), quorumBlock);
                options.Probe?.Invoke(StorePoint.AfterOwnLinesQueued);
            }

            lock (gate)
            {
                nextToSign = last + 1;
            }

            foreach (var (info, members, line) in signed)
                collector.Publish(info, members, line);
        }
    }

    /// <summary>
    /// Signs the newest checkpoint again with the present time: when that was asked for, when the line held has grown old, and
    /// when it was signed by a clock that ran ahead.
    /// </summary>
    private void SignAgain()
    {
        lock (gate)
        {
            if (options.Cosigner is null || nextToSign == 0 || (!recosign && !collector.IsOwnUntimely(nextToSign - 1)))
                return;

            recosign = false;
        }

        if (!collector.HoldsOwn(nextToSign - 1))
            return;

        var info = keys.Info(nextToSign - 1);
        var line = Sign(options.Cosigner, info);
        store.Lines.Add([(options.Organisation, line.Cosigned)], collector.QuorumBlock ?? 0);
        collector.Publish(info, keys.ConsortiumAt(info), line);
    }

    /// <summary>Adds the log signature to the newest checkpoint that meets the quorum; bound by a durable file before anyone sees it.</summary>
    private void SignLog()
    {
        if (collector.NextToShow() is not { } block)
            return;

        var info = keys.Info(block);
        var members = keys.ConsortiumAt(info);
        if (options.LogSigner is not { } signer || members.Find(options.Organisation)?.LogKey.Equals(signer.Key) != true)
            return;

        var signature = signer.Sign(new Checkpoint(options.Genesis.Origin, info.Size, info.Root));
        if (logFile.Block is not { } last || last < block)
        {
            options.Probe?.Invoke(StorePoint.BeforeLogFile);
            logFile.Write(block, $"{keys.TextOf(info)}\n{signature.Line}", sync: !(cosignedFile.Block >= block));
            options.Probe?.Invoke(StorePoint.AfterLogFile);
        }

        collector.Show(new PublishedCheckpoint(info, keys.TextOf(info), signature, members.Policy));
    }

    private HeldLine Sign(Cosigner cosigner, BlockInfo info)
    {
        var text = keys.TextOf(info);
        var signature = cosigner.Cosign(Checkpoint.Parse(text), options.Time.GetUtcNow());
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
}
