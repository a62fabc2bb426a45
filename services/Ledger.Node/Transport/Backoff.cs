namespace Ledger.Node;

/// <summary>Waits longer after each failure in a row: 100 ms, doubled up to 5 s, with a random quarter off so that nodes do not call in step.</summary>
internal sealed class Backoff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan next = First;

    public Task WaitAsync(CancellationToken ct)
    {
        var wait = next * (1 - (Random.Shared.NextDouble() / 4));
        next = next * 2 < Longest ? next * 2 : Longest;
        return Task.Delay(wait, clock, ct);
    }

    public void Reset() => next = First;
}
