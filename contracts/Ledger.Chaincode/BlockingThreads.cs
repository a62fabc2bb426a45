using System.Collections.Concurrent;

namespace Ledger.Chaincode;

/// <summary>
/// Threads for work that blocks. The rules read pages as they need them, which is a round trip to the peer here; blocking the
/// shared thread pool by that would stall the very stream the answers come from.
/// </summary>
internal sealed class BlockingThreads : IDisposable
{
    private readonly BlockingCollection<Action> work = [];

    public BlockingThreads(int count)
    {
        for (var i = 0; i < count; i++)
            new Thread(Run) { IsBackground = true, Name = $"judge {i}" }.Start();
    }

    /// <summary>Runs a function on the next free thread.</summary>
    public Task<T> RunAsync<T>(Func<T> function)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                result.SetResult(function());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        return result.Task;
    }

    /// <summary>Lets the threads end when the work queued is done.</summary>
    public void Dispose() => work.CompleteAdding();

    private void Run()
    {
        foreach (var action in work.GetConsumingEnumerable())
            action();
    }
}
