using System.Runtime.CompilerServices;
using Google.Protobuf;
using Ledger.Client;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// A ledger's entries up to a checkpoint that its departments signed: read live with a profile, or from a file that
/// <c>ledger export</c> wrote: the checkpoint and every entry as messages with their length before them
/// (<c>CheckpointReply</c>, then <c>RawEntry</c>).
/// </summary>
internal sealed class LedgerSource(string name, Checkpoint checkpoint, Func<CancellationToken, IAsyncEnumerable<RawEntry>> read)
{
    /// <summary>What it was named on the line.</summary>
    public string Name => name;

    /// <summary>The verified checkpoint.</summary>
    public Checkpoint Checkpoint => checkpoint;

    /// <summary>The newest checkpoint of a live ledger, and its entries.</summary>
    public static async Task<LedgerSource> OpenAsync(LedgerClient client, string name, string? department, CancellationToken ct)
    {
        var checkpoint = (await client.Reader.GetCheckpointAsync(refresh: false, department, ct)).Checkpoint!;
        return new LedgerSource(name, checkpoint, token => client.Reader.ReadEntriesAsync(0, checkpoint.Size, department, token));
    }

    /// <summary>A file's checkpoint, verified by a policy, and its entries.</summary>
    /// <exception cref="FileFault">It is no such file, or its checkpoint does not verify.</exception>
    public static LedgerSource OpenFile(string file, Policy policy)
    {
        using var stream = Open(file);
        var note = ReadMessage(CheckpointReply.Parser, file, stream)?.Note ?? throw Malformed(file);
        var verdict = policy.Verify(note);
        return verdict is { IsValid: true, Checkpoint: { } checkpoint }
            ? new LedgerSource(file, checkpoint, ct => ReadAsync(file, ct))
            : throw new FileFault(file, $"检查点未通过策略验证：{verdict.Fault?.Chinese}", $"its checkpoint does not satisfy the policy: {verdict.Fault?.English}");
    }

    /// <summary>Every entry, seals included.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> EntriesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var entry in read(ct))
            yield return entry.Entry.Memory;
    }

    private static async IAsyncEnumerable<RawEntry> ReadAsync(string file, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var stream = Open(file);
        _ = ReadMessage(CheckpointReply.Parser, file, stream);
        while (ReadMessage(RawEntry.Parser, file, stream) is { } entry)
        {
            ct.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFault(file, "无法读取", $"cannot be read: {e.Message}", e);
        }
    }

    private static T? ReadMessage<T>(MessageParser<T> parser, string file, FileStream stream)
        where T : class, IMessage<T>
    {
        try
        {
            return stream.Position == stream.Length ? null : parser.ParseDelimitedFrom(stream);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw Malformed(file, e);
        }
    }

    private static FileFault Malformed(string file, Exception? e = null)
        => new(file, "不是 ledger export 写出的文件，或已损坏", "it is no file that `ledger export` wrote, or damaged", e);
}
