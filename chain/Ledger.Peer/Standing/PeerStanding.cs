using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// Keeps a peer from ordering and signing after a start until it has learnt from quorum − 1 other members what stands above
/// its head: a store or a whole folder put back from an older day would else sign a second history. Any earlier quorum that
/// holds a line of this peer shares a member with those asked; each answers with the newest line it holds of every key, so
/// that lines from several answers join to the quorum's. While a line stands above the head that the members not heard yet may
/// make a quorum's, they are waited for too (<see cref="LooseLine.MayBearQuorum"/>).
/// </summary>
/// <remarks>
/// Blocks are unsigned and prove nothing: only verified lines count, of this peer's own keys, or of so many others that no one
/// member makes them up. A line of one other member binds nobody: by it, that member would put a block of its own on the
/// ledger, past ordering and its clock, or keep this peer waiting for ever.
/// </remarks>
public sealed class PeerStanding : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>How long all members are asked, though fewer answers would do: the one that holds most may be the slowest.</summary>
    private static readonly TimeSpan AskAllFor = TimeSpan.FromSeconds(10);

    /// <summary>Lines looked at of one answer.</summary>
    private const int MaxLinesOfOne = 256;

    private readonly Peer peer;
    private readonly PeerOptions options;
    private readonly PeerStore store;
    private readonly BlockKeys keys;
    private readonly CatchUp catchUp;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> toldLoose = new(StringComparer.Ordinal);
    private volatile StandingReport report;
    private (StandingState State, ulong? Target, int Lacking, bool Undecided) logged;
    private Task loop = Task.CompletedTask;

    internal PeerStanding(Peer peer, PeerOptions options, PeerStore store)
    {
        this.peer = peer;
        this.options = options;
        this.store = store;
        keys = new BlockKeys(store, options.Genesis.Origin, options.Cosignatures);
        catchUp = new CatchUp(peer, store, options.Standing, options.Time);
        report = StandingReport.Reached;
        if (options.Standing is null)
        {
            reached.SetResult();
        }
        else
        {
            report = StandingWords.Asking(Others(Members), Needed(Members), new Dictionary<string, string>(StringComparer.Ordinal), null);
        }
    }

    /// <summary>Whether the peer may order and sign. Once true it stays so.</summary>
    public bool IsReached => report.State == StandingState.Reached;

    /// <summary>How far it has come.</summary>
    public StandingReport Report => report;

    /// <summary>Completes once the peer may order and sign.</summary>
    /// <param name="ct">Gives up waiting.</param>
    public Task WaitAsync(CancellationToken ct) => reached.Task.WaitAsync(ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        stopping.Dispose();
    }

    /// <summary>Cosigners and quorum in force.</summary>
    internal Consortium Members => keys.ConsortiumAt(store.Head!);

    internal void Start()
    {
        if (options.Standing is not null)
            loop = Task.Run(() => RunAsync(options.Standing, stopping.Token));
    }

    private int Needed(Consortium members) => Math.Min(members.Quorum - 1, Others(members).Count);

    private List<string> Others(Consortium members) => [.. members.Peers.Select(p => p.Organisation).Where(name => name != options.Organisation)];

    private async Task RunAsync(IStandingSource source, CancellationToken ct)
    {
        try
        {
            while (!await TryStandAsync(source, ct))
            {
                // Asked again from where it now stands: by the keys and the quorum of there.
            }

            report = StandingReport.Reached;
            reached.SetResult();
            PeerLog.Standing(options.Logger, options.Organisation, peer.Head.Number);
            peer.Cosigning.Resume();
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The peer closes.
        }
        catch (PeerStoppedException)
        {
            // Its status says why.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            peer.Fail(e);
        }
    }

    /// <summary>As <see cref="StandAsync"/>; false after a fault of the disk, once it has passed.</summary>
    private async Task<bool> TryStandAsync(IStandingSource source, CancellationToken ct)
    {
        try
        {
            return await StandAsync(source, ct);
        }
        catch (StoreException e) when (e is not StoreDamagedException)
        {
            peer.Wait(e);
            await peer.WaitForDiskAsync(ct);
            return false;
        }
    }

    /// <summary>Asks, and goes after what is found; true when nothing stands above the head.</summary>
    private async Task<bool> StandAsync(IStandingSource source, CancellationToken ct)
    {
        await using var inquiry = new StandingInquiry(source, Others(Members), options.Time, ct);
        var judgement = await HearAsync(inquiry, ct);
        foreach (var line in judgement.Loose.Where(line => toldLoose.Add(line.Target.Of)))
            PeerLog.NotBinding(options.Logger, options.Organisation, line.Target.Of, line.Target.Line.Block, line.Target.Line.Size, line.Enough);

        if (!options.Orders)
        {
            await BeShownAsync(judgement, inquiry, ct);
            return true;
        }

        if (judgement.Targets.Count == 0)
            return true;

        await ReadUpToAsync(judgement.Targets, inquiry, ct);
        return false;
    }

    /// <summary>Waits until enough members have answered, for a while though enough have; with an operator's word, until each was asked once.</summary>
    private async Task<StandingJudgement> HearAsync(StandingInquiry inquiry, CancellationToken ct)
    {
        var members = Members;
        var needed = Needed(members);
        if (needed == 0)
            return new StandingJudgement([], []);

        var began = options.Time.GetTimestamp();
        while (true)
        {
            // Looked at before the answers are judged: whoever answers in between is heard in the next round.
            var next = inquiry.Next;
            // In this order: nobody is waited for without a name.
            var (unanswered, answered, askedAll) = (inquiry.Unanswered, inquiry.Answered.Count, inquiry.HasAskedAll);
            var judgement = Judge(inquiry);
            RefuseSecondRoot();
            // What is undecided may be shown to a follower by ordering, as history that all go on with.
            var waits = options.Orders && judgement.Undecided is not null;
            if (answered >= needed && (unanswered.Count == 0 || (!waits && options.Time.GetElapsedTime(began) >= AskAllFor)))
                return judgement;

            SetReport(StandingWords.Asking(unanswered, needed, inquiry.Faults, judgement.Undecided), Math.Max(0, needed - answered),
                judgement.Undecided is not null);
            if (options.StandAloneWord is { } word && askedAll)
            {
                if (answered < needed || judgement.Undecided is not null)
                {
                    var why = inquiry.Faults.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}: {f.Value}");
                    PeerLog.StandsAlone(options.Logger, options.Organisation, word, string.Join("; ", why));
                }

                return judgement;
            }

            await inquiry.ThrowIfEndedAsync();
            while (!next.IsCompleted && (answered < needed || waits || options.Time.GetElapsedTime(began) < AskAllFor))
            {
                await Task.WhenAny(next, Task.Delay(LookAgain, options.Time, ct));
                ct.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Waits until ordering has shown what binds this peer. The members are asked on meanwhile, and what binds may rise.</summary>
    private async Task BeShownAsync(StandingJudgement judgement, StandingInquiry inquiry, CancellationToken ct)
    {
        while (Bound(judgement) is { } target)
        {
            var next = inquiry.Next;
            var behind = StandingWords.Behind(target, store.Head!.Number, null, judgement.Targets.Count > 0 ? [] : inquiry.Unanswered);
            if (report.State == StandingState.Behind)
            {
                // As the ledger goes on it rises: not told each time.
                report = behind;
            }
            else
            {
                SetReport(behind);
            }

            using (var turn = CancellationTokenSource.CreateLinkedTokenSource(ct))
            {
                await Task.WhenAny(peer.WaitForBlockAsync(store.Head.Number + 1, turn.Token), next);
                await turn.CancelAsync();
            }

            ct.ThrowIfCancellationRequested();
            await inquiry.ThrowIfEndedAsync();
            judgement = Judge(inquiry);
            RefuseSecondRoot();
        }

        StandingTarget? Bound(StandingJudgement found) =>
            found.Targets.Count > 0 ? found.Targets[0] : options.StandAloneWord is null ? found.Undecided?.Target : null;
    }

    /// <summary>Reads the blocks up to the highest line that can be had; by a lower one it comes nearer, and asks again.</summary>
    private async Task ReadUpToAsync(IReadOnlyList<StandingTarget> targets, StandingInquiry inquiry, CancellationToken ct)
    {
        var faults = new List<string>();
        foreach (var target in targets)
        {
            var holders = target.From.Concat(inquiry.Answers.Keys.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
            if (await TryReadUpToAsync(target, holders, faults, ct))
                return;
        }

        var why = string.Join("; ", faults.Distinct(StringComparer.Ordinal));
        PeerLog.NotCaughtUp(options.Logger, options.Organisation, targets[0].Line.Block, why);
        report = StandingWords.Unreachable(targets[0], why);
        await Task.Delay(AskAgain, options.Time, ct);
    }

    /// <summary>Reads the blocks up to a line from one of the members that may hold them; false when none gave them.</summary>
    private async Task<bool> TryReadUpToAsync(StandingTarget target, List<string> holders, List<string> faults, CancellationToken ct)
    {
        foreach (var holder in holders)
        {
            SetReport(StandingWords.Behind(target, store.Head!.Number, holder, []));
            PeerLog.CatchingUp(options.Logger, options.Organisation, target.Line.Block, store.Head.Number, target.Of, holder);
            try
            {
                await catchUp.RunAsync(holder, target.Line, ct);
                return true;
            }
            catch (Exception e) when (e is OrderingUnavailableException or CatchUpException)
            {
                faults.Add($"{holder}: {(e as OrderingUnavailableException)?.Reason.English ?? e.Message}");
            }
        }

        return false;
    }

    /// <summary>What stands above the head by the answers so far; lines at or below it are compared with the log.</summary>
    private StandingJudgement Judge(StandingInquiry inquiry)
    {
        var head = store.Head!;
        var members = keys.ConsortiumAt(head);
        var unanswered = inquiry.Unanswered;
        var targets = new List<StandingTarget>();
        var others = new List<(string Signer, string From, Cosigned Line)>();
        foreach (var own in peer.Cosigning.OwnSigned.Where(line => line.Size > head.Size))
            targets.Add(new StandingTarget(options.Organisation, [], own));

        foreach (var (from, answer) in inquiry.Answers)
        {
            foreach (var line in answer.Lines.Take(MaxLinesOfOne).Where(IsWellFormed))
            {
                peer.Cosigning.AddCosignature(line);
                if (line.Size <= head.Size)
                    continue;

                if (IsOwn(line))
                {
                    targets.Add(new StandingTarget(options.Organisation, [from], line));
                }
                else if (members.Peers.FirstOrDefault(p => keys.Verify(line, p.CosignerKey, out _)) is { } signer
                    && signer.Organisation != options.Organisation)
                {
                    others.Add((signer.Organisation, from, line));
                }
            }
        }

        // Where all must sign, all the others have, and this peer does next. Never one alone.
        var enough = Math.Max(2, Math.Min(members.Quorum, members.Peers.Count - 1));
        var loose = new List<LooseLine>();
        foreach (var same in others.GroupBy(line => (line.Line.Size, line.Line.Root)))
        {
            var signers = same.Select(line => line.Signer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var target = new StandingTarget(string.Join(", ", signers),
                [.. same.Select(line => line.From).Distinct(StringComparer.Ordinal)], same.First().Line);
            if (signers.Count >= enough)
            {
                targets.Add(target);
            }
            else
            {
                loose.Add(new LooseLine(target, enough, signers.Union(unanswered, StringComparer.Ordinal).Count() + 1 >= members.Quorum));
            }
        }

        return new StandingJudgement([.. targets.OrderByDescending(t => t.Line.Size)], loose);
    }

    private bool IsOwn(Cosigned line) =>
        (options.Cosigner is { } cosigner && keys.Verify(line, cosigner.Key, out _))
            || (options.LogSigner is { } signer && keys.Verify(line, signer.Key, out _));

    private static bool IsWellFormed(Cosigned line) => line.Root.Length == MerkleHash.Size && line.Size is > 0 and <= MerkleLog.MaxSize;

    /// <summary>A key that was shown to sign another history than the store holds signs nothing more.</summary>
    private void RefuseSecondRoot()
    {
        if (options.Cosigner?.Key.ToString() is { } own && peer.Cosigning.Alarms.FirstOrDefault(alarm => alarm.Key == own) is { } alarm)
            throw new PeerStoppedException(peer.Stop(StandingWords.SecondRoot(alarm)));
    }

    /// <summary>Shows a report, and logs it when another state, block or number of members lacking is reached: faults repeat.</summary>
    private void SetReport(StandingReport next, int lacking = 0, bool undecided = false)
    {
        if (logged != (next.State, next.Target, lacking, undecided))
        {
            logged = (next.State, next.Target, lacking, undecided);
            PeerLog.NotStanding(options.Logger, options.Organisation, next.English);
        }

        report = next;
    }
}
