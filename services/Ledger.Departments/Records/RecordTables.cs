using System.Text;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>How the rows of each table are read as a whole: what names them, their key, second column, body and hash.</summary>
internal static class RecordTables
{
    /// <summary>Column of a row's hash in each query.</summary>
    public const int HashColumn = 4;

    /// <summary>Each kind with its query and the table it reads.</summary>
    public static IReadOnlyList<(RecordKind Kind, string Query, string Table)> All { get; } = [.. BeforeVerdicts(),
        (RecordKind.Verdict, "SELECT number, number, NULL, body, hash FROM verdicts ORDER BY number", SqliteSchema.Verdicts)];

    /// <summary>Those that a store has.</summary>
    public static IReadOnlyList<(RecordKind Kind, string Query, string Table)> Of(SqliteConnection connection) =>
        (long)SqliteConnections.Query(connection, "PRAGMA user_version")! < SqliteSchema.Version ? BeforeVerdicts() : All;

    /// <summary>The statement that finds a row's hash by its key.</summary>
    public static string HashQuery(RecordKind kind) => kind switch
    {
        RecordKind.Record => "SELECT hash FROM records WHERE number = $k",
        RecordKind.Content => "SELECT hash FROM contents WHERE number = $k",
        RecordKind.Envelope => "SELECT hash FROM envelopes WHERE id = $k",
        RecordKind.Submission => "SELECT hash FROM submissions WHERE request_id = $k",
        RecordKind.Outcome => "SELECT hash FROM outcomes WHERE number = $k",
        RecordKind.Operator => "SELECT hash FROM operators WHERE fingerprint = $k",
        RecordKind.Check => "SELECT hash FROM checks WHERE number = $k",
        RecordKind.Use => "SELECT hash FROM uses WHERE number = $k",
        RecordKind.Setting => "SELECT hash FROM settings WHERE name = $k",
        RecordKind.Verdict => "SELECT hash FROM verdicts WHERE number = $k",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A row's key as its header in the chain has it.</summary>
    public static byte[] KeyOf(RecordKind kind, SqliteDataReader row) => kind switch
    {
        RecordKind.Submission or RecordKind.Operator => row.GetFieldValue<byte[]>(1),
        RecordKind.Setting => Encoding.UTF8.GetBytes(row.GetString(2)),
        _ => SqliteKeys.Bytes(row.GetInt64(1)),
    };

    /// <summary>The hash that a row's content gives.</summary>
    public static byte[] ComputeHash(RecordKind kind, string table, SqliteDataReader row) => kind switch
    {
        RecordKind.Record or RecordKind.Envelope => RowHash.Of(table, row.GetInt64(1), row.GetFieldValue<byte[]>(2), row.GetFieldValue<byte[]>(3)),
        RecordKind.Check or RecordKind.Setting => RowHash.Of(table, row.GetInt64(1), Encoding.UTF8.GetBytes(row.GetString(2)), row.GetFieldValue<byte[]>(3)),
        RecordKind.Submission or RecordKind.Operator => RowHash.Of(table, row.GetFieldValue<byte[]>(1), [], row.GetFieldValue<byte[]>(3)),
        _ => RowHash.Of(table, row.GetInt64(1), [], row.GetFieldValue<byte[]>(3)),
    };

    /// <summary>Table of a kind.</summary>
    public static string TableOf(RecordKind kind) => All.First(table => table.Kind == kind).Table;

    /// <summary>A header's key as a value that SQLite compares.</summary>
    public static object ToParameter(RecordKind kind, byte[] key) => kind switch
    {
        RecordKind.Submission or RecordKind.Operator => key,
        RecordKind.Setting => Encoding.UTF8.GetString(key),
        _ => System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(key),
    };

    /// <summary>A header's key for people.</summary>
    public static string Name(RecordKind kind, byte[] key) => kind switch
    {
        RecordKind.Submission or RecordKind.Operator => Convert.ToHexStringLower(key),
        RecordKind.Setting => Encoding.UTF8.GetString(key),
        RecordKind.Envelope => FormattableString.Invariant($"{System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(key) / SqliteKeys.MaximumAttempts}"),
        _ => FormattableString.Invariant($"{System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(key)}"),
    };

    private static (RecordKind Kind, string Query, string Table)[] BeforeVerdicts() =>
    [
        (RecordKind.Record, "SELECT number, number, request_id, body, hash FROM records ORDER BY number", SqliteSchema.Records),
        (RecordKind.Content, "SELECT number, number, NULL, body, hash FROM contents ORDER BY number", SqliteSchema.Contents),
        (RecordKind.Envelope, "SELECT id / 4096, id, leaf, body, hash FROM envelopes ORDER BY id", SqliteSchema.Envelopes),
        (RecordKind.Submission, "SELECT lower(hex(request_id)), request_id, NULL, body, hash FROM submissions ORDER BY request_id", SqliteSchema.Submissions),
        (RecordKind.Outcome, "SELECT number, number, NULL, body, hash FROM outcomes ORDER BY number", SqliteSchema.Outcomes),
        (RecordKind.Operator, "SELECT lower(hex(fingerprint)), fingerprint, NULL, body, hash FROM operators ORDER BY fingerprint", SqliteSchema.Operators),
        (RecordKind.Check, "SELECT number, number, unit, body, hash FROM checks ORDER BY number", SqliteSchema.Checks),
        (RecordKind.Use, "SELECT number, number, NULL, body, hash FROM uses ORDER BY number", SqliteSchema.Uses),
        (RecordKind.Setting, "SELECT name, value, name, x'', hash FROM settings ORDER BY name", SqliteSchema.Settings),
    ];
}
