using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments.Records;

/// <summary>Reads a whole record store and computes every row's hash again; the file is not changed.</summary>
public static class RecordStoreVerification
{
    // Numbers first: what a row is named by; then key, second column, body and hash, as RowHash takes them.
    private static readonly (string Table, string Query, Func<SqliteDataReader, byte[]> Hash)[] Tables =
    [
        (SqliteSchema.Records, "SELECT number, number, request_id, body, hash FROM records", row => OfNumber(SqliteSchema.Records, row, Bytes(row, 2))),
        (SqliteSchema.Contents, "SELECT number, number, NULL, body, hash FROM contents", row => OfNumber(SqliteSchema.Contents, row, [])),
        (SqliteSchema.Envelopes, "SELECT id / 4096, id, leaf, body, hash FROM envelopes", row => OfNumber(SqliteSchema.Envelopes, row, Bytes(row, 2))),
        (SqliteSchema.Submissions, "SELECT lower(hex(request_id)), request_id, NULL, body, hash FROM submissions", row => OfBytes(SqliteSchema.Submissions, row)),
        (SqliteSchema.Outcomes, "SELECT number, number, NULL, body, hash FROM outcomes", row => OfNumber(SqliteSchema.Outcomes, row, [])),
        (SqliteSchema.Operators, "SELECT lower(hex(fingerprint)), fingerprint, NULL, body, hash FROM operators", row => OfBytes(SqliteSchema.Operators, row)),
        (SqliteSchema.Checks, "SELECT number, number, unit, body, hash FROM checks", row => OfNumber(SqliteSchema.Checks, row, Encoding.UTF8.GetBytes(row.GetString(2)))),
        (SqliteSchema.Uses, "SELECT number, number, NULL, body, hash FROM uses", row => OfNumber(SqliteSchema.Uses, row, [])),
        (SqliteSchema.Settings, "SELECT name, value, name, x'', hash FROM settings", row => OfNumber(SqliteSchema.Settings, row, Encoding.UTF8.GetBytes(row.GetString(2)))),
    ];

    /// <summary>Reads every row of every table.</summary>
    /// <param name="path">Path of the SQLite file.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Rows read, and the damaged ones; of a file whose structure is damaged, what SQLite says of it.</returns>
    /// <exception cref="RecordStoreUnavailableException">The file cannot be opened or read.</exception>
    public static (long Rows, IReadOnlyList<RecordDamagedException> Damage) Run(string path, CancellationToken ct)
    {
        var rows = 0L;
        var damage = new List<RecordDamagedException>();
        try
        {
            using var connection = SqliteRecordStore.Connect(path, SqliteOpenMode.ReadWrite);
            foreach (var (table, query, hash) in Tables)
            {
                using var statement = new SqliteStatement(connection, query);
                using var row = statement.Read();
                while (row.Read())
                {
                    ct.ThrowIfCancellationRequested();
                    rows++;
                    var computed = hash(row);
                    if (!computed.AsSpan().SequenceEqual(Bytes(row, 4)))
                    {
                        damage.Add(new(table, Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture)!, $"its content hashes to {Convert.ToHexStringLower(computed)[..16]}…, the row says otherwise"));
                    }
                }
            }

            using var structure = new SqliteStatement(connection, "PRAGMA integrity_check(1)");
            if (structure.Scalar() as string is { } verdict and not "ok")
            {
                damage.Add(new("sqlite", "-", verdict));
            }
        }
        catch (SqliteException e)
        {
            throw new RecordStoreUnavailableException($"The record store {path} cannot be read: {e.Message} Restore it from its backup. | 记录库无法读取，请从备份恢复。", e);
        }

        return (rows, damage);
    }

    private static byte[] OfNumber(string table, SqliteDataReader row, byte[] second) => RowHash.Of(table, row.GetInt64(1), second, Bytes(row, 3));

    private static byte[] OfBytes(string table, SqliteDataReader row) => RowHash.Of(table, Bytes(row, 1), [], Bytes(row, 3));

    private static byte[] Bytes(SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);
}
