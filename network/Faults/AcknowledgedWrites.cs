namespace Ledger.Network;

/// <summary>Everything acknowledged so far. Safe for use by several threads.</summary>
internal sealed class AcknowledgedWrites
{
    private readonly Lock gate = new();
    private readonly List<AcknowledgedWrite> writes = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return writes.Count;
        }
    }

    /// <summary>Adds one.</summary>
    public void Add(AcknowledgedWrite write)
    {
        lock (gate)
        {
            writes.Add(write);
            waiting.RemoveAll(wait => wait.Count <= writes.Count && wait.Reached.TrySetResult());
        }
    }

    /// <summary>Ends when there are so many.</summary>
    public Task WaitForAsync(int count, CancellationToken ct)
    {
        lock (gate)
        {
            if (writes.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count, reached));
            return reached.Task.WaitAsync(ct);
        }
    }

    /// <summary>All so far, in the order in which they came.</summary>
    public IReadOnlyList<AcknowledgedWrite> ToList()
    {
        lock (gate)
            return [.. writes];
    }
}
