namespace Ledger.Node;

/// <summary>One connection's handshake; ends once, with success or with the connection.</summary>
/// <param name="end">Told of the end.</param>
internal sealed class Handshake(Action end)
{
    private Action? toEnd = end;

    /// <summary>Ends it.</summary>
    public void End() => Interlocked.Exchange(ref toEnd, null)?.Invoke();
}
