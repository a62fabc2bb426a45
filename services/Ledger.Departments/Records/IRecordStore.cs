using Ledger.Departments.Records.Rows;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// The department's own store and the only copy of its documents, personal data and salts. What a method says is
/// durable survives a loss of power once its task has ended; every row is checked against its hash when it is read.
/// </summary>
/// <remarks>
/// All methods: <see cref="RecordDamagedException"/> for a damaged row, <see cref="RecordStoreUnavailableException"/>
/// when the disk refuses.
/// </remarks>
public interface IRecordStore : IAsyncDisposable
{
    /// <summary>What opening the store found that is worth a line in the log, in both languages: a change of layout, damage that did no harm.</summary>
    IReadOnlyList<string> OpeningNotes { get; }

    /// <summary>Why nothing can be kept at the moment; null while it can. Ends by itself when disk and files are in order again.</summary>
    string? Outage { get; }

    /// <summary>Allots a record number never allotted before, also across restarts. Gaps are fine.</summary>
    ValueTask<long> AllotNumberAsync(CancellationToken ct);

    /// <summary>Makes sure that no number up to this one is allotted again, e.g. because it is seen on the ledger. Durable.</summary>
    Task SkipNumbersAsync(long number, CancellationToken ct);

    /// <summary>Keeps a new record with its contents and envelope. Durable.</summary>
    /// <exception cref="RequestIdUsedException">The request id has a record already; nothing is kept.</exception>
    Task AddAsync(NewRecord record, CancellationToken ct);

    /// <summary>Keeps one more envelope signed under a record's number. Durable.</summary>
    Task AddEnvelopeAsync(long number, StoredEnvelope envelope, CancellationToken ct);

    /// <summary>Keeps what a bank signed and its signed request, before it leaves. Durable.</summary>
    /// <param name="requestIdHash">SHA-256 of the submission's own request id, 32 bytes.</param>
    /// <param name="submission">The request; names the record.</param>
    /// <param name="envelope">The envelope signed by the bank.</param>
    /// <param name="ct">Gives up before it is taken up.</param>
    /// <exception cref="RequestIdUsedException">The request id has a submission already; nothing is kept.</exception>
    /// <exception cref="RecordLapsedException">The record's contents are erased; nothing is kept.</exception>
    Task AddSubmissionAsync(byte[] requestIdHash, SubmissionRow submission, StoredEnvelope envelope, CancellationToken ct);

    /// <summary>The submission first made under a request id, or null.</summary>
    SubmissionRow? FindSubmission(byte[] requestIdHash);

    /// <summary>
    /// Keeps what is known of a record's fate: visible to readers at once, written soon, not synced, because it can be
    /// rebuilt from the ledger.
    /// </summary>
    void SetOutcome(long number, OutcomeRow outcome);

    /// <summary>
    /// Keeps a record's end, or that it is open after all, durably. A refusal is no part of the ledger, so nothing could tell it again: lost after its
    /// answer, the envelope would be submitted once more and might be accepted.
    /// </summary>
    /// <param name="number">Number of the record.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="verdict">What the rules found, kept with it; null for nothing.</param>
    /// <param name="ct">Gives up before it is taken up.</param>
    /// <exception cref="RecordStoreUnavailableException">It was not kept.</exception>
    Task KeepOutcomeAsync(long number, OutcomeRow outcome, VerdictRow? verdict, CancellationToken ct);

    /// <summary>Keeps what the rules found, soon and synced; nobody waits for it.</summary>
    void KeepVerdict(VerdictRow verdict);

    /// <summary>Verdicts, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Only numbers below this one.</param>
    /// <param name="count">At most this many.</param>
    IReadOnlyList<StoredVerdict> ListVerdicts(VerdictFilter filter, long before, int count);

    /// <summary>How many verdicts there are of each group, the largest first.</summary>
    /// <param name="filter">Which are counted.</param>
    /// <param name="by">What makes a group; nothing: all are one.</param>
    /// <param name="count">At most so many groups.</param>
    IReadOnlyList<VerdictCount> CountVerdicts(VerdictFilter filter, IReadOnlyList<VerdictKey> by, int count);

    /// <summary>The record, or null.</summary>
    StoredRecord? Find(long number);

    /// <summary>The record first asked for under a request id, or null.</summary>
    /// <param name="requestIdHash">SHA-256 of the request id, 32 bytes.</param>
    StoredRecord? FindByRequest(byte[] requestIdHash);

    /// <summary>The record's contents, or null when they are gone.</summary>
    ContentRow? ReadContent(long number);

    /// <summary>
    /// Erases a record's contents, its requests and their ids included: the key that wraps them is destroyed, so older copies of
    /// the store hold them no more either. Who asked, when, and the hashes stay. Durable.
    /// </summary>
    /// <returns>Whether there were any.</returns>
    Task<bool> EraseAsync(long number, CancellationToken ct);

    /// <summary>
    /// Ends a record that nobody signed, and erases it as <see cref="EraseAsync"/> does: in one step, which looks itself whether an
    /// envelope was kept in the meantime. What was signed may stand on the ledger, and its documents are then the only ones. Durable.
    /// </summary>
    /// <returns>Whether it lapsed; false and unchanged when it has an envelope.</returns>
    Task<bool> LapseAsync(long number, CancellationToken ct);

    /// <summary>Every envelope signed under the record's number, in order.</summary>
    IReadOnlyList<StoredEnvelope> ReadEnvelopes(long number);

    /// <summary>Records in order of number.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="subject">Only records naming this unit, contract or mortgage; empty for all.</param>
    /// <param name="count">At most this many.</param>
    IReadOnlyList<StoredRecord> List(long after, string subject, int count);

    /// <summary>Numbers of all records whose fate may be open, ascending.</summary>
    IReadOnlyList<long> ListOpen();

    /// <summary>Numbers of all records, ascending, without reading their rows.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="count">At most this many.</param>
    IReadOnlyList<long> ListNumbers(long after, int count);

    /// <summary>Numbers of the newest records, descending, without reading their rows.</summary>
    /// <param name="count">At most this many.</param>
    IReadOnlyList<long> ListNewest(int count);

    /// <summary>Keeps an operator's certificate, so that its signatures can be checked later. Durable with the next durable call.</summary>
    void RememberOperator(byte[] fingerprint, byte[] certificate);

    /// <summary>An operator's certificate (DER), or null.</summary>
    byte[]? FindOperator(byte[] fingerprint);

    /// <summary>Fingerprints of the operators' certificates that are kept.</summary>
    IReadOnlyList<byte[]> ListOperators();

    /// <summary>Keeps a check and its answer before the answer is given. Durable.</summary>
    /// <returns>Number of the check.</returns>
    Task<long> AddCheckAsync(CheckRow check, CancellationToken ct);

    /// <summary>Checks in order of number.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="unit">Only of this unit; empty for all.</param>
    /// <param name="count">At most this many.</param>
    IReadOnlyList<StoredCheck> ListChecks(long after, string unit, int count);

    /// <summary>Keeps one use of raw entries or pages before it is served. Durable.</summary>
    Task AddUseAsync(UseRow use, CancellationToken ct);

    /// <summary>Every use kept, in order.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="count">At most this many.</param>
    IReadOnlyList<(long Number, UseRow Row)> ListUses(long after, int count);

    /// <summary>Largest number that may have been allotted so far; 0 at first.</summary>
    long ReadNumberBound();

    /// <summary>Tree size up to which every envelope of this department on the ledger is known to have its record; 0 at first.</summary>
    ulong ReadCleanMark();

    /// <summary>Moves the clean mark. Durable.</summary>
    Task SetCleanMarkAsync(ulong treeSize, CancellationToken ct);

    /// <summary>Reads every key that wraps contents; its time grows with the records.</summary>
    /// <param name="ct">Gives up.</param>
    /// <returns>Which are damaged, in both languages; null when none is.</returns>
    string? FindKeyDamage(CancellationToken ct);

    /// <summary>Copies the store as of now, beside all who use it: the copy holds everything acknowledged before the call.</summary>
    /// <param name="path">Path of the copy's SQLite file, which does not exist; its folder does.</param>
    /// <param name="withKeys">Whether the keys are copied: with them the copy can be read, and keeps what is erased later.</param>
    /// <returns>Newest commit of the copy; 0 for none.</returns>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    long BackUp(string path, bool withKeys);
}
