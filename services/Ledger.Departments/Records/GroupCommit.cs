using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments.Records;

/// <summary>
/// The store's one writer: takes what is queued, runs it in one transaction, syncs once. While one batch syncs the next
/// one gathers, so the price of a sync is shared by all who wait.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaximumBatch = 512;

    private readonly SqliteWriter _writer;
    private readonly Channel<Job> _queue = Channel.CreateUnbounded<Job>(new() { SingleReader = true });
    private readonly Task _loop;

    public GroupCommit(SqliteWriter writer)
    {
        _writer = writer;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Runs the work in the next transaction; the task ends when it is durable.</summary>
    /// <param name="work">Throws, before it writes anything, to leave its part of the transaction out.</param>
    /// <param name="ct">Gives up waiting before the work is taken up; once it is, the task ends with the commit.</param>
    public async Task<T> RunAsync<T>(Func<SqliteWriter, T> work, CancellationToken ct)
    {
        T result = default!;
        var job = new Job(writer => result = work(writer), Synced: true, new(TaskCreationOptions.RunContinuationsAsynchronously), ct);
        Post(job);
        await job.Done!.Task.ConfigureAwait(false);
        return result;
    }

    /// <summary>Runs the work soon; it is durable with the next durable one.</summary>
    public void Post(Action<SqliteWriter> work, Action whenCommitted)
        => Post(new Job(work, Synced: false, Done: null, CancellationToken.None, whenCommitted));

    /// <summary>Writes out what is queued.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private void Post(Job job)
    {
        if (!_queue.Writer.TryWrite(job))
        {
            job.Done?.TrySetException(new RecordStoreUnavailableException("The record store is closed. | 记录库已关闭。"));
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Job>(MaximumBatch);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MaximumBatch && _queue.Reader.TryRead(out var job))
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
    }

    private void Commit(List<Job> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var failed = new Exception?[batch.Count];
        try
        {
            _writer.Begin(batch.Exists(job => job.Synced));
            for (var i = 0; i < batch.Count; i++)
            {
                try
                {
                    batch[i].Work(_writer);
                }
                catch (RequestIdUsedException e)
                {
                    failed[i] = e;
                }
            }

            _writer.Commit();
        }
        catch (Exception e)
        {
            Fail(batch, e);
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

    private void Fail(List<Job> batch, Exception e)
    {
        try
        {
            _writer.Rollback();
        }
        catch (SqliteException)
        {
            // SQLite rolls some failures back by itself, a full disk among them.
        }

        var reported = e is SqliteException sqlite ? Describe(sqlite) : e;
        foreach (var job in batch)
        {
            job.Done?.TrySetException(reported);
        }
    }

    private static RecordStoreUnavailableException Describe(SqliteException e) => e.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_FULL => new("The record store's disk is full; nothing was kept. Free space and send again. | 记录库磁盘已满，本次未保存；请清理空间后重发。", e),
        _ => new($"The record store did not take the commit (SQLite {e.SqliteExtendedErrorCode}: {e.Message}); nothing was kept. | 记录库提交失败，本次未保存。", e),
    };

    private sealed record Job(
        Action<SqliteWriter> Work, bool Synced, TaskCompletionSource? Done, CancellationToken Cancel, Action? WhenCommitted = null);
}
