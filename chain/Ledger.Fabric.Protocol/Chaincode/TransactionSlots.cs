namespace Ledger.Fabric.Protocol;

/// <summary>How many transactions of all peers run at a time, and how many may wait for that.</summary>
internal sealed class TransactionSlots(int concurrent, int queued) : IDisposable
{
    private readonly SemaphoreSlim free = new(concurrent);
    private readonly TaskCompletionSource drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int held;
    private volatile bool stopping;

    /// <summary>Takes a place in the queue.</summary>
    /// <returns>Why there is none; null when it is taken.</returns>
    public string? TryReserve()
    {
        if (Interlocked.Increment(ref held) <= concurrent + queued && !stopping)
            return null;

        Release();
        return stopping ? "The chaincode is stopping; try again later." : $"The chaincode is busy: {queued} transactions are waiting. Try again later.";
    }

    /// <summary>Waits for a slot, in a place that was reserved; the lease gives up both.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        try
        {
            await free.WaitAsync(ct);
            return new Lease(this);
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Lets nobody in any more; ends when the last one has left.</summary>
    public Task StopAsync()
    {
        stopping = true;
        Interlocked.Increment(ref held);
        Release();
        return drained.Task;
    }

    public void Dispose() => free.Dispose();

    private void Release()
    {
        if (Interlocked.Decrement(ref held) == 0 && stopping)
            drained.TrySetResult();
    }

    private sealed class Lease(TransactionSlots slots) : IDisposable
    {
        public void Dispose()
        {
            slots.free.Release();
            slots.Release();
        }
    }
}
