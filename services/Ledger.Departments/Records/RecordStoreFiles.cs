namespace Ledger.Departments;

/// <summary>The files of one record store; all lie in one folder and belong to their owner only.</summary>
/// <param name="Database">The SQLite file, named by the configuration.</param>
public sealed record RecordStoreFiles(string Database)
{
    /// <summary>SQLite's write-ahead log: part of the database until it is folded in. Absent after a clean stop.</summary>
    public string Log => Database + "-wal";

    /// <summary>SQLite's index of the log, made anew at every start: nothing to keep.</summary>
    public string LogIndex => Database + "-shm";

    /// <summary>How far the records are durable, outside of SQLite (<see cref="RecordAnchor"/>).</summary>
    public string Anchor => Path.ChangeExtension(Database, ".anchor");

    /// <summary>
    /// The keys under which contents and salts are wrapped (<see cref="SaltKeyFile"/>). Whoever has an old copy of the other
    /// files and of this one reads what was erased since: it is kept out of backups that outlive an erasure.
    /// </summary>
    public string Keys => Path.ChangeExtension(Database, ".keys");

    /// <summary>Everything that a stopped store consists of; those that exist are copied together, never one alone.</summary>
    public IReadOnlyList<string> All => [Database, Log, Anchor, Keys];

    /// <summary>What a backup may hold for ever: of these alone nothing personal can be read.</summary>
    public IReadOnlyList<string> WithoutKeys => [Database, Log, Anchor];
}
