using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>The statements that read the store, on one connection; checks every row it hands out.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement record;
    private readonly SqliteStatement byRequest;
    private readonly SqliteStatement outcome;
    private readonly SqliteStatement content;
    private readonly SqliteStatement envelopes;
    private readonly SqliteStatement submission;
    private readonly SqliteStatement numbers;
    private readonly SqliteStatement numbersOfSubject;
    private readonly SqliteStatement newest;
    private readonly SqliteStatement open;
    private readonly SqliteStatement @operator;
    private readonly SqliteStatement operators;
    private readonly SqliteStatement checks;
    private readonly SqliteStatement checksOfUnit;
    private readonly SqliteStatement uses;
    private readonly SqliteStatement setting;
    private readonly RecordWrapping wrapping;
    private readonly SqliteVerdictReader verdicts;

    /// <param name="connection">A connection of its own.</param>
    /// <param name="wrapping">Unwraps what is personal.</param>
    public SqliteReader(SqliteConnection connection, RecordWrapping wrapping)
    {
        (this.connection, this.wrapping, verdicts) = (connection, wrapping, new(connection));
        record = new(connection, "SELECT number, request_id, body, hash FROM records WHERE number = $n", "$n");
        byRequest = new(connection, "SELECT number, request_id, body, hash FROM records WHERE request_id = $i", "$i");
        outcome = new(connection, "SELECT body, hash FROM outcomes WHERE number = $n", "$n");
        content = new(connection, "SELECT body, hash FROM contents WHERE number = $n", "$n");
        envelopes = new(connection, "SELECT id, leaf, body, hash FROM envelopes WHERE id >= $a AND id < $b ORDER BY id", "$a", "$b");
        submission = new(connection, "SELECT body, hash FROM submissions WHERE request_id = $i", "$i");
        numbers = new(connection, "SELECT number FROM records WHERE number > $a ORDER BY number LIMIT $c", "$a", "$c");
        numbersOfSubject = new(connection, "SELECT number FROM subjects WHERE subject = $s AND number > $a ORDER BY number LIMIT $c", "$s", "$a", "$c");
        newest = new(connection, "SELECT number FROM records ORDER BY number DESC LIMIT $c", "$c");
        open = new(connection, "SELECT number FROM open_records ORDER BY number");
        @operator = new(connection, "SELECT body, hash FROM operators WHERE fingerprint = $f", "$f");
        operators = new(connection, "SELECT fingerprint FROM operators ORDER BY fingerprint");
        checks = new(connection, "SELECT number, unit, body, hash FROM checks WHERE number > $a ORDER BY number LIMIT $c", "$a", "$c");
        checksOfUnit = new(connection, "SELECT number, unit, body, hash FROM checks WHERE unit = $u AND number > $a ORDER BY number LIMIT $c",
            "$u", "$a", "$c");
        uses = new(connection, "SELECT number, body, hash FROM uses WHERE number > $a ORDER BY number LIMIT $c", "$a", "$c");
        setting = new(connection, "SELECT value, hash FROM settings WHERE name = $n", "$n");
    }

    public StoredRecord? Find(long number) => FindRecord(record, number);

    public StoredRecord? FindByRequest(byte[] requestIdHash) => FindRecord(byRequest, requestIdHash);

    public ContentRow? ReadContent(long number)
    {
        using var rows = content.Read(number);
        if (!rows.Read())
            return null;

        var body = rows.GetFieldValue<byte[]>(0);
        Check(SqliteSchema.Contents, number, RowHash.Of(SqliteSchema.Contents, number, [], body), rows.GetFieldValue<byte[]>(1));
        return wrapping.Unwrap(SqliteSchema.Contents, SqliteKeys.Bytes(number), body) is { } plain ? ContentRow.Parser.ParseFrom(plain) : null;
    }

    public List<StoredEnvelope> ReadEnvelopes(long number)
    {
        var found = new List<StoredEnvelope>();
        using var rows = envelopes.Read(SqliteKeys.Envelope(number, 0), SqliteKeys.Envelope(number + 1, 0));
        while (rows.Read())
        {
            var id = rows.GetInt64(0);
            var leaf = rows.GetFieldValue<byte[]>(1);
            var body = rows.GetFieldValue<byte[]>(2);
            Check(SqliteSchema.Envelopes, number, RowHash.Of(SqliteSchema.Envelopes, id, leaf, body), rows.GetFieldValue<byte[]>(3));
            found.Add(new((int)(id % SqliteKeys.MaximumAttempts), leaf, body));
        }

        return found;
    }

    public SubmissionRow? FindSubmission(byte[] requestIdHash)
    {
        using var rows = submission.Read(requestIdHash);
        if (!rows.Read())
            return null;

        var body = rows.GetFieldValue<byte[]>(0);
        var hash = RowHash.Of(SqliteSchema.Submissions, requestIdHash, [], body);
        Check(SqliteSchema.Submissions, Convert.ToHexStringLower(requestIdHash), hash, rows.GetFieldValue<byte[]>(1));
        var row = SubmissionRow.Parser.ParseFrom(body);
        if (row.Wrapped.Length > 0 && wrapping.Unwrap(SqliteSchema.Submissions, requestIdHash, row.Wrapped.Span) is { } asked)
            row.MergeFrom(asked);

        row.Wrapped = ByteString.Empty;
        return row;
    }

    public List<long> ListNumbers(long after, string subject, int count)
        => Numbers(subject.Length == 0 ? numbers.Read(after, count) : numbersOfSubject.Read(subject, after, count));

    public List<long> ListNewest(int count) => Numbers(newest.Read(count));

    public List<long> ListOpen() => Numbers(open.Read());

    public byte[]? FindOperator(byte[] fingerprint)
    {
        using var rows = @operator.Read(fingerprint);
        if (!rows.Read())
            return null;

        var body = rows.GetFieldValue<byte[]>(0);
        var hash = RowHash.Of(SqliteSchema.Operators, fingerprint, [], body);
        Check(SqliteSchema.Operators, Convert.ToHexStringLower(fingerprint), hash, rows.GetFieldValue<byte[]>(1));
        return body;
    }

    public List<byte[]> ListOperators()
    {
        var found = new List<byte[]>();
        using var rows = operators.Read();
        while (rows.Read())
            found.Add(rows.GetFieldValue<byte[]>(0));
        return found;
    }

    public List<StoredCheck> ListChecks(long after, string unit, int count)
    {
        var found = new List<StoredCheck>();
        using var rows = unit.Length == 0 ? checks.Read(after, count) : checksOfUnit.Read(unit, after, count);
        while (rows.Read())
        {
            var number = rows.GetInt64(0);
            var second = System.Text.Encoding.UTF8.GetBytes(rows.GetString(1));
            var body = rows.GetFieldValue<byte[]>(2);
            Check(SqliteSchema.Checks, number, RowHash.Of(SqliteSchema.Checks, number, second, body), rows.GetFieldValue<byte[]>(3));
            if (wrapping.Unwrap(SqliteSchema.Checks, SqliteKeys.Bytes(number), body) is { } plain)
                found.Add(new(number, CheckRow.Parser.ParseFrom(plain)));
        }

        return found;
    }

    public List<(long Number, UseRow Row)> ListUses(long after, int count)
    {
        var found = new List<(long, UseRow)>();
        using var rows = uses.Read(after, count);
        while (rows.Read())
        {
            var number = rows.GetInt64(0);
            found.Add((number, Checked(SqliteSchema.Uses, number, [], rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2), UseRow.Parser)));
        }

        return found;
    }

    public List<StoredVerdict> ListVerdicts(VerdictFilter filter, long before, int count) => verdicts.List(filter, before, count);

    public List<VerdictCount> CountVerdicts(VerdictFilter filter, IReadOnlyList<VerdictKey> by, int count) => verdicts.Count(filter, by, count);

    public long ReadSetting(string name)
    {
        using var rows = setting.Read(name);
        if (!rows.Read())
            return 0;

        var value = rows.GetInt64(0);
        var hash = RowHash.Of(SqliteSchema.Settings, value, System.Text.Encoding.UTF8.GetBytes(name), []);
        Check(SqliteSchema.Settings, name, hash, rows.GetFieldValue<byte[]>(1));
        return value;
    }

    public void Dispose()
    {
        SqliteStatement[] all =
        [
            record, byRequest, outcome, content, envelopes, submission, numbers, numbersOfSubject, newest, open, @operator,
            operators, checks, checksOfUnit, uses, setting,
        ];
        foreach (var statement in all)
            statement.Dispose();

        connection.Dispose();
    }

    private static List<long> Numbers(SqliteDataReader read)
    {
        var found = new List<long>();
        using var rows = read;
        while (rows.Read())
            found.Add(rows.GetInt64(0));

        return found;
    }

    private StoredRecord? FindRecord(SqliteStatement statement, object key)
    {
        long number;
        byte[] request;
        RecordRow row;
        using (var rows = statement.Read(key))
        {
            if (!rows.Read())
                return null;

            number = rows.GetInt64(0);
            request = rows.GetFieldValue<byte[]>(1);
            row = Checked(SqliteSchema.Records, number, request, rows.GetFieldValue<byte[]>(2), rows.GetFieldValue<byte[]>(3), RecordRow.Parser);
        }

        return new(number, request, row, ReadOutcome(number));
    }

    private OutcomeRow? ReadOutcome(long number)
    {
        using var rows = outcome.Read(number);
        return rows.Read()
            ? Checked(SqliteSchema.Outcomes, number, [], rows.GetFieldValue<byte[]>(0), rows.GetFieldValue<byte[]>(1), OutcomeRow.Parser)
            : null;
    }

    private static T Checked<T>(string table, long number, ReadOnlySpan<byte> second, byte[] body, byte[] hash, MessageParser<T> parser)
        where T : IMessage<T>
    {
        Check(table, number, RowHash.Of(table, number, second, body), hash);
        return parser.ParseFrom(body);
    }

    private static void Check(string table, object row, byte[] computed, byte[] stored) => RowHash.Check(table, row, computed, stored);
}
