namespace Ledger.Verifier;

/// <summary>Where a reader keeps the newest checkpoint verified and the alarms. Calls come one after another.</summary>
public interface ICheckpointMemory
{
    /// <summary>Note of the newest checkpoint of a ledger; null before the first.</summary>
    string? LoadLatest(string origin);

    /// <summary>Keeps a newer one.</summary>
    void SaveLatest(string origin, string note);

    /// <summary>Keeps an alarm for ever.</summary>
    void SaveAlarm(CheckpointAlarm alarm);
}
