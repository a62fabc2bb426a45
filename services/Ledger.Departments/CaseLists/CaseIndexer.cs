using System.Diagnostics;
using Google.Protobuf;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.Peers;
using Ledger.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ChainPageKeys = Ledger.Chain.PageKeys;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>
/// Keeps the work lists up with the peer: behind its blocks, on a thread of its own, so that no write waits for it. Whatever page a block
/// wrote, the cases that it tells about are looked at anew; a list of another history, or too far behind, is made anew from the pages.
/// </summary>
internal sealed class CaseIndexer(Peer peer, CaseIndex index, TimeProvider time, ILogger<CaseIndexer> logger) : BackgroundService
{
    // Blocks and cases that one transaction takes.
    private const int Batch = 256;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private const int Attempts = 4;

    // A day ends, a public notice is over: nothing else changes a case without a block.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    // Somebody who asks is not sent away for the moment that the lists need to come to a block.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CaseLooks looks = new(logger);
    private volatile bool follows;
    private TaskCompletionSource changed = NewSignal();
    private uint day;
    private string told = "";

    /// <summary>Whether the lists are those of the peer's pages; not while they are made anew.</summary>
    public bool Follows => follows;

    /// <summary>Completes when the lists follow a further block, or another day has begun. To be taken before the lists are read.</summary>
    public Task Changed => Volatile.Read(ref changed).Task;

    /// <summary>
    /// Whether the lists are of the ledger up to its present head, within a moment: mortgages that are signed and not in the book are
    /// known by them alone.
    /// </summary>
    public async Task<bool> HasSeenHeadAsync(CancellationToken ct)
    {
        var head = peer.Head.Number;
        for (var clock = Stopwatch.GetTimestamp(); !HasSeen(head); await Task.Delay(10, ct))
        {
            if (Stopwatch.GetElapsedTime(clock) > Patience)
                return false;
        }

        return true;
    }

    /// <summary>
    /// How a case stands at the newest block that the lists know, by all pages of that block; null when there is none. While the lists go
    /// on under it, it is looked at anew: a mortgage that came into the book in between would be in neither.
    /// </summary>
    public CaseView? Find(string acceptanceNumber)
    {
        for (var attempt = 1; ; attempt++)
        {
            var block = index.Seen?.Block ?? peer.Head.Number;
            var view = Views(block, peer.Head.Profile).Find(acceptanceNumber);
            if (attempt < Attempts && index.Seen?.Block is { } now && now != block)
                continue;
            view?.Block = block;
            return view;
        }
    }

    /// <summary>The views of now.</summary>
    public CaseViews Views() => Views(null, peer.Head.Profile);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Stopping.
            }
            catch (Exception e)
            {
                // A cache that cannot be read or written is made anew; what the peer cannot read it says itself.
                follows = false;
                Tell(e.Message);
                if (e is SqliteException)
                    Try(index.Clear);
                await Task.Delay(Pause, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }

    private bool HasSeen(ulong block) => follows && index.Seen is { } seen && seen.Block >= block;

    private async Task TurnAsync(CancellationToken ct)
    {
        var (head, seenBefore) = (peer.Head.Number, index.Seen?.Block);
        if (!Continues(out var seen))
            MakeAnew(ct);
        else if (seen < head)
            Follow(seen + 1, Math.Min(head, seen + Batch), ct);
        Look(index.Waking(Today), ct);
        (follows, told) = (true, "");
        if (index.Seen?.Block != seenBefore || Today != day)
        {
            day = Today;
            Interlocked.Exchange(ref changed, NewSignal()).SetResult();
        }

        if (index.Seen is { } known && known.Block >= peer.Head.Number)
        {
            using var wake = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(peer.WaitForBlockAsync(known.Block + 1, wake.Token), Task.Delay(Longest, time, wake.Token));
            await wake.CancelAsync();
        }
    }

    // The same block with the same root: the lists are of this ledger, and the peer did not begin anew below them.
    private bool Continues(out ulong block)
    {
        block = 0;
        if (index.Seen is not { } seen || peer.Reader.ReadBlock(seen.Block) is not { } known || !known.Root.AsSpan().SequenceEqual(seen.Root))
            return false;
        block = seen.Block;
        return true;
    }

    private void Follow(ulong first, ulong last, CancellationToken ct)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var number = first; number <= last; number++)
        {
            if (peer.Reader.ReadWrites(number) is not { } writes || writes.Entries.Any(static entry => entry.Writes is null))
            {
                MakeAnew(ct);
                return;
            }

            keys.UnionWith(writes.Entries.SelectMany(static entry => entry.Writes.Pages).Select(static page => page.Key));
        }

        var root = peer.Reader.ReadBlock(last)!.Root;
        var mortgages = keys.Where(static key => key.StartsWith("mortgage/", StringComparison.Ordinal)).Select(Body).OfType<ByteString>()
            .Select(MortgagePage.Parser.ParseFrom).ToList();

        // Every case is asked whose days another city file or calendar counts: too many for one transaction, and the same when done again.
        if (keys.Any(static key => key == PageKeys.City || key.StartsWith("sys/table/", StringComparison.Ordinal) || key == ChainPageKeys.Profile))
            LookAtAll(ct);
        ct.ThrowIfCancellationRequested();

        // The mortgages, the cases that they and the pages tell about, and how far that is: at once, or a crash would tell half of it.
        index.Write(open =>
        {
            mortgages.ForEach(open.Put);
            var views = Views();
            looks.Put(
                open, [.. keys.SelectMany(Told).Concat(mortgages.SelectMany(static page => page.Units).SelectMany(unit => open.OfUnit(unit.UnitCode)))
                    .Distinct(StringComparer.Ordinal)],
                number => views.Find(number, withMissing: false));
            open.SetSeen(last, root);
        });
    }

    // Cases about which a page tells, by its key.
    private IEnumerable<string> Told(string key)
    {
        var at = key.IndexOf('/', StringComparison.Ordinal);
        var (kind, rest) = at < 0 ? ("", key) : (key[..at], key[(at + 1)..]);
        return kind switch
        {
            "case" => [rest],
            "contract" or "instrument" or "tax" => index.OfBasis(rest),
            "fund" => Body(key) is { } body ? index.OfBasis(FundPage.Parser.ParseFrom(body).ContractNumber) : [],
            "cert" => Body(key) is { } body && CertificatePage.Parser.ParseFrom(body).AcceptanceNumber is { Length: > 0 } number ? [number] : [],
            "unit" or "enc" or "desk" or "house" or "deal" => index.OfUnit(rest),
            "release" => index.OfUnit(rest[(rest.LastIndexOf('/') + 1)..]),
            _ => [],
        };
    }

    private void Look(IEnumerable<string> numbers, CancellationToken ct)
    {
        foreach (var some in numbers.Distinct(StringComparer.Ordinal).Chunk(Batch))
        {
            ct.ThrowIfCancellationRequested();
            var views = Views();
            index.Write(open => looks.Put(open, some, number => views.Find(number, withMissing: false)));
        }
    }

    private void LookAtAll(CancellationToken ct)
    {
        for (var after = ""; index.Open(after, Batch) is { Count: > 0 } some; after = some[^1])
            Look(some, ct);
    }

    private void MakeAnew(CancellationToken ct)
    {
        follows = false;
        var clock = Stopwatch.GetTimestamp();
        index.Clear();

        // What is written while the pages are read comes again with its block.
        var head = peer.Head;
        foreach (var some in peer.Reader.ReadPages("mortgage/").Select(static page => MortgagePage.Parser.ParseFrom(Page.Parser.ParseFrom(page).Body))
            .Where(static page => page.State == MortgageState.Signed).Chunk(Batch))
        {
            ct.ThrowIfCancellationRequested();
            index.Write(open => Array.ForEach(some, open.Put));
        }

        var cases = 0L;
        foreach (var some in peer.Reader.ReadPages("case/").Select(static page => CasePage.Parser.ParseFrom(Page.Parser.ParseFrom(page).Body).AcceptanceNumber)
            .Chunk(Batch))
        {
            Look(some, ct);
            cases += some.Length;
        }

        index.Write(open => open.SetSeen(head.Number, head.Root));
        CaseListLog.Made(logger, head.Number, cases, (long)Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
    }

    private CaseViews Views(ulong? block, uint profile)
        => new(new PeerCasePages(peer, index, block), peer.Genesis.Origin, profile, (ulong)time.GetUtcNow().ToUnixTimeMilliseconds());

    private uint Today => Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds()).Number;

    private ByteString? Body(string key) => peer.Reader.ReadPage(key) is { } bytes ? Page.Parser.ParseFrom(bytes).Body : null;

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Tell(e.Message);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Once, however often it is tried.
    private void Tell(string fault)
    {
        if (fault != told)
            CaseListLog.Behind(logger, fault);
        told = fault;
    }
}
