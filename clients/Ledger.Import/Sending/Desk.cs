using System.Security.Cryptography;
using System.Threading.Channels;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Log;
using Ledger.V1;
using Ledger.Verifier;

namespace Ledger.Import;

/// <summary>
/// A clerk's desk of one department: takes the steps that are ready, packs those that wait into one envelope, sends it until it is
/// answered. A refusal strikes a whole envelope, so the step at fault is sent alone, and the others again without it.
/// </summary>
internal sealed class Desk : IAsyncDisposable
{
    /// <summary>An envelope holds 65,535 bytes; the estimate is rough.</summary>
    private const int MostBytes = 48_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Channel<(CaseStep Step, TaskCompletionSource<StepOutcome> Done)> waiting =
        Channel.CreateUnbounded<(CaseStep, TaskCompletionSource<StepOutcome>)>();
    private readonly LedgerClient client;
    private readonly BatchWriter write;
    private readonly ImportJournal journal;
    private readonly ImportRange import;
    private readonly ImportOptions options;
    private readonly TimeProvider clock;
    private readonly CancellationToken stop;
    private readonly Setbacks setbacks;
    private readonly Task senders;

    /// <summary>Opens a desk.</summary>
    /// <param name="client">The clerk's client, whose book is the journal.</param>
    /// <param name="write">How this department takes several acts.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="import">Which import.</param>
    /// <param name="options">Pack size, envelopes in flight, patience.</param>
    /// <param name="clock">Times pauses.</param>
    /// <param name="stop">Ends the sending; open requests stay in the journal.</param>
    public Desk(
        LedgerClient client, BatchWriter write, ImportJournal journal, ImportRange import, ImportOptions options, TimeProvider clock, CancellationToken stop)
    {
        (this.client, this.write, this.journal, this.import, this.options, this.clock, this.stop) = (client, write, journal, import, options, clock, stop);
        setbacks = new Setbacks(clock);
        senders = Task.WhenAll(Enumerable.Range(0, options.EnvelopesInFlight).Select(_ => SendAllAsync()));
    }

    /// <summary>Why nothing of what this desk sends gets an answer, and since when; null while things get on.</summary>
    public SetbackRow? Waiting => setbacks.Row;

    /// <summary>Sends again what was open when the import last ended. Nothing else may be in flight.</summary>
    /// <exception cref="LedgerException">The ledger cannot be reached for as long as the import is patient, or its answer does not verify.</exception>
    public async Task ResumeAsync()
    {
        var attempt = 0;
        var since = clock.GetTimestamp();
        while (true)
        {
            var open = 0;
            LedgerException? fault = null;
            await foreach (var draft in client.ResumeDraftsAsync(stop))
            {
                // A refusal closed the draft: its rows go through the ordinary way again, which says why.
                var settled = draft.Outcome is { IsRecorded: true } || draft.Fault is RefusedException or InputException;
                open += settled ? 0 : 1;
                fault ??= settled ? null : draft.Fault;
                if (fault is AccessException or UntrustedReplyException)
                    throw fault;
            }

            if (open == 0)
            {
                setbacks.Succeed();
                return;
            }

            await PauseAsync(++attempt, since, fault);
        }
    }

    /// <summary>Sees that the reviewer is enrolled: without, no case comes to its end.</summary>
    /// <exception cref="ImportException">It is not, or the rules in force know no staff.</exception>
    /// <exception cref="LedgerException">The ledger cannot be reached, or its answer does not verify.</exception>
    public async Task RequireStaffAsync(Counter counter)
    {
        if ((await client.Reader.GetPageAsync(counter.StaffPage, cancellationToken: stop)).Page is null)
        {
            throw new ImportException(new(
                "审核人尚未登记（StaffEnrolled）；导入需规则版本2及以上，请由登记部门管理员登记人员，或新建网络（--dir）",
                "the reviewer is not enrolled (StaffEnrolled); an import needs rule profile 2 or later: let registration's administrator enrol its staff, or make a new network (--dir)"));
        }
    }

    /// <summary>A page of the ledger, with its proof verified; null when there is none.</summary>
    /// <exception cref="LedgerException">The ledger cannot be reached, or its answer does not verify.</exception>
    public async Task<Page?> ReadPageAsync(string key) => (await client.Reader.GetPageAsync(key, cancellationToken: stop)).Page;

    /// <summary>Has a step recorded or refused.</summary>
    /// <exception cref="LedgerException">The ledger cannot be reached for as long as the import is patient, or its answer does not verify.</exception>
    public Task<StepOutcome> SubmitAsync(CaseStep step)
    {
        stop.ThrowIfCancellationRequested();
        // Continuations of many rows must not run on the sender.
        var done = new TaskCompletionSource<StepOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((step, done));
        return done.Task.WaitAsync(stop);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await senders;
        client.Dispose();
    }

    private async Task SendAllAsync()
    {
        while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var pack = new List<(CaseStep Step, TaskCompletionSource<StepOutcome> Done)>();
            var bytes = 0;
            while (pack.Count < options.Pack && waiting.Reader.TryPeek(out var next) && (pack.Count == 0 || bytes + next.Step.Bytes <= MostBytes)
                && waiting.Reader.TryRead(out next))
            {
                bytes += next.Step.Bytes;
                pack.Add(next);
            }

            try
            {
                if (pack.Count > 0)
                    await SendAsync(pack);
            }
            catch (Exception e)
            {
                // Whoever waits for a step of this pack learns why it was not sent.
                pack.ForEach(entry => entry.Done.TrySetException(e));
            }
        }
    }

    private async Task SendAsync(IReadOnlyList<(CaseStep Step, TaskCompletionSource<StepOutcome> Done)> pack)
    {
        try
        {
            await WriteAsync([.. pack.Select(entry => entry.Step)]);
            foreach (var (_, done) in pack)
                done.TrySetResult(StepOutcome.Recorded);
        }
        catch (RefusedException e) when (pack.Count > 1)
        {
            var at = IndexOf(pack, e);
            await SendAsync([pack[at]]);
            await SendAsync([.. pack.Where((_, i) => i != at)]);
        }
        catch (InputException) when (pack.Count > 1)
        {
            // Most often the envelope is too large.
            await SendAsync([.. pack.Take(pack.Count / 2)]);
            await SendAsync([.. pack.Skip(pack.Count / 2)]);
        }
        catch (RefusedException e) when (TryAcknowledge(pack[0].Step, e))
        {
            await SendAsync(pack);
        }
        catch (RefusedException e)
        {
            pack[0].Done.TrySetResult(new StepOutcome([.. e.Failures
                .Where(failure => !failure.Acknowledged && failure.Severity is not "INFORMATION")
                .Select(failure => new RefusalReason(failure.Rule, new(failure.NameZh, failure.NameEn), new(failure.MessageZh, failure.MessageEn)))]));
        }
        catch (InputException e)
        {
            pack[0].Done.TrySetResult(new StepOutcome([.. e.Failures
                .Select(failure => new RefusalReason("INPUT", new("请求无法读取", "request not readable"),
                    new($"{failure.Field}：{failure.MessageZh}", $"{failure.Field}: {failure.MessageEn}")))]));
        }
    }

    /// <summary>Sends one envelope until it is recorded or refused. The same id and bytes go out again and again, so it happens once.</summary>
    private async Task WriteAsync(IReadOnlyList<CaseStep> steps)
    {
        var acts = steps.SelectMany(step => step.Acts).ToList();
        var context = NewContext(steps);
        var since = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            LedgerException? fault = null;
            try
            {
                if ((await write(client, context.Clone(), acts, stop)).IsRecorded)
                {
                    setbacks.Succeed();
                    return;
                }
            }
            catch (LedgerException e) when (e is BusyException or UnavailableException)
            {
                fault = e;
            }
            catch (InputException e) when (e.Failures.All(failure => failure.Field == "context.time_ms"))
            {
                // It waited too long for its first use, so it was never used.
                context = NewContext(steps);
                fault = e;
            }

            await PauseAsync(attempt, since, fault);
        }
    }

    private RequestContext NewContext(IReadOnlyList<CaseStep> steps)
    {
        var id = RandomNumberGenerator.GetBytes(32);
        journal.Announce(import, id, [.. steps.Select(step => step.Effect)]);
        return new RequestContext { Id = UnsafeByteOperations.UnsafeWrap(id), TimeMs = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds() };
    }

    private async Task PauseAsync(int attempt, long since, LedgerException? fault)
    {
        stop.ThrowIfCancellationRequested();
        if (fault is not null && clock.GetElapsedTime(since) > options.Patience)
            throw fault;
        setbacks.Add(fault is null
            ? new("the entry is ordered, but the quorum of cosignatures is outstanding", "条目已排序，但联署法定数未达")
            : new(fault.English, fault.Chinese));
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempt - 1, 10)));
        await Task.Delay(pause, clock, stop);
    }

    private static int IndexOf(IReadOnlyList<(CaseStep Step, TaskCompletionSource<StepOutcome> Done)> pack, RefusedException refusal)
    {
        var act = (int)refusal.Failures.Max(failure => failure.Event);
        for (var i = 0; i < pack.Count; i++)
        {
            act -= pack[i].Step.Acts.Count;
            if (act < 0)
                return i;
        }

        return 0;
    }

    /// <summary>Acknowledges every warning of a refusal; false when something else was wrong too, or nothing is new.</summary>
    private static bool TryAcknowledge(CaseStep step, RefusedException refusal)
    {
        var failures = refusal.Failures.Where(failure => !failure.Acknowledged && failure.Severity is not "INFORMATION").ToList();
        if (failures.Count == 0 || failures.Exists(failure => failure.Severity is not "WARNING" || failure.Event >= step.Acts.Count))
            return false;
        var added = false;
        foreach (var failure in failures)
        {
            var document = Acknowledgements.DocumentOf(step.Acts[(int)failure.Event]);
            var before = document.Acknowledgements.Count;
            Acknowledgements.Add(document, failure.Rule);
            added |= document.Acknowledgements.Count > before;
        }

        return added;
    }
}
