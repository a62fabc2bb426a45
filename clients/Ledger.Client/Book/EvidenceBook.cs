using System.Globalization;
using LiteDB;

namespace Ledger.Client;

/// <summary>
/// A user's evidence in one LiteDB file: drafts, receipts, certificates, the newest checkpoint of each ledger, alarms.
/// </summary>
/// <remarks>
/// One process at a time, and in it one writer at a time. A crash of the process loses nothing; a power failure may lose the
/// last writes (LiteDB does not sync every commit), which the ledger can give again: a lost draft is asked for by its record.
/// </remarks>
public sealed class EvidenceBook : IEvidenceBook, IDisposable
{
    /// <summary>Offset and text of the mark in a LiteDB file's first page.</summary>
    private const int MarkOffset = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly FileStream lockFile;
    private readonly string processFile;
    private readonly LiteDatabase database;
    private readonly ILiteCollection<BsonDocument> drafts;
    private readonly ILiteCollection<BsonDocument> receipts;
    private readonly ILiteCollection<BsonDocument> certificates;
    private readonly ILiteCollection<BsonDocument> checkpoints;
    private readonly ILiteCollection<BsonDocument> alarms;

    private EvidenceBook(FileStream lockFile, string processFile, LiteDatabase database)
    {
        this.lockFile = lockFile;
        this.processFile = processFile;
        this.database = database;
        drafts = database.GetCollection("drafts");
        receipts = database.GetCollection("receipts");
        certificates = database.GetCollection("certificates");
        checkpoints = database.GetCollection("checkpoints");
        alarms = database.GetCollection("alarms", BsonAutoId.Int64);
    }

    /// <summary>Opens a book, or begins one.</summary>
    /// <param name="file">Path of the file.</param>
    /// <exception cref="BookException">Another program has it open, it is open to other users, or it is damaged.</exception>
    public static EvidenceBook Open(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        LiteDatabase? opened = null;
        FileStream? held = null;
        try
        {
            // LiteDB's own file sharing keeps nobody out on Linux.
            held = OpenAlone(file);
            // The locked file itself cannot be read by who waits for it.
            PrivateFiles.Write(ProcessFile(file), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            if (PrivateFiles.Mend(file) is { } command)
            {
                held.Dispose();
                throw new BookException(file, $"对本机其他用户开放；请执行 {command}", $"is open to other users of this machine; run: {command}");
            }

            CheckMark(file);
            PrivateFiles.CreateFile(file);
            PrivateFiles.CreateFile(Path.ChangeExtension(file, null) + "-log" + Path.GetExtension(file));
            opened = new LiteDatabase(new ConnectionString { Filename = file, Connection = ConnectionType.Direct, Collation = Collation.Binary });
            var book = new EvidenceBook(held, ProcessFile(file), opened);
            book.ReadThrough();
            return book;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            opened?.Dispose();
            held?.Dispose();
            throw new BookException(
                file,
                $"无法打开，请检查权限与磁盘空间：{e.Message}",
                $"cannot be opened, check permissions and free space: {e.Message}",
                e);
        }
        catch (Exception e) when (e is LiteException or InvalidCastException or ArgumentException or OverflowException
            or KeyNotFoundException or IndexOutOfRangeException or NullReferenceException)
        {
            // LiteDB reports damage by whatever its page reader stumbles over.
            opened?.Dispose();
            held?.Dispose();
            throw new BookException(
                file,
                "文件已损坏；请将其移走后重试，回执和证明可从账本重新取得",
                $"is damaged ({e.Message}); move it away and try again: receipts and certificates can be had from the ledger anew",
                e);
        }
    }

    /// <summary>Opens a book as soon as the program that has it open has ended: two commands with one profile take turns.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="patience">How long to wait at most.</param>
    /// <param name="waits">Told once that it waits, and for which process.</param>
    /// <param name="clock">Times the waiting.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="BookException">Another program still has it open, it is open to other users, or it is damaged.</exception>
    public static async Task<EvidenceBook> OpenAsync(string file, TimeSpan patience, Action<string> waits, TimeProvider clock, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(waits);
        ArgumentNullException.ThrowIfNull(clock);
        var started = clock.GetTimestamp();
        for (var told = false; ; told = true)
        {
            try
            {
                return Open(file);
            }
            catch (BookException e) when (e.Holder is not null && clock.GetElapsedTime(started) < patience)
            {
                if (!told)
                    waits(e.Holder);
            }

            await Task.Delay(Pause, clock, ct);
        }
    }

    /// <inheritdoc/>
    public void SaveDraft(SignedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (gate)
        {
            var id = Id(request.RequestId);
            if (drafts.FindById(id) is null)
            {
                drafts.Insert(new BsonDocument
                {
                    ["_id"] = id,
                    ["order"] = drafts.Count() == 0 ? 1L : drafts.Max("order").AsInt64 + 1,
                    ["department"] = request.Department,
                    ["method"] = request.Method,
                    ["bytes"] = request.Bytes,
                    ["signature"] = request.Signature,
                    ["operator"] = request.Operator,
                    ["request_hash"] = request.RequestHash,
                    ["input"] = Id(request.Input),
                });
            }
        }
    }

    /// <inheritdoc/>
    public void SaveReceipt(SignedRequest request, WriteOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(outcome);
        var receipt = outcome.Receipt ?? throw new ArgumentException("Without a receipt the draft stays open.", nameof(outcome));
        lock (gate)
        {
            database.BeginTrans();
            receipts.Upsert(new BsonDocument
            {
                ["_id"] = Id(receipt.LeafHash),
                ["index"] = checked((long)receipt.Index),
                ["record"] = outcome.RecordId,
                ["request"] = outcome.RequestId,
                ["method"] = request.Method,
                ["entry"] = receipt.Entry,
                ["tlog_proof"] = receipt.TlogProof,
                ["input"] = Id(request.Input),
            });
            drafts.Delete(Id(request.RequestId));
            database.Commit();
        }
    }

    /// <inheritdoc/>
    public void DropDraft(byte[] requestId)
    {
        lock (gate)
        {
            drafts.Delete(Id(requestId));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SignedRequest> OpenDrafts()
    {
        lock (gate)
        {
            return [.. drafts.FindAll().OrderBy(draft => draft["order"].AsInt64).Select(Draft)];
        }
    }

    /// <summary>The open draft that asks for the same; null when there is none.</summary>
    /// <param name="input">What is asked (<see cref="RequestInput"/>), 32 bytes.</param>
    public SignedRequest? FindDraft(byte[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        lock (gate)
        {
            return drafts.Find(draft => draft["input"] == Id(input)).OrderBy(draft => draft["order"].AsInt64).Select(Draft).FirstOrDefault();
        }
    }

    /// <summary>The newest receipt of an act that was asked for in the same way; null when there is none.</summary>
    /// <param name="input">What is asked (<see cref="RequestInput"/>), 32 bytes.</param>
    public StoredReceipt? FindReceiptOf(byte[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        lock (gate)
        {
            return receipts.Find(receipt => receipt["input"] == Id(input)).OrderByDescending(receipt => receipt["index"].AsInt64)
                .Select(Receipt).FirstOrDefault();
        }
    }

    /// <inheritdoc/>
    public void SaveCertificate(StoredCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        lock (gate)
        {
            certificates.Upsert(new BsonDocument
            {
                ["_id"] = certificate.CheckId,
                ["kind"] = certificate.Kind,
                ["unit"] = certificate.UnitCode,
                ["time"] = certificate.Time.ToUnixTimeMilliseconds(),
                ["file"] = certificate.File,
            });
        }
    }

    /// <inheritdoc/>
    public string? LoadLatest(string origin)
    {
        lock (gate)
        {
            return checkpoints.FindById(origin)?["note"].AsString;
        }
    }

    /// <inheritdoc/>
    public void SaveLatest(string origin, string note)
    {
        lock (gate)
        {
            checkpoints.Upsert(new BsonDocument { ["_id"] = origin, ["note"] = note });
        }
    }

    /// <inheritdoc/>
    public void SaveAlarm(CheckpointAlarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        lock (gate)
        {
            alarms.Insert(new BsonDocument
            {
                ["origin"] = alarm.Origin,
                ["time"] = alarm.Time.ToUnixTimeMilliseconds(),
                ["code"] = alarm.Code,
                ["seen"] = alarm.Seen,
                ["shown"] = alarm.Shown,
            });
        }
    }

    /// <summary>Every receipt, in the order of the log.</summary>
    public IReadOnlyList<StoredReceipt> Receipts()
    {
        lock (gate)
        {
            return [.. receipts.FindAll().OrderBy(receipt => receipt["index"].AsInt64).Select(Receipt)];
        }
    }

    /// <summary>The receipt of an entry; null when it is not in the book.</summary>
    public StoredReceipt? FindReceipt(byte[] leafHash)
    {
        lock (gate)
        {
            return receipts.FindById(Id(leafHash)) is { } receipt ? Receipt(receipt) : null;
        }
    }

    /// <summary>Every certificate, oldest first.</summary>
    public IReadOnlyList<StoredCertificate> Certificates()
    {
        lock (gate)
        {
            return [.. certificates.FindAll().OrderBy(c => c["time"].AsInt64).Select(c => new StoredCertificate(
                c["_id"].AsString,
                c["kind"].AsString,
                c["unit"].AsString,
                DateTimeOffset.FromUnixTimeMilliseconds(c["time"].AsInt64),
                c["file"].AsBinary))];
        }
    }

    /// <summary>Every alarm, oldest first.</summary>
    public IReadOnlyList<CheckpointAlarm> Alarms()
    {
        lock (gate)
        {
            return [.. alarms.FindAll().OrderBy(a => a["_id"].AsInt64).Select(a => new CheckpointAlarm(
                a["origin"].AsString,
                DateTimeOffset.FromUnixTimeMilliseconds(a["time"].AsInt64),
                a["code"].AsString,
                a["seen"].AsString,
                a["shown"].AsString))];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        database.Dispose();
        try
        {
            File.Delete(processFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is read only while somebody holds the lock, and then written anew.
        }

        lockFile.Dispose();
    }

    private static string ProcessFile(string file) => file + ".pid";

    private static FileStream OpenAlone(string file)
    {
        try
        {
            return PrivateFiles.OpenAlone(file + ".lock");
        }
        catch (IOException e) when (PrivateFiles.IsInUse(e))
        {
            var holder = ReadHolder(file);
            throw new BookException(
                file,
                $"正被另一命令使用（进程 {holder}）；请等其结束，或用另一配置",
                $"is used by another command, process {holder}: wait until it ends, or use another profile",
                e)
            { Holder = holder };
        }
    }

    private static string ReadHolder(string file)
    {
        try
        {
            return File.ReadAllText(ProcessFile(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }

    private static ReadOnlySpan<byte> Mark => "** This is a LiteDB file **"u8;

    /// <summary>LiteDB cuts what it takes for a torn last page, so a file that is none of its own must not reach it.</summary>
    private static void CheckMark(string file)
    {
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
            return;

        using var stream = File.OpenRead(file);
        Span<byte> head = stackalloc byte[MarkOffset + Mark.Length];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head[MarkOffset..].SequenceEqual(Mark))
            throw new LiteException(0, "it does not begin like a LiteDB file");
    }

    private static string Id(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static SignedRequest Draft(BsonDocument draft) => new(
        draft["department"].AsString,
        draft["method"].AsString,
        Convert.FromHexString(draft["_id"].AsString),
        draft["bytes"].AsBinary,
        draft["signature"].AsBinary,
        draft["operator"].AsBinary,
        draft["request_hash"].AsBinary)
    {
        // Books of before have none.
        Input = draft["input"].IsString ? Convert.FromHexString(draft["input"].AsString) : [],
    };

    private static StoredReceipt Receipt(BsonDocument receipt) => new(
        Convert.FromHexString(receipt["_id"].AsString),
        (ulong)receipt["index"].AsInt64,
        receipt["record"].AsString,
        receipt["request"].AsBinary,
        receipt["method"].AsString,
        receipt["entry"].AsBinary,
        receipt["tlog_proof"].AsString);

    /// <summary>LiteDB finds damage when it reads: drafts and checkpoints are few, and a fault must show before a request is sent.</summary>
    private void ReadThrough()
    {
        OpenDrafts();
        foreach (var checkpoint in checkpoints.FindAll())
            _ = checkpoint["note"].AsString;
    }
}
