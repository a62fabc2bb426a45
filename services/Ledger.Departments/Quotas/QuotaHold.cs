namespace Ledger.Departments;

/// <summary>
/// What was taken of a member's quotas before a use, so that calls side by side cannot go beyond them together; its end gives
/// all of it back, unless the use has happened.
/// </summary>
/// <param name="grow">Takes so many bytes more, or throws.</param>
/// <param name="end">Told at the end whether the use has happened, and of how many bytes in all.</param>
/// <param name="bytes">Bytes taken at first.</param>
internal sealed class QuotaHold(Action<long> grow, Action<bool, long> end, long bytes = 0) : IDisposable
{
    private Action<bool, long>? end = end;
    private long bytes = bytes;
    private volatile bool isUsed;

    /// <summary>Nothing is limited.</summary>
    public static QuotaHold None => new(static _ => { }, static (_, _) => { });

    /// <summary>It turned out to be so many bytes in all: what is lacking is taken as well. By one thread.</summary>
    /// <exception cref="Grpc.Core.RpcException">RESOURCE_EXHAUSTED: there are not so many; the hold is as before.</exception>
    public void GrowTo(long bytes)
    {
        if (bytes > this.bytes)
        {
            grow(bytes - this.bytes);
            this.bytes = bytes;
        }
    }

    /// <summary>The use has happened: what is held is used up.</summary>
    public void Use() => isUsed = true;

    public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke(isUsed, bytes);
}
