using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// One department's peer: executes every block with the domain's rules, stores it in one atomic synced write, cosigns
/// it, and proves what it holds. Safe for use by several threads; blocks are executed one after the other.
/// </summary>
public sealed partial class Peer : IAsyncDisposable
{
    private readonly PeerOptions options;
    private readonly PeerStore store;
    private readonly EnvelopeJudge judge;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly AsyncPulse committed = new();
    private readonly LiveIntake intake;
    private readonly StoreRecovery recovery;
    private volatile PeerStatus status = PeerStatus.Running;

    private Peer(PeerOptions options, PeerStore store)
    {
        this.options = options;
        this.store = store;
        judge = new EnvelopeJudge(
            options.Genesis.Origin, options.Contract, options.Envelopes.Certificates, options.Executions,
            fault => PeerLog.RuleFailed(options.Logger, Organisation, Convert.ToHexStringLower(fault.LeafHash.Span), fault.EventType, fault.Exception));
        Reader = new LedgerReader(store);
        intake = new LiveIntake(options, store, size => Cosigning!.IsSigned(size));
        Cosigning = null!;
        Standing = null!;
        recovery = new StoreRecovery(options, store, writing, Resume, Fail);
    }

    /// <summary>Organisation whose peer this is.</summary>
    public string Organisation => options.Organisation;

    /// <summary>Block 0.</summary>
    public GenesisBlock Genesis => options.Genesis;

    /// <summary>The newest block.</summary>
    public BlockInfo Head => store.Head!;

    /// <summary>SHA-256 of the rules in force at the head, as this build has them; empty where it lacks them, or they have no text.</summary>
    public ReadOnlyMemory<byte> RuleSet => Head.Profile is var profile && options.Contract.Supports(profile) ? options.Contract.RuleSetOf(profile) : default;

    /// <summary>Newest block that may have changed a page of the chain's own (<see cref="PageKeys.System"/>): while it stays, they stay.</summary>
    public ulong SystemBlock => store.SystemBlock;

    /// <summary>How the peer fares.</summary>
    public PeerStatus Status => status;

    /// <summary>Reads what the peer holds.</summary>
    public LedgerReader Reader { get; }

    /// <summary>Its cosignatures and those of the others.</summary>
    public PeerCosigning Cosigning { get; private set; }

    /// <summary>Whether it may order and sign, and what it waits for.</summary>
    public PeerStanding Standing { get; private set; }

    /// <summary>Whether it may order and sign: it stands where its keys signed, and its clock is right.</summary>
    public bool MaySign => Standing.IsReached && Clock?.MaySign != false;

    /// <summary>Its clock beside those of the other members, enough of them by the quorum in force; null when there are none to ask.</summary>
    public ClockComparison? Clock => options.Clocks?.Compare(Standing.Members.Quorum);

    /// <summary>What is not in order with the peer, its standing and its clocks, the gravest first. Shown to every member: no contents.</summary>
    public IReadOnlyList<PeerCondition> Conditions
        => [.. PeerConditions.Of(status, DiskOutage, Standing.Report, Head), .. ClockConditions.Of(options, Clock, Head, intake)];

    /// <summary>What its disk said and since when it waits for it, doing nothing else; null while the disk is well. Ends by itself.</summary>
    public OutageReason? DiskOutage => recovery.Reason;

    /// <summary>The newest block with the quorum and this department's log signature, at which certificates are made; null at first.</summary>
    public PublishedBlock? Published => Cosigning.ReadPublished(0);

    internal EnvelopeVerificationCache Envelopes => options.Envelopes;

    /// <summary>Whether the store was begun anew and has not come yet to what this peer's keys signed before; nothing is signed until then.</summary>
    public bool IsRebuilding => !Cosigning.HasReachedSigned;

    /// <summary>Opens a peer on its folder, making block 0 when it is to begin anew, and compares what it holds with what its keys signed.</summary>
    /// <exception cref="GenesisException">The store was made from another genesis.</exception>
    /// <exception cref="StoreDamagedException">The store or a file beside it is damaged, missing, or shorter than what was
    /// signed; the message names file and block, and nothing was changed.</exception>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static Peer Open(PeerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var create = PeerFolder.Prepare(options);
        var opened = PeerStore.Open(options.Disk, options.TreeCacheBytes, options.Tree, options.Probe, create);
        try
        {
            var peer = new Peer(options, opened);
            peer.Found();
            opened.OnFault = peer.Wait;
            peer.Cosigning = PeerCosigning.Open(options, opened, () => peer.Status, peer.SetStatus, () => peer.MaySign && peer.DiskOutage is null, peer.Wait);
            peer.Standing = new PeerStanding(peer, options, opened);
            if (opened.ReadDivergence() is { } divergence)
            {
                peer.status = new PeerStatus(PeerState.Diverged, divergence.Description, divergence.Block);
            }
            else if (!options.Contract.Supports(peer.Head.Profile))
            {
                peer.status = new PeerStatus(
                    PeerState.Halted,
                    $"Block {peer.Head.Number} stands under rule profile {peer.Head.Profile}, which this build lacks; install a build that has it and start the node again. The peer waits there.",
                    peer.Head.Number);
            }

            peer.Cosigning.Start();
            peer.Standing.Start();
            PeerLog.Opened(options.Logger, options.Organisation, peer.Head.Number, peer.Head.Size);
            return peer;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or InvalidProtocolBufferException
            or StateNodeMissingException or StateNodeDamagedException)
        {
            // What genesis or a block wrote is not there, or not readable.
            opened.Dispose();
            throw new StoreDamagedException($"The store in {opened.Path} lacks what was written to it: {e.Message} Rebuild this peer by replay.",
                opened.Path, inner: e);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Reads everything in a stopped peer's folder, recomputes every hash and compares; no file is changed.</summary>
    /// <param name="options">As for <see cref="Open"/>; keys are not needed.</param>
    /// <param name="progress">Blocks checked so far.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The newest block.</returns>
    /// <exception cref="GenesisException">The store was made from another genesis.</exception>
    /// <exception cref="StoreDamagedException">Something is not as written, missing, or falls short of what was signed.</exception>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static BlockInfo VerifyFolder(PeerOptions options, IProgress<ulong>? progress, CancellationToken ct) => PeerFolder.Verify(options, progress, ct);

    /// <summary>Judges an envelope over the newest state and changes nothing; no clock refuses it. What it says holds until the next block only.</summary>
    /// <param name="envelope">The envelope.</param>
    public Judgement Judge(DecodedEnvelope envelope) => judge.Judge(envelope, store);

    /// <summary>Judges over the newest state what nobody has signed yet, and changes nothing. Holds until the next block only.</summary>
    /// <param name="keyId">Id (16 bytes) of the key that would sign.</param>
    /// <param name="payload">What it would sign.</param>
    /// <exception cref="LogFormatException">It would be no entry, such as one over 65,535 bytes.</exception>
    public Judgement JudgeUnsigned(ReadOnlySpan<byte> keyId, Payload payload)
    {
        var envelope = new Envelope
        {
            Payload = payload.ToByteString(),
            KeyId = ByteString.CopyFrom(keyId),
            Signature = UnsafeByteOperations.UnsafeWrap(new byte[EcdsaSignature.Size]),
        };
        var entry = DecodedEnvelope.ToEntry(envelope.ToByteArray());
        return DecodedEnvelope.TryDecode(entry, MerkleHash.Leaf(entry), out var decoded, out var fault)
            ? judge.JudgeUnsigned(decoded, store)
            : throw new LogFormatException(fault);
    }

    /// <summary>
    /// Executes a block from ordering and makes it durable. A block this peer holds already is compared with it and left. A live
    /// block with an envelope more than five minutes ahead of the own clock is waited before, see <see cref="Conditions"/>. After a
    /// refusal whose status may end, the block is executed when it is shown with other bytes that the rules accept.
    /// </summary>
    /// <returns>The block as computed; null when it was held already.</returns>
    /// <exception cref="PeerStoppedException">The peer refuses an envelope of it, comes to other writes than were endorsed, or was stopped before.</exception>
    /// <exception cref="ArgumentException">A block before this one was left out.</exception>
    /// <remarks>While the disk takes nothing, it waits (<see cref="DiskOutage"/>).</remarks>
    public async Task<BlockInfo?> ExecuteAsync(OrderedBlock block, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(block);
        while (status.Executes)
        {
            try
            {
                await intake.WaitAsync(block, ct);
                break;
            }
            catch (StoreException e) when (e is not StoreDamagedException)
            {
                Wait(e);
                await recovery.WaitAsync(ct);
            }
        }

        return await ExecuteAsync(block, null, ct);
    }

    /// <summary>Executes a block whose root is known beforehand; one that comes to another halts the peer before it is stored.</summary>
    /// <param name="block">The block.</param>
    /// <param name="root">Root of the log after it, 32 bytes; null when nobody knows.</param>
    /// <param name="ct">Gives up waiting for its turn.</param>
    internal async Task<BlockInfo?> ExecuteAsync(OrderedBlock block, byte[]? root, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(block);
        while (true)
        {
            await recovery.WaitAsync(ct);
            await writing.WaitAsync(ct);
            try
            {
                return Execute(block, root);
            }
            catch (StoreDamagedException e)
            {
                // It will not read better at the next attempt.
                Fail(e);
                throw new PeerStoppedException(status);
            }
            catch (StoreException e)
            {
                // Once the store was opened anew the block is there whole, and is compared, or it is executed again.
                Wait(e);
            }
            finally
            {
                writing.Release();
            }
        }
    }

    /// <summary>Completes once a block is durable here.</summary>
    public async Task WaitForBlockAsync(ulong number, CancellationToken ct)
    {
        while (true)
        {
            var next = committed.Next;
            if (Head.Number >= number)
                return;

            await next.WaitAsync(ct);
        }
    }

    /// <summary>The receipt of an entry in the newest checkpoint that bears the quorum, with all lines held by now; null when there is none yet.</summary>
    /// <param name="leafHash">Leaf hash of the entry, 32 bytes.</param>
    public Receipt? GetReceipt(ReadOnlySpan<byte> leafHash) =>
        store.FindLeaf(leafHash) is { } place && Cosigning.ReadPublished(place.Block) is { } published
            ? Prove(leafHash.ToArray(), place.Index, published)
            : null;

    /// <summary>Waits for the first checkpoint that bears the quorum at or after the entry's block.</summary>
    /// <param name="leafHash">Leaf hash of the entry, 32 bytes; it may not have arrived here yet.</param>
    /// <param name="ct">Gives up waiting; the entry stays ordered.</param>
    public async Task<Receipt> WaitForReceiptAsync(ReadOnlyMemory<byte> leafHash, CancellationToken ct)
    {
        while (true)
        {
            var (block, checkpoint) = (committed.Next, Cosigning.NextPublished);
            if (store.FindLeaf(leafHash.Span) is not { } place)
            {
                await block.WaitAsync(ct);
            }
            else if (Cosigning.ReadPublished(place.Block) is { } published)
            {
                return Prove(leafHash.ToArray(), place.Index, published);
            }
            else
            {
                await checkpoint.WaitAsync(ct);
            }
        }
    }

    /// <summary>Reads everything, recomputes every hash and compares.</summary>
    /// <param name="progress">Blocks checked so far.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="StoreDamagedException">Something is not as written; the message names the first block affected.</exception>
    public void VerifyStore(IProgress<ulong>? progress, CancellationToken ct)
    {
        // The peer goes on meanwhile; and it keeps nodes in memory, which would hide damage on disk.
        using var instant = store.TakeSnapshot();
        new StoreVerification(instant).Run(progress, ct);
    }

    /// <summary>
    /// Copies the peer's folder as of the newest block, without its keys. Executing waits only while the store notes what
    /// belongs to the copy.
    /// </summary>
    /// <param name="folder">Folder of the copy, which exists and is empty.</param>
    /// <param name="ct">Gives up; what was written of the copy stays.</param>
    /// <returns>The newest block of the copy.</returns>
    /// <exception cref="StoreException">The store cannot be copied.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public async Task<BlockInfo> BackUpAsync(string folder, CancellationToken ct)
    {
        BlockInfo head;
        Action<CancellationToken> copy;
        using (await StartWritingAsync(ct))
        {
            head = Head;
            copy = PeerBackup.Begin(options.Directory, store, folder);
        }

        copy(ct);
        return head;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Standing.DisposeAsync();
        await recovery.DisposeAsync();
        await writing.WaitAsync();
        await Cosigning.DisposeAsync();
        store.Dispose();
        writing.Dispose();
    }

    /// <summary>Keeps others from executing until disposed; for ordering that runs on this peer.</summary>
    internal async Task<IDisposable> StartWritingAsync(CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        return new Turn(writing);
    }

    /// <summary>A block over the head; only by who is writing.</summary>
    /// <exception cref="StoreException">The disk takes nothing at present.</exception>
    internal BlockBuilder NewBlock()
    {
        ThrowIfWaiting();
        return status.Executes ? new BlockBuilder(store, judge, options.Executions) : throw new PeerStoppedException(status);
    }

    /// <summary>Makes a block durable and sets off cosigning; only by who is writing.</summary>
    internal void Commit(SealedBlock block)
    {
        try
        {
            store.Commit(block, Cosigning.QuorumBlock ?? 0);
        }
        catch (Exception e) when (e is (not StoreException) or StoreDamagedException)
        {
            SetStatus(NotTakenIn(block.Info.Number, e));
            throw;
        }

        ShowCommitted(block.Info);
    }

    /// <summary>A fault of the disk that may pass: nothing is executed, ordered or signed until it has.</summary>
    internal void Wait(StoreException fault) => recovery.Report(fault);

    /// <summary>Completes while the disk takes what is written.</summary>
    internal Task WaitForDiskAsync(CancellationToken ct) => recovery.WaitAsync(ct);

    /// <summary>Stops the peer for a fault of what runs on it; one that has stopped already keeps its reason.</summary>
    internal void Fail(Exception e)
    {
        if (status.Executes)
            SetStatus(new PeerStatus(PeerState.Failed, e.Message, null));
    }

    /// <summary>Stops the peer for a reason of its own.</summary>
    internal PeerStatus Stop(PeerStatus stopped)
    {
        SetStatus(stopped);
        return stopped;
    }

    private BlockInfo? Execute(OrderedBlock block, byte[]? root)
    {
        if (!status.Executes)
            throw new PeerStoppedException(status);

        ThrowIfWaiting();
        if (block.Number <= Head.Number)
        {
            Compare(block);
            return null;
        }

        if (block.Number != Head.Number + 1)
            throw new ArgumentException($"Block {Head.Number + 1} comes next, not {block.Number}.", nameof(block));

        var sealedBlock = TakePrepared(block) ?? Build(block, root);
        if (root is not null && !sealedBlock.Info.Root.AsSpan().SequenceEqual(root))
        {
            throw Halt(
                block.Number, 0, sealedBlock.Entries[0].LeafHash,
                $"executing the block comes to another root than the members signed, {Convert.ToHexStringLower(root)}; run the same version of the rules as they do");
        }

        Commit(sealedBlock);
        return sealedBlock.Info;
    }

    private SealedBlock Build(OrderedBlock block, byte[]? root)
    {
        var envelopes = Decode(block, root);
        VerifyAhead(envelopes);
        var builder = NewBlock();
        for (var i = 0; i < envelopes.Count; i++)
        {
            var judgement = builder.Add(envelopes[i]);
            if (judgement.Outcome != JudgementOutcome.Accepted)
            {
                var finding = judgement.Verdict.Findings.First(f => f.Refuses);
                throw Refuse(block, root, i, envelopes[i].LeafHash, $"rule {finding.Rule} refuses it: {finding.MessageEn}");
            }

            if (builder.MissingProfile is { } profile)
            {
                throw Halt(block.Number, i, envelopes[i].LeafHash,
                    $"it puts rule profile {profile} in force, which this build lacks; install a build that has it and start the node again");
            }
        }

        CompareWrites(block, builder.Entries);
        return builder.Seal(block.Fabric);
    }

    private void ThrowIfWaiting()
    {
        if (DiskOutage is { } outage)
            throw new StoreException(outage.English);
    }

    private void ShowCommitted(BlockInfo info)
    {
        GoOn(info.Number);
        committed.Beat();
        Cosigning.Committed(info);
    }

    /// <summary>The disk takes what is written again; a block whose write was given up on may be durable all the same.</summary>
    private void Resume(BlockInfo? found)
    {
        if (found is not null)
            ShowCommitted(found);

        Cosigning.Resume();
    }

    private List<DecodedEnvelope> Decode(OrderedBlock block, byte[]? root)
    {
        var envelopes = new List<DecodedEnvelope>(block.Envelopes.Count);
        for (var i = 0; i < block.Envelopes.Count; i++)
        {
            if (!Envelopes.TryGet(block.LeafHashes[i], block.Envelopes[i].Span, out var envelope, out var fault))
            {
                throw Refuse(block, root, i, block.LeafHashes[i],
                    $"rule {ChainRules.Envelope} refuses it: {fault.English}");
            }

            envelopes.Add(envelope);
        }

        if (envelopes.Count == 0)
            throw new ArgumentException($"Block {block.Number} is empty; there are no empty blocks.", nameof(block));

        if (block.Endorsed is { } endorsed && endorsed.Count != envelopes.Count)
            throw new ArgumentException($"Block {block.Number} has {envelopes.Count} envelopes and the endorsed writes of {endorsed.Count}.", nameof(block));

        return envelopes;
    }

    private void SetStatus(PeerStatus next)
    {
        status = next;
        PeerLog.Stopped(options.Logger, Organisation, next.State, next.Description);
        options.OnStatus?.Invoke(next);
    }

    private void Found()
    {
        if (store.Head is null)
        {
            var builder = new BlockBuilder(store, judge);
            builder.AddGenesis(Genesis);
            store.Commit(builder.Seal(), 0);
        }
        else
        {
            PeerFolder.CheckGenesis(store, Genesis);
        }
    }

    private Receipt Prove(byte[] leafHash, ulong index, PublishedBlock published)
    {
        var proof = new TlogProof(index, Reader.ProveInclusion(index, published.Info.Size), published.Note);
        return new Receipt(leafHash, index, Reader.ReadEntry(index)!, published.Info.Size, proof.ToString());
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
