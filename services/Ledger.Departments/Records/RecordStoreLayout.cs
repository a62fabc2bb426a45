using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>Makes the tables of a new store, and brings one of a layout before to this one: in one transaction each.</summary>
internal static class RecordStoreLayout
{
    private const int HeadersPerCommit = 4096;

    /// <summary>Brings a file to the layout of this program.</summary>
    /// <param name="connection">Its writing connection.</param>
    /// <param name="layout">Its layout: 0 for an empty file.</param>
    /// <param name="wrapping">Wraps what lay open.</param>
    public static void Bring(SqliteConnection connection, long layout, RecordWrapping wrapping)
    {
        if (layout == 0)
        {
            SqliteConnections.Query(
                connection,
                $"BEGIN IMMEDIATE; {SqliteSchema.Tables} {SqliteSchema.Chain} {SqliteSchema.VerdictTables} PRAGMA user_version={SqliteSchema.Version}; COMMIT");
            return;
        }

        if (layout == SqliteSchema.WithoutVerdicts)
        {
            SqliteConnections.Query(connection, $"BEGIN IMMEDIATE; {SqliteSchema.VerdictTables} PRAGMA user_version={SqliteSchema.Version}; COMMIT");
            return;
        }

        // What lay open is not to be found in the file's free pages afterwards.
        SqliteConnections.Query(connection, "PRAGMA secure_delete=ON");
        SqliteConnections.Query(connection, $"BEGIN IMMEDIATE; {SqliteSchema.Chain} {SqliteSchema.VerdictTables} PRAGMA user_version={SqliteSchema.Version}");
        try
        {
            Wrap(connection, wrapping);
            Link(connection);
            SqliteConnections.Query(connection, "COMMIT");
        }
        catch (SqliteException)
        {
            SqliteConnections.Query(connection, "ROLLBACK");
            throw;
        }

        SqliteConnections.Query(connection, "PRAGMA secure_delete=OFF");
        SqliteConnections.Query(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void Wrap(SqliteConnection connection, RecordWrapping wrapping)
    {
        using var content = new SqliteStatement(connection, "SELECT body, hash FROM contents WHERE number = $n", "$n");
        using var setContent = new SqliteStatement(connection, "UPDATE contents SET body = $b, hash = $h WHERE number = $n", "$b", "$h", "$n");
        foreach (var number in Numbers(connection, "SELECT number FROM contents ORDER BY number"))
        {
            // A row that is damaged already stays so, and is named when it is read.
            if (Read(content, number) is { } row && RowHash.Of(SqliteSchema.Contents, number, [], row.Body).AsSpan().SequenceEqual(row.Hash))
            {
                var body = wrapping.Wrap(SqliteSchema.Contents, SqliteKeys.Bytes(number), row.Body);
                setContent.Run(body, RowHash.Of(SqliteSchema.Contents, number, [], body), number);
            }
        }

        using var check = new SqliteStatement(connection, "SELECT body, hash, unit FROM checks WHERE number = $n", "$n");
        using var setCheck = new SqliteStatement(connection, "UPDATE checks SET body = $b, hash = $h WHERE number = $n", "$b", "$h", "$n");
        foreach (var number in Numbers(connection, "SELECT number FROM checks ORDER BY number"))
        {
            var unit = Array.Empty<byte>();
            if (Read(check, number, rows => unit = System.Text.Encoding.UTF8.GetBytes(rows.GetString(2))) is { } row
                && RowHash.Of(SqliteSchema.Checks, number, unit, row.Body).AsSpan().SequenceEqual(row.Hash))
            {
                var body = wrapping.Wrap(SqliteSchema.Checks, SqliteKeys.Bytes(number), row.Body);
                setCheck.Run(body, RowHash.Of(SqliteSchema.Checks, number, unit, body), number);
            }
        }

        using var submission = new SqliteStatement(connection, "SELECT body, hash FROM submissions WHERE request_id = $i", "$i");
        using var setSubmission = new SqliteStatement(connection, "UPDATE submissions SET body = $b, hash = $h WHERE request_id = $i", "$b", "$h", "$i");
        foreach (var id in Keys(connection, "SELECT request_id FROM submissions ORDER BY request_id"))
        {
            if (Read(submission, id) is { } row && RowHash.Of(SqliteSchema.Submissions, id, [], row.Body).AsSpan().SequenceEqual(row.Hash))
            {
                var stored = SubmissionRow.Parser.ParseFrom(row.Body);
                var asked = new SubmissionRow { Request = stored.Request, Signature = stored.Signature };
                var along = Read(content, stored.Number)?.Body;
                stored.Request = stored.Signature = ByteString.Empty;
                stored.Wrapped = ByteString.CopyFrom(along is null ? [] : wrapping.WrapAlong(SqliteSchema.Submissions, id, asked.ToByteArray(), along) ?? []);
                var body = stored.ToByteArray();
                setSubmission.Run(body, RowHash.Of(SqliteSchema.Submissions, id, [], body), id);
            }
        }
    }

    private static void Link(SqliteConnection connection)
    {
        var chain = new RecordChain(0, new byte[RecordChain.LinkSize]);
        using var add = new SqliteStatement(connection, "INSERT INTO commits VALUES ($n, $h, $l)", "$n", "$h", "$l");
        foreach (var (kind, query, _) in RecordTables.All)
        {
            var added = 0;
            using var statement = new SqliteStatement(connection, query);
            using (var row = statement.Read())
            {
                while (row.Read())
                {
                    chain.Add(kind, RecordTables.KeyOf(kind, row), row.GetFieldValue<byte[]>(RecordTables.HashColumn));
                    if (++added % HeadersPerCommit == 0)
                        Commit(chain, add);
                }
            }

            Commit(chain, add);
        }
    }

    private static void Commit(RecordChain chain, SqliteStatement add)
    {
        if (!chain.IsEmpty)
        {
            var (number, headers, link) = chain.Next();
            add.Run(number, headers, link);
            chain.Accept(number, link);
        }
    }

    private static (byte[] Body, byte[] Hash)? Read(SqliteStatement statement, object key, Action<SqliteDataReader>? more = null)
    {
        using var row = statement.Read(key);
        if (!row.Read())
            return null;

        more?.Invoke(row);
        return (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1));
    }

    private static List<long> Numbers(SqliteConnection connection, string sql)
    {
        var found = new List<long>();
        using var statement = new SqliteStatement(connection, sql);
        using var row = statement.Read();
        while (row.Read())
            found.Add(row.GetInt64(0));

        return found;
    }

    private static List<byte[]> Keys(SqliteConnection connection, string sql)
    {
        var found = new List<byte[]>();
        using var statement = new SqliteStatement(connection, sql);
        using var row = statement.Read();
        while (row.Read())
            found.Add(row.GetFieldValue<byte[]>(0));

        return found;
    }
}
