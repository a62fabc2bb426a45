using System.Globalization;
using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>
/// Ends the transient faults of a peer's files: while the disk takes nothing, the peer executes, orders and signs nothing
/// and keeps what it has; once it does again, its store is opened anew, compared with what was being written, and the
/// peer goes on. Safe for use by several threads.
/// </summary>
internal sealed class StoreRecovery : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    // A fault this short after the one before is the same one.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly PeerOptions options;
    private readonly PeerStore store;
    private readonly SemaphoreSlim writing;
    private readonly Action<BlockInfo?> resume;
    private readonly Action<Exception> damaged;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly Setbacks setbacks;
    private TaskCompletionSource ended = Completed();
    private Task loop = Task.CompletedTask;
    private TimeSpan pause = FirstPause;
    private long endedAt;
    private volatile OutageReason? reason;

    /// <summary>Recovers one peer's store.</summary>
    /// <param name="options">What the peer runs with.</param>
    /// <param name="store">Its store.</param>
    /// <param name="writing">Held by who executes: nobody does while the store is opened anew.</param>
    /// <param name="resume">Called when the peer may go on, with the block that turned out to be durable.</param>
    /// <param name="damaged">Called when the fault is none that passes.</param>
    public StoreRecovery(PeerOptions options, PeerStore store, SemaphoreSlim writing, Action<BlockInfo?> resume, Action<Exception> damaged)
    {
        this.options = options;
        this.store = store;
        this.writing = writing;
        this.resume = resume;
        this.damaged = damaged;
        setbacks = new Setbacks(options.Time);
    }

    /// <summary>What the disk said and since when the peer waits for it; null while it takes what is written.</summary>
    public OutageReason? Reason => reason;

    /// <summary>Takes in a fault; one that stands already goes on.</summary>
    public void Report(StoreException fault)
    {
        lock (gate)
        {
            if (reason is not null || stopping.IsCancellationRequested)
                return;

            // What fails again at once is not asked after at once.
            if (endedAt == 0 || options.Time.GetElapsedTime(endedAt) >= Soon)
            {
                pause = FirstPause;
                setbacks.Succeed();
            }

            reason = Describe(fault.Message, options.Time.GetUtcNow());
            ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (setbacks.Add(reason) is { } told)
                PeerLog.WaitsForDisk(options.Logger, options.Organisation, told.Count, fault.Message);

            loop = Task.Run(() => RunAsync(stopping.Token), CancellationToken.None);
        }
    }

    /// <summary>Completes while no fault stands.</summary>
    public Task WaitAsync(CancellationToken ct)
    {
        lock (gate)
        {
            return ended.Task.WaitAsync(ct);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (gate)
        {
            stopping.Cancel();
            running = loop;
        }

        await running;
        ended.TrySetCanceled(stopping.Token);
        stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            do
            {
                await Task.Delay(pause, options.Time, ct);
                pause = pause + pause < LongestPause ? pause + pause : LongestPause;
            }
            while (!await TryAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The peer closes.
        }
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            if (!TryReopen(out var found))
                return false;

            End();
            try
            {
                resume(found);
            }
            catch (StoreException e) when (e is not StoreDamagedException)
            {
                Report(e);
            }

            return true;
        }
        finally
        {
            writing.Release();
        }
    }

    private bool TryReopen(out BlockInfo? found)
    {
        found = null;
        try
        {
            options.Disk.Probe();
            found = store.IsSuspect ? store.Reopen(options.Organisation) : null;
            if (setbacks.Row is null or { Count: 1 })
                PeerLog.DiskTakes(options.Logger, options.Organisation, store.Head!.Number);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || (e is StoreException && e is not StoreDamagedException))
        {
            return false;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It will not read better at the next attempt: the peer stops, and who waits hears that.
            damaged(e);
        }

        return true;
    }

    private void End()
    {
        lock (gate)
        {
            reason = null;
            endedAt = options.Time.GetTimestamp();
            ended.TrySetResult();
        }
    }

    private static OutageReason Describe(string message, DateTimeOffset since) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"waiting for the disk since {since.UtcDateTime:s}Z: {message.TrimEnd('.')}. Nothing is executed, ordered or signed meanwhile and nothing kept is lost; the node goes on by itself once the disk takes it"),
        string.Create(CultureInfo.InvariantCulture, $"自 {since.UtcDateTime:s}Z 起等待磁盘恢复：{message.TrimEnd('.')}。其间不执行、不排序、不签名，已保存的内容不会丢失；请释放空间或修复磁盘，恢复后自动继续"));

    private static TaskCompletionSource Completed()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
