namespace Ledger.Verifier.Tests;

/// <summary>A checkpoint memory that can be looked into.</summary>
internal sealed class AlarmMemory : ICheckpointMemory
{
    public string? Latest { get; private set; }

    public List<CheckpointAlarm> Alarms { get; } = [];

    public string? LoadLatest(string origin) => Latest;

    public void SaveLatest(string origin, string note) => Latest = note;

    public void SaveAlarm(CheckpointAlarm alarm) => Alarms.Add(alarm);
}
