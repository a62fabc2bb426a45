using System.Collections.Concurrent;

namespace Ledger.Departments;

/// <summary>The submissions under way: one for each open record that has an envelope.</summary>
internal sealed class SubmissionTracker(SubmissionServices services) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<long, (Submission Submission, Task Run, string Organisation)> running = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Submissions under way.</summary>
    public int Count => running.Count;

    /// <summary>Submissions under way of one organisation's operators.</summary>
    public int CountOf(string organisation) => running.Values.Count(entry => entry.Organisation == organisation);

    /// <summary>Ends when the services stop.</summary>
    public CancellationToken Stopping => stopping.Token;

    /// <summary>The submission of a record; null when none is under way.</summary>
    public Submission? Find(long number) => running.TryGetValue(number, out var found) ? found.Submission : null;

    /// <summary>Carries a record to its end, unless that is under way.</summary>
    /// <param name="number">Number of the record.</param>
    /// <param name="organisation">Organisation of the operator that it is of.</param>
    /// <param name="keyId">Key that signed its envelopes.</param>
    /// <param name="envelope">Its newest envelope, durable in the store.</param>
    /// <param name="maySignAnew">Whether the key is the department's own.</param>
    public Submission Begin(long number, string organisation, byte[] keyId, StoredEnvelope envelope, bool maySignAnew)
    {
        var fresh = new Submission(number, keyId, envelope, maySignAnew, services);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entry = running.GetOrAdd(number, static (_, argument) => (argument.fresh, RunAsync(argument), argument.organisation),
            (fresh, start, tracker: this, organisation));
        if (ReferenceEquals(entry.Submission, fresh))
            start.SetResult();

        return entry.Submission;

        static async Task RunAsync((Submission fresh, TaskCompletionSource start, SubmissionTracker tracker, string organisation) argument)
        {
            await argument.start.Task;
            await argument.fresh.RunAsync(argument.tracker.Stopping);
            argument.tracker.running.TryRemove(argument.fresh.Number, out _);
        }
    }

    /// <summary>Stops all; what is open stays open in the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(entry => entry.Run));
        stopping.Dispose();
    }
}
