using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments.Records;

/// <summary>The statements that change the store, on its one writing connection.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
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
    private readonly SqliteStatement _addCommit;
    private readonly SqliteStatement _content;
    private readonly SqliteStatement _removeContent;
    private readonly SqliteStatement _countEnvelopes;
    private readonly RecordChain _chain;
    private readonly RecordWrapping _wrapping;
    private bool _syncs = true;

    /// <param name="connection">The connection that writes.</param>
    /// <param name="chain">Gets the header of every row written.</param>
    /// <param name="wrapping">Wraps what is personal.</param>
    public SqliteWriter(SqliteConnection connection, RecordChain chain, RecordWrapping wrapping)
    {
        (_chain, _wrapping) = (chain, wrapping);
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
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
        _addCommit = new(connection, "INSERT INTO commits VALUES ($n, $h, $l)", "$n", "$h", "$l");
        _content = new(connection, "SELECT body FROM contents WHERE number = $n", "$n");
        _removeContent = new(connection, "DELETE FROM contents WHERE number = $n", "$n");
        _countEnvelopes = new(connection, "SELECT count(*) FROM envelopes WHERE id BETWEEN $a AND $b", "$a", "$b");
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

    /// <summary>Ends the transaction, with its link in the chain; how durable it is <see cref="Begin"/> said.</summary>
    public void Commit()
    {
        if (_chain.IsEmpty)
        {
            _commit.Run();
            return;
        }

        var (number, headers, link) = _chain.Next();
        _addCommit.Run(number, headers, link);
        _commit.Run();
        _chain.Accept(number, link);
    }

    /// <exception cref="RequestIdUsedException">Before anything is written.</exception>
    public void Add(NewRecord record)
    {
        var row = record.Row.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Records, record.Number, record.RequestIdHash, row);
        if (_addRecord.Run(record.Number, record.RequestIdHash, row, hash) == 0)
        {
            throw new RequestIdUsedException();
        }

        _chain.Add(RecordKind.Record, record.Number, hash);
        var content = _wrapping.Wrap(SqliteSchema.Contents, SqliteKeys.Bytes(record.Number), record.Content.ToByteArray());
        var contentHash = RowHash.Of(SqliteSchema.Contents, record.Number, [], content);
        _addContent.Run(record.Number, content, contentHash);
        _chain.Add(RecordKind.Content, record.Number, contentHash);
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
        _chain.Add(RecordKind.Envelope, id, hash);
    }

    /// <exception cref="RequestIdUsedException">Before anything is written.</exception>
    /// <exception cref="RecordLapsedException">Before anything is written.</exception>
    public void AddSubmission(byte[] requestIdHash, SubmissionRow submission, StoredEnvelope envelope)
    {
        // The request holds the request id, which is erased with the contents and therefore lies under their key.
        var asked = new SubmissionRow { Request = submission.Request, Signature = submission.Signature };
        var row = submission.Clone();
        row.Request = ByteString.Empty;
        row.Signature = ByteString.Empty;
        row.Wrapped = ByteString.CopyFrom(WrapAlong(submission.Number, requestIdHash, asked.ToByteArray()) ?? throw new RecordLapsedException());
        var body = row.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Submissions, requestIdHash, [], body);
        if (_addSubmission.Run(requestIdHash, body, hash) == 0)
        {
            throw new RequestIdUsedException();
        }

        _chain.Add(RecordKind.Submission, requestIdHash, hash);

        AddEnvelope(submission.Number, envelope);
    }

    public void SetOutcome(long number, OutcomeRow outcome, bool open)
    {
        var body = outcome.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Outcomes, number, [], body);
        _setOutcome.Run(number, body, hash);
        _chain.Add(RecordKind.Outcome, number, hash);
        (open ? _addOpen : _removeOpen).Run(number);
    }

    public void AddOperator(byte[] fingerprint, byte[] certificate)
    {
        var hash = RowHash.Of(SqliteSchema.Operators, fingerprint, [], certificate);
        if (_addOperator.Run(fingerprint, certificate, hash) == 1)
        {
            _chain.Add(RecordKind.Operator, fingerprint, hash);
        }
    }

    public long AddCheck(CheckRow check)
    {
        var number = (long)_nextCheck.Scalar()!;
        var body = _wrapping.Wrap(SqliteSchema.Checks, SqliteKeys.Bytes(number), check.ToByteArray());
        var hash = RowHash.Of(SqliteSchema.Checks, number, System.Text.Encoding.UTF8.GetBytes(check.UnitCode), body);
        _addCheck.Run(number, check.UnitCode, body, hash);
        _chain.Add(RecordKind.Check, number, hash);
        return number;
    }

    public void AddUse(UseRow use)
    {
        var number = (long)_nextUse.Scalar()!;
        var body = use.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Uses, number, [], body);
        _addUse.Run(number, body, hash);
        _chain.Add(RecordKind.Use, number, hash);
    }

    public void SetSetting(string name, long value)
    {
        var key = System.Text.Encoding.UTF8.GetBytes(name);
        var hash = RowHash.Of(SqliteSchema.Settings, value, key, []);
        _setSetting.Run(name, value, hash);
        _chain.Add(RecordKind.Setting, key, hash);
    }

    /// <summary>Takes a record's contents out and destroys the key that wraps them and its submissions.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Erase(long number)
    {
        if (_content.Scalar(number) is not byte[] body)
        {
            return false;
        }

        // The key first: stopped in between, contents without a key are erased all the same.
        if (RecordWrapping.SlotOf(body) is >= 0 and var slot)
        {
            _wrapping.Keys.Destroy(slot);
        }

        _removeContent.Run(number);
        _chain.Add(RecordKind.Erasure, number, new byte[RowHash.Size]);
        return true;
    }

    /// <summary>Ends a record that has no envelope as lapsed, and erases it.</summary>
    /// <returns>Whether it had none.</returns>
    public bool Lapse(long number)
    {
        if ((long)_countEnvelopes.Scalar(SqliteKeys.Envelope(number, 0), SqliteKeys.Envelope(number, SqliteKeys.MaximumAttempts - 1))! > 0)
        {
            return false;
        }

        SetOutcome(number, new OutcomeRow { State = RecordState.Lapsed }, open: false);
        Erase(number);
        return true;
    }

    public void Dispose()
    {
        SqliteStatement[] all =
        [
            _begin, _commit, _full, _normal, _addRecord, _addContent, _addEnvelope, _addSubmission, _addOpen, _removeOpen,
            _addSubject, _setOutcome, _addOperator, _nextCheck, _addCheck, _nextUse, _addUse, _setSetting,
            _addCommit, _content, _removeContent, _countEnvelopes,
        ];
        foreach (var statement in all)
        {
            statement.Dispose();
        }
    }

    private byte[]? WrapAlong(long number, byte[] row, byte[] plain)
        => _content.Scalar(number) is byte[] content ? _wrapping.WrapAlong(SqliteSchema.Submissions, row, plain, content) : null;
}
