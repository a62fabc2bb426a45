using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>
/// The store's one writer: takes what is queued, runs it in one transaction, syncs once. While one batch syncs the next
/// one gathers, so the price of a sync is shared by all who wait.
/// </summary>
/// <remarks>
/// After a fault of disk or file nothing is assumed: the connection is given up, and before anything else is written another one
/// looks at what is really there and brings it into the database file. That is tried again, with growing delays, until it is
/// done; callers are told at once.
/// </remarks>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaximumBatch = 512;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly Func<SqliteSession> reopen;
    private readonly TimeProvider time;
    private readonly Channel<Job> queue = Channel.CreateUnbounded<Job>(new() { SingleReader = true });
    private readonly List<Job> again = [];
    private readonly Task loop;
    private SqliteSession? session;
    private volatile Exception? fault;
    private TimeSpan delay = FirstDelay;
    private long failedAt;

    /// <param name="session">What writes.</param>
    /// <param name="reopen">Opens another one after a fault, comparing the store with its anchor.</param>
    /// <param name="time">Measures delays.</param>
    public GroupCommit(SqliteSession session, Func<SqliteSession> reopen, TimeProvider time)
    {
        this.session = session;
        this.reopen = reopen;
        this.time = time;
        loop = Task.Run(RunAsync);
    }

    /// <summary>Why nothing can be kept at the moment; null while it can.</summary>
    public Exception? Fault => fault;

    /// <summary>Runs the work in the next transaction; the task ends when it is durable.</summary>
    /// <param name="work">Throws, before it writes anything, to leave its part of the transaction out.</param>
    /// <param name="ct">Gives up waiting before the work is taken up; once it is, the task ends with the commit.</param>
    public async Task<T> RunAsync<T>(Func<SqliteWriter, T> work, CancellationToken ct)
    {
        T result = default!;
        var job = new Job(writer => result = work(writer), Synced: true, new(TaskCreationOptions.RunContinuationsAsynchronously), ct);
        Post(job);
        await job.Done!.Task;
        return result;
    }

    /// <summary>Runs the work soon, again after a fault; unless it is synced itself, it is durable with the next durable one.</summary>
    public void Post(Action<SqliteWriter> work, Action whenCommitted, bool synced = false)
        => Post(new Job(work, synced, Done: null, CancellationToken.None, whenCommitted));

    /// <summary>Writes out what is queued.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        session?.Close(clean: true);
    }

    private void Post(Job job)
    {
        if (!queue.Writer.TryWrite(job))
            job.Done?.TrySetException(new RecordStoreUnavailableException("The record store is closed. | 记录库已关闭。"));
    }

    private async Task RunAsync()
    {
        var batch = new List<Job>(MaximumBatch);
        while (await WaitAsync())
        {
            batch.AddRange(again);
            again.Clear();
            while (batch.Count < MaximumBatch && queue.Reader.TryRead(out var job))
            {
                if (job.Cancel.IsCancellationRequested)
                {
                    job.Done?.TrySetCanceled(job.Cancel);
                }
                else
                {
                    batch.Add(job);
                }
            }

            Commit(batch);
            batch.Clear();
        }

        if (again.Count > 0)
        {
            // The last chance of what can be rebuilt from the ledger if it fails.
            failedAt = 0;
            delay = TimeSpan.Zero;
            batch.AddRange(again);
            again.Clear();
            Commit(batch);
        }
    }

    /// <summary>Waits for work, or until what failed is to be tried again.</summary>
    private async Task<bool> WaitAsync()
    {
        var more = queue.Reader.WaitToReadAsync().AsTask();
        if (fault is not null && !more.IsCompleted)
        {
            await Task.WhenAny(more, Task.Delay(delay, time));
            if (!more.IsCompleted)
                return true;
        }

        return await more;
    }

    private void Commit(List<Job> batch)
    {
        if (this.fault is { } fault && time.GetElapsedTime(failedAt) < delay)
        {
            Fail(batch, fault);
            return;
        }

        var failed = new Exception?[batch.Count];
        try
        {
            var session = this.session ??= reopen();
            if (batch.Count > 0)
                Run(session, batch, failed);

            this.fault = null;
            delay = FirstDelay;
        }
        catch (Exception e)
        {
            GiveUp(e);
            Fail(batch, this.fault!);
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            if (failed[i] is { } e)
            {
                batch[i].Done?.TrySetException(e);
            }
            else
            {
                batch[i].WhenCommitted?.Invoke();
                batch[i].Done?.TrySetResult();
            }
        }
    }

    private static void Run(SqliteSession session, List<Job> batch, Exception?[] failed)
    {
        var synced = batch.Exists(job => job.Synced);
        session.Begin(synced);
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                batch[i].Work(session.Writer);
            }
            catch (Exception e) when (e is RequestIdUsedException or RecordLapsedException)
            {
                failed[i] = e;
            }
        }

        session.Commit(synced);
    }

    private void GiveUp(Exception e)
    {
        // Closing rolls back what was begun; the log is left as it is.
        session?.Close(clean: false);
        session = null;
        delay = fault is null ? FirstDelay : Min(delay + delay, LongestDelay);
        fault = e is RecordDamagedException ? e : RecordStoreUnavailableException.Describe(e);
        failedAt = time.GetTimestamp();
    }

    private void Fail(List<Job> batch, Exception fault)
    {
        foreach (var job in batch)
        {
            if (job.Done is null)
            {
                again.Add(job);
            }
            else
            {
                job.Done.TrySetException(fault);
            }
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record Job(
        Action<SqliteWriter> Work, bool Synced, TaskCompletionSource? Done, CancellationToken Cancel, Action? WhenCommitted = null);
}
