using System.Collections.Concurrent;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// Keeps a peer from ordering and signing after a start until it has learnt from quorum − 1 other members what stands above
/// its head: a store or a whole folder put back from an older day would else sign a second history. Any earlier quorum that
/// holds a line of this peer shares a member with those asked; each answers with the newest line it holds of every key, so
/// that lines from several answers join to the quorum's.
/// </summary>
/// <remarks>
/// Blocks are unsigned and prove nothing: only verified lines count, of this peer's own keys, or of so many others that no one
/// member makes them up. A line of one other member binds nobody: by it, that member would put a block of its own on the
/// ledger, past ordering and its clock, or keep this peer waiting for ever.
/// </remarks>
public sealed class PeerStanding : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

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
    private readonly Lock gate = new();
    private volatile StandingReport report;
    private (StandingState State, ulong? Target, int Lacking) logged;
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
            report = Asking([], OthersNeeded(), new ConcurrentDictionary<string, string>(StringComparer.Ordinal));
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

    internal void Start()
    {
        if (options.Standing is not null)
        {
            loop = Task.Run(() => RunAsync(options.Standing, stopping.Token));
        }
    }

    private int OthersNeeded()
    {
        var members = keys.ConsortiumAt(store.Head!);
        return Math.Min(members.Quorum - 1, Others(members).Count());
    }

    private IEnumerable<string> Others(Consortium members) => members.Peers.Select(p => p.Organisation).Where(name => name != options.Organisation);

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
        var answers = await AskAsync(source, ct);
        var targets = Judge(answers);
        RefuseSecondRoot();
        if (targets.Count == 0)
        {
            return true;
        }

        var target = targets[0];
        if (!options.Orders)
        {
            // The ordering shows what is lacking; what it is compared with does not grow meanwhile.
            SetReport(Behind(target, "ordering"));
            while (store.Head!.Size < target.Line.Size)
            {
                await peer.WaitForBlockAsync(store.Head.Number + 1, ct);
                SetReport(Behind(target, "ordering"));
            }

            foreach (var line in answers.SelectMany(answer => answer.Value.Lines.Take(MaxLinesOfOne)))
            {
                peer.Cosigning.AddCosignature(line);
            }

            RefuseSecondRoot();
            return true;
        }

        // The highest one that can be had; by a lower one it comes nearer and asks again.
        var faults = new List<string>();
        foreach (var next in targets)
        {
            if (await FollowAsync(next, [.. next.From.Concat(answers.Keys.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)], faults, ct))
            {
                return false;
            }
        }

        var why = string.Join("; ", faults.Distinct(StringComparer.Ordinal));
        PeerLog.NotCaughtUp(options.Logger, options.Organisation, target.Line.Block, why);
        report = Unreachable(target, why);
        await Task.Delay(LongestPause, options.Time, ct);
        return false;
    }

    /// <summary>Reads the blocks up to a line from one of the members that may hold them; false when none gave them.</summary>
    private async Task<bool> FollowAsync(Target target, IReadOnlyList<string> holders, List<string> faults, CancellationToken ct)
    {
        foreach (var holder in holders)
        {
            SetReport(Behind(target, holder));
            PeerLog.CatchingUp(options.Logger, options.Organisation, target.Line.Block, store.Head!.Number, target.Of, holder);
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

    /// <summary>Asks every other member, for a while though enough have answered; with an operator's word, once.</summary>
    private async Task<IReadOnlyDictionary<string, StandingAnswer>> AskAsync(IStandingSource source, CancellationToken ct)
    {
        var members = keys.ConsortiumAt(store.Head!);
        var needed = OthersNeeded();
        var answers = new ConcurrentDictionary<string, StandingAnswer>(StringComparer.Ordinal);
        var faults = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (needed == 0)
        {
            return answers;
        }

        var began = options.Time.GetTimestamp();
        Show();
        var asking = Task.WhenAll(Others(members).Select(AskOneAsync));
        while (!asking.IsCompleted && !(Counted() >= needed && options.Time.GetElapsedTime(began) >= AskAllFor))
        {
            await Task.WhenAny(asking, Task.Delay(FirstPause, options.Time, ct));
            ct.ThrowIfCancellationRequested();
        }

        await enough.CancelAsync();
        await asking;
        ct.ThrowIfCancellationRequested();
        if (Counted() < needed)
        {
            PeerLog.StandsAlone(options.Logger, options.Organisation, options.StandAloneWord!, Missing(faults));
        }

        return answers;

        // Whoever lost what it held cannot say that nothing was signed.
        int Counted() => answers.Count(answer => !answer.Value.IsRebuilding);

        void Show() => SetReport(Asking(answers.Where(answer => !answer.Value.IsRebuilding).Select(answer => answer.Key), needed, faults), Math.Max(0, needed - Counted()));

        async Task AskOneAsync(string other)
        {
            var pause = FirstPause;
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    var answer = answers[other] = await source.AskAsync(other, enough.Token);
                    faults.TryRemove(other, out _);
                    if (answer.IsRebuilding)
                    {
                        faults[other] = "it is being rebuilt itself";
                    }

                    Show();
                    if (!answer.IsRebuilding)
                    {
                        return;
                    }
                }
                catch (OperationCanceledException) when (enough.IsCancellationRequested)
                {
                    return;
                }
                catch (OrderingUnavailableException e)
                {
                    faults[other] = e.Reason.English;
                    Show();
                }

                if (options.StandAloneWord is not null)
                {
                    return;
                }

                await Task.Delay(pause, options.Time, enough.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
                pause = pause + pause < LongestPause ? pause + pause : LongestPause;
            }
        }
    }

    /// <summary>What binds this peer above its head, the highest first; lines at or below it are compared with the log.</summary>
    private List<Target> Judge(IReadOnlyDictionary<string, StandingAnswer> answers)
    {
        var head = store.Head!;
        var members = keys.ConsortiumAt(head);
        var targets = new List<Target>();
        var others = new List<(string Signer, string From, Cosigned Line)>();
        foreach (var own in peer.Cosigning.OwnSigned.Where(line => line.Size > head.Size))
        {
            targets.Add(new Target(options.Organisation, [], own));
        }

        foreach (var (from, answer) in answers)
        {
            foreach (var line in answer.Lines.Take(MaxLinesOfOne).Where(IsWellFormed))
            {
                peer.Cosigning.AddCosignature(line);
                if (line.Size <= head.Size)
                {
                    continue;
                }

                if (IsOwn(line))
                {
                    targets.Add(new Target(options.Organisation, [from], line));
                }
                else if (members.Peers.FirstOrDefault(p => keys.Verify(line, p.CosignerKey, out _)) is { } signer && signer.Organisation != options.Organisation)
                {
                    others.Add((signer.Organisation, from, line));
                }
            }
        }

        // Where all must sign, all the others have, and this peer does next. Never one alone.
        var enough = Math.Max(2, Math.Min(members.Quorum, members.Peers.Count - 1));
        foreach (var same in others.GroupBy(line => (line.Line.Size, line.Line.Root)))
        {
            var signers = same.Select(line => line.Signer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (signers.Count >= enough)
            {
                targets.Add(new Target(string.Join(", ", signers), [.. same.Select(line => line.From).Distinct(StringComparer.Ordinal)], same.First().Line));
            }
            else
            {
                PeerLog.NotBinding(options.Logger, options.Organisation, string.Join(", ", signers), same.First().Line.Block, same.Key.Size, enough);
            }
        }

        return [.. targets.OrderByDescending(t => t.Line.Size)];
    }

    private bool IsOwn(Cosigned line) =>
        (options.Cosigner is { } cosigner && keys.Verify(line, cosigner.Key, out _)) || (options.LogSigner is { } signer && keys.Verify(line, signer.Key, out _));

    private static bool IsWellFormed(Cosigned line) => line.Root.Length == MerkleHash.Size && line.Size is > 0 and <= MerkleLog.MaxSize;

    /// <summary>A key that was shown to sign another history than the store holds signs nothing more.</summary>
    private void RefuseSecondRoot()
    {
        if (options.Cosigner?.Key.ToString() is { } own && peer.Cosigning.Alarms.FirstOrDefault(alarm => alarm.Key == own) is { } alarm)
        {
            throw new PeerStoppedException(peer.Stop(new PeerStatus(
                PeerState.Failed,
                FormattableString.Invariant($"This peer's own key signed another root for size {alarm.Size} than its store holds; both notes are in {AlarmFile.FileName}. ")
                    + "It orders and signs nothing: rebuild it by replay from another node, and give it new keys by governance.",
                alarm.Block)));
        }
    }

    /// <summary>Shows a report, and logs it when another state, block or number of members lacking is reached: faults repeat.</summary>
    private void SetReport(StandingReport next, int lacking = 0)
    {
        lock (gate)
        {
            if (logged != (next.State, next.Target, lacking))
            {
                logged = (next.State, next.Target, lacking);
                PeerLog.NotStanding(options.Logger, options.Organisation, next.English);
            }

            report = next;
        }
    }

    private StandingReport Asking(IEnumerable<string> answered, int needed, ConcurrentDictionary<string, string> faults)
    {
        var waiting = Others(keys.ConsortiumAt(store.Head!)).Except(answered, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var names = string.Join(", ", waiting.Select(name => faults.TryGetValue(name, out var fault) ? $"{name} ({fault})" : name));
        return new StandingReport(
            StandingState.Asking,
            null,
            $"启动后正在向其他成员询问本节点密钥此前签署到何处（需 {needed} 个答复），尚未答复：{names}；在此之前不排序、不签名。请启动这些节点；确实无法联系时，由操作员以 --stand-alone-word \"理由\" 启动本节点。",
            FormattableString.Invariant($"After its start it asks the other members how far its keys had signed ({needed} answers needed); not answered yet: {names}. ")
                + "Until then it neither orders nor signs. Start those nodes; if they cannot be reached, an operator starts this one with --stand-alone-word \"<reason>\".");
    }

    private StandingReport Behind(Target target, string source)
    {
        var head = store.Head!.Number;
        return new StandingReport(
            StandingState.Behind,
            target.Line.Block,
            $"落后：{target.Of} 已签署区块 {target.Line.Block}，本节点在区块 {head}，缺 {target.Line.Block - Math.Min(head, target.Line.Block)} 个；正从 {Zh(source)} 补齐，之后才排序和签名，无需操作。",
            FormattableString.Invariant($"It is behind: {target.Of} signed block {target.Line.Block}, this peer stands at block {head}, {target.Line.Block - Math.Min(head, target.Line.Block)} behind. ")
                + $"It reads them from {source} and orders and signs after that; nothing need be done.");

        static string Zh(string source) => source == "ordering" ? "排序" : source;
    }

    private static StandingReport Unreachable(Target target, string why) => new(
        StandingState.Behind,
        target.Line.Block,
        $"落后：{target.Of} 已签署区块 {target.Line.Block}，但无人给出通往它的区块（{why}）；将继续询问，在此之前不排序、不签名，--stand-alone-word 也不例外。请启动持有该区块的节点，或把排序迁至该节点；本节点密钥所签的区块已无处可得时，须由治理更换密钥。",
        FormattableString.Invariant($"It is behind: {target.Of} signed block {target.Line.Block}, but nobody gives the blocks up to it ({why}); it asks again, and neither orders nor signs until then, --stand-alone-word or not. ")
            + "Start the node that holds it, or move the ordering there; when a block this peer's own key signed is nowhere to be had, it needs new keys by governance.");

    private static string Missing(ConcurrentDictionary<string, string> faults) => string.Join("; ", faults.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}: {f.Value}"));

    /// <summary>What binds this peer above its head.</summary>
    /// <param name="Of">Who signed it.</param>
    /// <param name="From">Who showed it, and most likely holds its block.</param>
    /// <param name="Line">One of the lines.</param>
    private sealed record Target(string Of, IReadOnlyList<string> From, Cosigned Line);
}
