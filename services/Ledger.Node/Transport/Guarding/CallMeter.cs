using Microsoft.AspNetCore.Connections;

namespace Ledger.Node;

/// <summary>Counts the calls of one connection, and cuts it when too many are taken back or go beyond the caller's bounds.</summary>
internal sealed class CallMeter(ConnectionContext connection, CallerShare caller, TokenBucket faults, Action<string> tell)
{
    private readonly Lock gate = new();
    private bool isCut;

    /// <summary>Begins a call.</summary>
    /// <returns>Why it may not; null when it did, and then <see cref="End"/> is due.</returns>
    public string? Begin()
    {
        var refusal = caller.Begin();
        if (refusal is not null)
            Fault();
        return refusal;
    }

    /// <summary>Ends a call.</summary>
    /// <param name="takenBack">The caller reset it before its answer.</param>
    public void End(bool takenBack)
    {
        caller.End();
        if (takenBack)
            Fault();
    }

    /// <summary>Cuts the connection.</summary>
    /// <param name="reason">Why.</param>
    public void Cut(string reason)
    {
        lock (gate)
        {
            if (isCut)
                return;
            isCut = true;
        }

        tell(reason);
        connection.Abort(new ConnectionAbortedException(reason));
    }

    private void Fault()
    {
        bool borne;
        lock (gate)
        {
            // The calls that end because the connection did are nobody's fault.
            if (isCut || connection.ConnectionClosed.IsCancellationRequested)
                return;
            borne = faults.TryTake();
        }

        if (!caller.TryFault() || !borne)
            Cut("too many calls were taken back or went beyond the caller's bounds");
    }
}
