namespace Ledger.Departments;

/// <summary>
/// Something asked that may be refused. It holds one of its member's refusals from before it is judged, so that no more are judged at
/// once than may be refused; its end gives that back, unless it was.
/// </summary>
/// <param name="end">Told at the end whether it was refused.</param>
internal sealed class Attempt(Action<bool> end) : IDisposable
{
    private Action<bool>? end = end;
    private volatile bool isRefused;

    /// <summary>It is refused: what it holds is used up.</summary>
    public void Refuse() => isRefused = true;

    public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke(isRefused);
}
