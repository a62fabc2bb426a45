using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments.Records;

/// <summary>The statements that change the store, on its one writing connection.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly SqliteStatement _full;
    private readonly SqliteStatement _normal;
    private readonly SqliteStatement _addRecord;
    private readonly SqliteStatement _addContent;
    private readonly SqliteStatement _addEnvelope;
    private readonly SqliteStatement _addSubmission;
    private readonly SqliteStatement _addOpen;
    private readonly SqliteStatement _removeOpen;
    private readonly SqliteStatement _addSubject;
    private readonly SqliteStatement _setOutcome;
    private readonly SqliteStatement _addOperator;
    private readonly SqliteStatement _nextCheck;
    private readonly SqliteStatement _addCheck;
    private readonly SqliteStatement _nextUse;
    private readonly SqliteStatement _addUse;
    private readonly SqliteStatement _setSetting;
    private bool _syncs = true;

    public SqliteWriter(SqliteConnection connection)
    {
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _rollback = new(connection, "ROLLBACK");
        _full = new(connection, "PRAGMA synchronous=FULL");
        _normal = new(connection, "PRAGMA synchronous=NORMAL");
        _addRecord = new(connection, "INSERT INTO records VALUES ($n, $i, $b, $h) ON CONFLICT (request_id) DO NOTHING", "$n", "$i", "$b", "$h");
        _addContent = new(connection, "INSERT INTO contents VALUES ($n, $b, $h)", "$n", "$b", "$h");
        _addEnvelope = new(connection, "INSERT INTO envelopes VALUES ($n, $l, $b, $h)", "$n", "$l", "$b", "$h");
        _addSubmission = new(connection, "INSERT INTO submissions VALUES ($i, $b, $h) ON CONFLICT (request_id) DO NOTHING", "$i", "$b", "$h");
        _addOpen = new(connection, "INSERT OR IGNORE INTO open_records VALUES ($n)", "$n");
        _removeOpen = new(connection, "DELETE FROM open_records WHERE number = $n", "$n");
        _addSubject = new(connection, "INSERT OR IGNORE INTO subjects VALUES ($s, $n)", "$s", "$n");
        _setOutcome = new(connection, "INSERT OR REPLACE INTO outcomes VALUES ($n, $b, $h)", "$n", "$b", "$h");
        _addOperator = new(connection, "INSERT OR IGNORE INTO operators VALUES ($f, $b, $h)", "$f", "$b", "$h");
        _nextCheck = new(connection, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'checks'), 0) + 1");
        _addCheck = new(connection, "INSERT INTO checks VALUES ($n, $u, $b, $h)", "$n", "$u", "$b", "$h");
        _nextUse = new(connection, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'uses'), 0) + 1");
        _addUse = new(connection, "INSERT INTO uses VALUES ($n, $b, $h)", "$n", "$b", "$h");
        _setSetting = new(connection, "INSERT OR REPLACE INTO settings VALUES ($n, $v, $h)", "$n", "$v", "$h");
    }

    /// <summary>Opens a transaction whose commit is synced, or not.</summary>
    public void Begin(bool synced)
    {
        if (_syncs != synced)
        {
            // The pragma is ignored inside a transaction.
            (synced ? _full : _normal).Run();
            _syncs = synced;
        }

        _begin.Run();
    }

    public void Commit() => _commit.Run();

    public void Rollback() => _rollback.Run();

    /// <exception cref="RequestIdUsedException">Before anything is written.</exception>
    public void Add(NewRecord record)
    {
        var row = record.Row.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Records, record.Number, record.RequestIdHash, row);
        if (_addRecord.Run(record.Number, record.RequestIdHash, row, hash) == 0)
        {
            throw new RequestIdUsedException();
        }

        var content = record.Content.ToByteArray();
        _addContent.Run(record.Number, content, RowHash.Of(SqliteSchema.Contents, record.Number, [], content));
        if (record.Envelope is { } envelope)
        {
            AddEnvelope(record.Number, envelope);
        }

        _addOpen.Run(record.Number);
        foreach (var subject in record.Row.Subjects)
        {
            _addSubject.Run(subject, record.Number);
        }
    }

    public void AddEnvelope(long number, StoredEnvelope envelope)
    {
        var id = SqliteKeys.Envelope(number, envelope.Attempt);
        var hash = RowHash.Of(SqliteSchema.Envelopes, id, envelope.LeafHash, envelope.Bytes);
        _addEnvelope.Run(id, envelope.LeafHash, envelope.Bytes, hash);
    }

    /// <exception cref="RequestIdUsedException">Before anything is written.</exception>
    public void AddSubmission(byte[] requestIdHash, SubmissionRow submission, StoredEnvelope envelope)
    {
        var body = submission.ToByteArray();
        if (_addSubmission.Run(requestIdHash, body, RowHash.Of(SqliteSchema.Submissions, requestIdHash, [], body)) == 0)
        {
            throw new RequestIdUsedException();
        }

        AddEnvelope(submission.Number, envelope);
    }

    public void SetOutcome(long number, OutcomeRow outcome, bool open)
    {
        var body = outcome.ToByteArray();
        _setOutcome.Run(number, body, RowHash.Of(SqliteSchema.Outcomes, number, [], body));
        (open ? _addOpen : _removeOpen).Run(number);
    }

    public void AddOperator(byte[] fingerprint, byte[] certificate)
        => _addOperator.Run(fingerprint, certificate, RowHash.Of(SqliteSchema.Operators, fingerprint, [], certificate));

    public long AddCheck(CheckRow check)
    {
        var number = (long)_nextCheck.Scalar()!;
        var body = check.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Checks, number, System.Text.Encoding.UTF8.GetBytes(check.UnitCode), body);
        _addCheck.Run(number, check.UnitCode, body, hash);
        return number;
    }

    public void AddUse(UseRow use)
    {
        var number = (long)_nextUse.Scalar()!;
        var body = use.ToByteArray();
        _addUse.Run(number, body, RowHash.Of(SqliteSchema.Uses, number, [], body));
    }

    public void SetSetting(string name, long value)
        => _setSetting.Run(name, value, RowHash.Of(SqliteSchema.Settings, value, System.Text.Encoding.UTF8.GetBytes(name), []));

    public void Dispose()
    {
        SqliteStatement[] all =
        [
            _begin, _commit, _rollback, _full, _normal, _addRecord, _addContent, _addEnvelope, _addSubmission, _addOpen, _removeOpen,
            _addSubject, _setOutcome, _addOperator, _nextCheck, _addCheck, _nextUse, _addUse, _setSetting,
        ];
        foreach (var statement in all)
        {
            statement.Dispose();
        }
    }
}
