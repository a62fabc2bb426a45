using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// A peer's cosignatures and those of the others. The peer signs the checkpoint of every block above the newest one
/// known to bear the quorum, in order, once the block is durable; collects the others' lines; and adds the log
/// signature to a checkpoint that meets the quorum. Safe for use by several threads.
/// </summary>
public sealed class PeerCosigning : ICosignatureSource, IAsyncDisposable
{
    /// <summary>Blocks without the quorum from which on ordering takes in governance only.</summary>
    public const ulong MaxBlocksWithoutQuorum = 1000;

    /// <summary>Shortest time between two cosignatures of one checkpoint on request.</summary>
    public static readonly TimeSpan MinRecosignInterval = TimeSpan.FromMinutes(1);

    /// <summary>How soon it is noticed that the peer may sign again, or that its clock was put right.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    /// <summary>How long without anything to do before lines are written that no block has taken along.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly PeerOptions options;
    private readonly PeerStore store;
    private readonly Func<PeerStatus> readStatus;
    private readonly Action<PeerStatus> reportStatus;
    private readonly Func<bool> maySign;
    private readonly Action<StoreException> reportFault;
    private readonly CancellationTokenSource stopping = new();
    private readonly AsyncPulse work = new();
    private readonly EvidenceKeeping evidence;
    private readonly CosignatureCollector collector;
    private readonly EarlyQuorum earlyQuorum;
    private readonly CheckpointSigner signer;
    private Task loop = Task.CompletedTask;

    private PeerCosigning(PeerOptions options, PeerStore store,
        Func<PeerStatus> readStatus, Action<PeerStatus> reportStatus, Func<bool> maySign, Action<StoreException> reportFault)
    {
        this.options = options;
        this.store = store;
        this.readStatus = readStatus;
        this.reportStatus = reportStatus;
        this.maySign = maySign;
        this.reportFault = reportFault;
        var keys = new BlockKeys(store, options.Genesis.Origin, options.Cosignatures);
        evidence = new EvidenceKeeping(
            AlarmFile.Open(options.Disk, store),
            new DivergenceReport(store, options.Divergence, reportStatus, () => evidence!.WriteOut(), options.Logger, stopping.Token),
            reportFault);
        collector = new CosignatureCollector(options, store, keys, evidence, readStatus, work);
        earlyQuorum = new EarlyQuorum(store, keys, collector);
        signer = CheckpointSigner.Open(options, store, keys, collector);
    }

    /// <inheritdoc/>
    public string Organisation => options.Organisation;

    /// <summary>Newest block known to bear the quorum; null when none does yet.</summary>
    public ulong? QuorumBlock => collector.QuorumBlock;

    /// <summary>Blocks at the head that lack the quorum.</summary>
    public ulong BlocksWithoutQuorum => store.Head is { } head ? head.Number + 1 - (QuorumBlock + 1 ?? 0) : 0;

    /// <summary>Whether so many blocks lack the quorum that ordering must take in governance only.</summary>
    public bool IsQuorumOverdue => BlocksWithoutQuorum >= MaxBlocksWithoutQuorum;

    /// <summary>The newest checkpoint that bears the quorum, with the log signature and all lines held by now; null when there is none yet.</summary>
    public SignedNote? Checkpoint => collector.ReadPublished(0)?.Note;

    /// <summary>Every alarm this peer raised, oldest first, with both notes; kept for ever.</summary>
    public IReadOnlyList<RootAlarm> Alarms => evidence.Alarms.Alarms;

    /// <summary>The newest checkpoint this peer's key signed, by its file; null when there is none. The store may lack its block.</summary>
    internal Cosigned? NewestSigned => signer.NewestSigned;

    /// <summary>The newest checkpoints this peer's keys signed, by their files: as cosigner, and as the log's.</summary>
    internal IEnumerable<Cosigned> OwnSigned => new[] { signer.NewestSigned, signer.NewestLogged }.OfType<Cosigned>();

    /// <summary>Whether verified lines of a quorum are held over at least as many entries as the log has after a block to come.</summary>
    internal bool IsSigned(ulong size) => collector.IsSigned(size);

    /// <summary>Completes when a newer checkpoint may have been published; take it before looking.</summary>
    internal Task NextPublished => collector.NextPublished;

    /// <summary>Whether the store holds what this peer's keys signed before; false while it is rebuilt.</summary>
    internal bool HasReachedSigned => signer.HasReachedSigned;

    internal static PeerCosigning Open(PeerOptions options, PeerStore store,
        Func<PeerStatus> readStatus, Action<PeerStatus> reportStatus, Func<bool> maySign, Action<StoreException> reportFault)
    {
        var cosigning = new PeerCosigning(options, store, readStatus, reportStatus, maySign, reportFault);
        try
        {
            cosigning.Load();
            return cosigning;
        }
        catch
        {
            cosigning.signer.Dispose();
            throw;
        }
    }

    internal void Start()
    {
        loop = Task.Run(() => RunAsync(stopping.Token));
    }

    /// <summary>Whether a quorum is known to have signed these bytes of the block after the head.</summary>
    internal bool BearsQuorum(OrderedBlock block) => earlyQuorum.Signed(block);

    /// <summary>The peer may sign from now on.</summary>
    internal void Resume() => work.Beat();

    /// <summary>A block is durable here.</summary>
    internal void Committed(BlockInfo info) => collector.Committed(info);

    /// <summary>Takes in a line from anyone. Never throws on any input.</summary>
    /// <exception cref="StoreException">It cannot be stored.</exception>
    public CosignatureOutcome AddCosignature(Cosigned cosigned) => collector.Add(cosigned);

    /// <summary>First block for which this peer lacks an organisation's line: what to ask that peer for.</summary>
    public ulong NextWanted(string organisation) => collector.NextWanted(organisation);

    /// <summary>
    /// What another member asks after its start: the newest line held here of every key and the others over the same blocks, so
    /// that lines from several answers join to a quorum; those of the newest checkpoint with the quorum; what proves a second root
    /// of the asker's key; and this peer's own newest line. A peer answers before it signs itself.
    /// </summary>
    /// <param name="asker">Organisation that asks.</param>
    public StandingAnswer AnswerStanding(string asker) => new(
    [
        .. Alarms.Where(alarm => alarm.Organisation == asker).Select(alarm => CheckpointSigner.ToCosigned(alarm.Block, alarm.Second)),
        .. NewestSigned is { } own ? [own] : Array.Empty<Cosigned>(),
        .. collector.NewestLines(),
    ],
    !signer.HasReachedSigned);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The reader fell too far behind; it asks again from what it lacks.</exception>
    public IAsyncEnumerable<Cosigned> ReadCosignedAsync(ulong fromBlock, CancellationToken ct) => collector.ReadOwnAsync(fromBlock, ct);

    /// <summary>Cosigns the newest checkpoint again with the present time, at most once a minute; evidence of an idle ledger stays fresh.</summary>
    /// <returns>False when the last request is less than a minute old, nothing was signed yet, or the peer may not sign.</returns>
    public bool RequestRecosign()
    {
        if (!maySign() || !signer.RequestRecosign())
            return false;

        work.Beat();
        return true;
    }

    /// <summary>The newest checkpoint with a quorum if it covers a block, with its note; null when not yet.</summary>
    internal PublishedBlock? ReadPublished(ulong block) => collector.ReadPublished(block);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        await evidence.Divergence.Idle;
        collector.Complete();
        WriteLines();
        signer.Dispose();
        stopping.Dispose();
    }

    private void Load()
    {
        foreach (var cosigned in store.Lines.Read().ToList())
            collector.Add(cosigned);

        if (signer.ReadNewest() is { } newest)
            collector.Add(newest);

        signer.ShowSigned();
        foreach (var alarm in Alarms)
            PeerLog.AlarmStands(options.Logger, Organisation, alarm.Organisation, alarm.Block, alarm.Size);
    }

    private void WriteLines()
    {
        try
        {
            store.WriteLines();
        }
        catch (StoreException e) when (e is not StoreDamagedException)
        {
            // The peer knows by the store and waits for the disk. The lines are held; what is lost of them is sent again.
        }
        catch (StoreDamagedException e)
        {
            // Told once: the lines go on waiting, and are tried again and again.
            if (readStatus().State != PeerState.Failed)
                reportStatus(new PeerStatus(PeerState.Failed, e.Message, e.FirstBlock));
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var next = work.Next;
            evidence.WriteOut();
            try
            {
                if (maySign() && readStatus().State is (PeerState.Running or PeerState.Halted))
                    signer.Run();
            }
            catch (VersionNotRetainedException)
            {
                // While this peer catches up, a newer quorum can let go of the block it was about to sign.
                work.Beat();
            }
            catch (StoreException e) when (e is not StoreDamagedException)
            {
                // Nothing was shown of what is not on disk: it is signed once the disk takes it.
                reportFault(e);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A defect must not end signing in silence: the status says why, and a restart begins again from what is on disk.
                reportStatus(new PeerStatus(PeerState.Failed, e.Message, null));
            }

            try
            {
                var pause = store.Lines.AreWaiting ? Idle : LookAgain;
                await next.WaitAsync(pause < options.RecosignAfter ? pause : options.RecosignAfter, options.Time, ct);
            }
            catch (TimeoutException)
            {
                // Nobody tells of a clock put right, or of a line grown old: both are looked for.
                WriteLines();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
