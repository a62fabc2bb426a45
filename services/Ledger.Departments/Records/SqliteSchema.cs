namespace Ledger.Departments;

/// <summary>Tables of the SQLite record store. A change of layout is a new number.</summary>
internal static class SqliteSchema
{
    /// <summary>Kept in SQLite's <c>user_version</c>.</summary>
    public const long Version = 3;

    /// <summary>The layout before the chain of records: contents lie open, and no anchor says how far they were durable.</summary>
    public const long WithoutChain = 1;

    /// <summary>The layout before verdicts were kept.</summary>
    public const long WithoutVerdicts = 2;

    public const string Records = "records";
    public const string Contents = "contents";
    public const string Envelopes = "envelopes";
    public const string Submissions = "submissions";
    public const string Outcomes = "outcomes";
    public const string Operators = "operators";
    public const string Checks = "checks";
    public const string Uses = "uses";
    public const string Settings = "settings";
    public const string Verdicts = "verdicts";

    /// <summary>The chain of records (<see cref="RecordChain"/>): one row per commit.</summary>
    public const string Chain = """
        CREATE TABLE commits (number INTEGER PRIMARY KEY, headers BLOB NOT NULL, link BLOB NOT NULL);
        """;

    /// <summary>
    /// Verdicts, and what they are found and counted by: a row for each rule that found something. The latter are drawn from the former.
    /// </summary>
    public const string VerdictTables = """
        CREATE TABLE verdicts (number INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE verdict_rules (verdict INTEGER NOT NULL, rule TEXT NOT NULL, flow TEXT NOT NULL, event TEXT NOT NULL, town INTEGER NOT NULL,
            day INTEGER NOT NULL, outcome INTEGER NOT NULL, dry_run INTEGER NOT NULL, PRIMARY KEY (verdict, rule)) WITHOUT ROWID;
        CREATE INDEX verdict_rules_by_rule ON verdict_rules (rule, day);
        CREATE INDEX verdict_rules_by_day ON verdict_rules (day);
        """;

    /// <summary>Everything but the chain and the verdicts.</summary>
    public const string Tables = """
        CREATE TABLE records (number INTEGER PRIMARY KEY, request_id BLOB NOT NULL UNIQUE, body BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE contents (number INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE envelopes (id INTEGER PRIMARY KEY, leaf BLOB NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE submissions (request_id BLOB NOT NULL PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE outcomes (number INTEGER PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE open_records (number INTEGER PRIMARY KEY);
        CREATE TABLE subjects (subject TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (subject, number)) WITHOUT ROWID;
        CREATE TABLE operators (fingerprint BLOB NOT NULL PRIMARY KEY, body BLOB NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE checks (number INTEGER PRIMARY KEY AUTOINCREMENT, unit TEXT NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE INDEX checks_by_unit ON checks (unit, number);
        CREATE TABLE uses (number INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID;
        """;
}
