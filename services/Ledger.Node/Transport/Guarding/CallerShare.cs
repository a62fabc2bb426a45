namespace Ledger.Node;

/// <summary>What one caller holds of a node: all connections of a certificate, or of the strangers of one address.</summary>
/// <param name="name">For the log: the certificate's hash or the address.</param>
/// <param name="connections">Connections it may have open.</param>
/// <param name="openCalls">Calls it may have open.</param>
/// <param name="calls">Calls it may make; null: as many as it likes.</param>
/// <param name="faults">Calls it may take back or make beyond its bounds.</param>
internal sealed class CallerShare(string name, int connections, int openCalls, TokenBucket? calls, TokenBucket faults)
{
    private readonly Lock gate = new();
    private int connected;
    private int open;

    /// <summary>For the log: the certificate's hash or the address.</summary>
    public string Name => name;

    /// <summary>Whether nothing would be lost if it were forgotten.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
                return connected == 0 && open == 0 && (calls?.IsFull ?? true) && faults.IsFull;
        }
    }

    /// <summary>Opens a connection.</summary>
    /// <returns>Why it may not; null when it did.</returns>
    public string? Connect()
    {
        lock (gate)
        {
            if (faults.IsEmpty)
                return "it was cut for too many calls taken back or beyond its bounds";
            if (connected >= connections)
                return $"it has {connected} connections open, of at most {connections}";
            connected++;
            return null;
        }
    }

    /// <summary>Ends a connection.</summary>
    public void Disconnect()
    {
        lock (gate)
            connected--;
    }

    /// <summary>Begins a call.</summary>
    /// <returns>Why it may not; null when it did.</returns>
    public string? Begin()
    {
        lock (gate)
        {
            if (open >= openCalls)
                return $"{open} calls are open, of at most {openCalls}; end some first";
            if (calls is not null && !calls.TryTake())
                return "there were more calls per second than one caller may make; make fewer";
            open++;
            return null;
        }
    }

    /// <summary>Ends a call.</summary>
    public void End()
    {
        lock (gate)
            open--;
    }

    /// <summary>Notes a call that was taken back or went beyond the bounds.</summary>
    /// <returns>Whether that is still borne.</returns>
    public bool TryFault()
    {
        lock (gate)
            return faults.TryTake();
    }
}
