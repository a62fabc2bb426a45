namespace Ledger.Verifier;

/// <summary>Forgets at the end of the process: for measurements and one-time imports.</summary>
internal sealed class VolatileCheckpointMemory : ICheckpointMemory
{
    public string? LoadLatest(string origin) => null;

    public void SaveLatest(string origin, string note)
    {
        // The trail itself holds it while the process runs.
    }

    public void SaveAlarm(CheckpointAlarm alarm)
    {
        // The caller gets the ForkException with the same evidence.
    }
}
