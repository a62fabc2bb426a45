using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments;

/// <summary>The statements that change the store, on its one writing connection.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteStatement begin;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement full;
    private readonly SqliteStatement normal;
    private readonly SqliteStatement addRecord;
    private readonly SqliteStatement addContent;
    private readonly SqliteStatement addEnvelope;
    private readonly SqliteStatement addSubmission;
    private readonly SqliteStatement addOpen;
    private readonly SqliteStatement removeOpen;
    private readonly SqliteStatement addSubject;
    private readonly SqliteStatement setOutcome;
    private readonly SqliteStatement addOperator;
    private readonly SqliteStatement nextCheck;
    private readonly SqliteStatement addCheck;
    private readonly SqliteStatement nextUse;
    private readonly SqliteStatement addUse;
    private readonly SqliteStatement setSetting;
    private readonly SqliteStatement addCommit;
    private readonly SqliteStatement content;
    private readonly SqliteStatement removeContent;
    private readonly SqliteStatement countEnvelopes;
    private readonly SqliteVerdictWriter verdicts;
    private readonly RecordChain chain;
    private readonly RecordWrapping wrapping;
    private bool syncs = true;

    /// <param name="connection">The connection that writes.</param>
    /// <param name="chain">Gets the header of every row written.</param>
    /// <param name="wrapping">Wraps what is personal.</param>
    public SqliteWriter(SqliteConnection connection, RecordChain chain, RecordWrapping wrapping)
    {
        (this.chain, this.wrapping) = (chain, wrapping);
        begin = new(connection, "BEGIN IMMEDIATE");
        commit = new(connection, "COMMIT");
        full = new(connection, "PRAGMA synchronous=FULL");
        normal = new(connection, "PRAGMA synchronous=NORMAL");
        addRecord = new(connection, "INSERT INTO records VALUES ($n, $i, $b, $h) ON CONFLICT (request_id) DO NOTHING", "$n", "$i", "$b", "$h");
        addContent = new(connection, "INSERT INTO contents VALUES ($n, $b, $h)", "$n", "$b", "$h");
        addEnvelope = new(connection, "INSERT INTO envelopes VALUES ($n, $l, $b, $h)", "$n", "$l", "$b", "$h");
        addSubmission = new(connection, "INSERT INTO submissions VALUES ($i, $b, $h) ON CONFLICT (request_id) DO NOTHING", "$i", "$b", "$h");
        addOpen = new(connection, "INSERT OR IGNORE INTO open_records VALUES ($n)", "$n");
        removeOpen = new(connection, "DELETE FROM open_records WHERE number = $n", "$n");
        addSubject = new(connection, "INSERT OR IGNORE INTO subjects VALUES ($s, $n)", "$s", "$n");
        setOutcome = new(connection, "INSERT OR REPLACE INTO outcomes VALUES ($n, $b, $h)", "$n", "$b", "$h");
        addOperator = new(connection, "INSERT OR IGNORE INTO operators VALUES ($f, $b, $h)", "$f", "$b", "$h");
        nextCheck = new(connection, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'checks'), 0) + 1");
        addCheck = new(connection, "INSERT INTO checks VALUES ($n, $u, $b, $h)", "$n", "$u", "$b", "$h");
        nextUse = new(connection, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'uses'), 0) + 1");
        addUse = new(connection, "INSERT INTO uses VALUES ($n, $b, $h)", "$n", "$b", "$h");
        setSetting = new(connection, "INSERT OR REPLACE INTO settings VALUES ($n, $v, $h)", "$n", "$v", "$h");
        addCommit = new(connection, "INSERT INTO commits VALUES ($n, $h, $l)", "$n", "$h", "$l");
        content = new(connection, "SELECT body FROM contents WHERE number = $n", "$n");
        removeContent = new(connection, "DELETE FROM contents WHERE number = $n", "$n");
        verdicts = new(connection, chain);
        countEnvelopes = new(connection, "SELECT count(*) FROM envelopes WHERE id BETWEEN $a AND $b", "$a", "$b");
    }

    /// <summary>Opens a transaction whose commit is synced, or not.</summary>
    public void Begin(bool synced)
    {
        if (syncs != synced)
        {
            // The pragma is ignored inside a transaction.
            (synced ? full : normal).Run();
            syncs = synced;
        }

        begin.Run();
    }

    /// <summary>Ends the transaction, with its link in the chain; how durable it is <see cref="Begin"/> said.</summary>
    public void Commit()
    {
        if (chain.IsEmpty)
        {
            commit.Run();
            return;
        }

        var (number, headers, link) = chain.Next();
        addCommit.Run(number, headers, link);
        commit.Run();
        chain.Accept(number, link);
    }

    /// <exception cref="RequestIdUsedException">Before anything is written.</exception>
    public void Add(NewRecord record)
    {
        var row = record.Row.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Records, record.Number, record.RequestIdHash, row);
        if (addRecord.Run(record.Number, record.RequestIdHash, row, hash) == 0)
            throw new RequestIdUsedException();

        chain.Add(RecordKind.Record, record.Number, hash);
        var content = wrapping.Wrap(SqliteSchema.Contents, SqliteKeys.Bytes(record.Number), record.Content.ToByteArray());
        var contentHash = RowHash.Of(SqliteSchema.Contents, record.Number, [], content);
        addContent.Run(record.Number, content, contentHash);
        chain.Add(RecordKind.Content, record.Number, contentHash);
        if (record.Envelope is { } envelope)
            AddEnvelope(record.Number, envelope);

        addOpen.Run(record.Number);
        foreach (var subject in record.Row.Subjects)
            addSubject.Run(subject, record.Number);
    }

    public void AddEnvelope(long number, StoredEnvelope envelope)
    {
        var id = SqliteKeys.Envelope(number, envelope.Attempt);
        var hash = RowHash.Of(SqliteSchema.Envelopes, id, envelope.LeafHash, envelope.Bytes);
        addEnvelope.Run(id, envelope.LeafHash, envelope.Bytes, hash);
        chain.Add(RecordKind.Envelope, id, hash);
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
        if (addSubmission.Run(requestIdHash, body, hash) == 0)
            throw new RequestIdUsedException();

        chain.Add(RecordKind.Submission, requestIdHash, hash);

        AddEnvelope(submission.Number, envelope);
    }

    public void SetOutcome(long number, OutcomeRow outcome, bool open)
    {
        var body = outcome.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Outcomes, number, [], body);
        setOutcome.Run(number, body, hash);
        chain.Add(RecordKind.Outcome, number, hash);
        (open ? addOpen : removeOpen).Run(number);
    }

    public void AddOperator(byte[] fingerprint, byte[] certificate)
    {
        var hash = RowHash.Of(SqliteSchema.Operators, fingerprint, [], certificate);
        if (addOperator.Run(fingerprint, certificate, hash) == 1)
            chain.Add(RecordKind.Operator, fingerprint, hash);
    }

    public long AddCheck(CheckRow check)
    {
        var number = (long)nextCheck.Scalar()!;
        var body = wrapping.Wrap(SqliteSchema.Checks, SqliteKeys.Bytes(number), check.ToByteArray());
        var hash = RowHash.Of(SqliteSchema.Checks, number, System.Text.Encoding.UTF8.GetBytes(check.UnitCode), body);
        addCheck.Run(number, check.UnitCode, body, hash);
        chain.Add(RecordKind.Check, number, hash);
        return number;
    }

    public void AddUse(UseRow use)
    {
        var number = (long)nextUse.Scalar()!;
        var body = use.ToByteArray();
        var hash = RowHash.Of(SqliteSchema.Uses, number, [], body);
        addUse.Run(number, body, hash);
        chain.Add(RecordKind.Use, number, hash);
    }

    /// <summary>Keeps a verdict, and drops those that were kept long enough.</summary>
    public void AddVerdict(VerdictRow verdict, int keptDays) => verdicts.Add(verdict, keptDays);

    public void SetSetting(string name, long value)
    {
        var key = System.Text.Encoding.UTF8.GetBytes(name);
        var hash = RowHash.Of(SqliteSchema.Settings, value, key, []);
        setSetting.Run(name, value, hash);
        chain.Add(RecordKind.Setting, key, hash);
    }

    /// <summary>Takes a record's contents out and destroys the key that wraps them and its submissions.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Erase(long number)
    {
        if (content.Scalar(number) is not byte[] body)
            return false;

        // The key first: stopped in between, contents without a key are erased all the same.
        if (RecordWrapping.SlotOf(body) is >= 0 and var slot)
            wrapping.Keys.Destroy(slot);

        removeContent.Run(number);
        chain.Add(RecordKind.Erasure, number, new byte[RowHash.Size]);
        return true;
    }

    /// <summary>Ends a record that has no envelope as lapsed, and erases it.</summary>
    /// <returns>Whether it had none.</returns>
    public bool Lapse(long number)
    {
        if ((long)countEnvelopes.Scalar(SqliteKeys.Envelope(number, 0), SqliteKeys.Envelope(number, SqliteKeys.MaximumAttempts - 1))! > 0)
            return false;

        SetOutcome(number, new OutcomeRow { State = RecordState.Lapsed }, open: false);
        Erase(number);
        return true;
    }

    public void Dispose()
    {
        SqliteStatement[] all =
        [
            begin, commit, full, normal, addRecord, addContent, addEnvelope, addSubmission, addOpen, removeOpen,
            addSubject, setOutcome, addOperator, nextCheck, addCheck, nextUse, addUse, setSetting,
            addCommit, content, removeContent, countEnvelopes,
        ];
        foreach (var statement in all)
            statement.Dispose();

        verdicts.Dispose();
    }

    private byte[]? WrapAlong(long number, byte[] row, byte[] plain)
        => this.content.Scalar(number) is byte[] content ? wrapping.WrapAlong(SqliteSchema.Submissions, row, plain, content) : null;
}
