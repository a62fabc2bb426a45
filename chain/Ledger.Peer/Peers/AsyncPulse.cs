namespace Ledger.Peers;

/// <summary>
/// Wakes whoever waits for a condition that may have become true. Take <see cref="Next"/> before looking at the
/// condition, so that no change between looking and waiting is missed.
/// </summary>
internal sealed class AsyncPulse
{
    private TaskCompletionSource next = Create();

    /// <summary>Completes with the next pulse.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Beat() => Interlocked.Exchange(ref next, Create()).SetResult();

    // Continuations run elsewhere: who beats may hold a lock.
    private static TaskCompletionSource Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
