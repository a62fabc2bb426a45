using Ledger.Chain;
using Ledger.Facts;
using Ledger.Peers;

namespace Ledger.Cli;

/// <summary>Where a replay keeps its state: memory, or a folder that the operator named.</summary>
internal sealed class ReplayState : IDisposable
{
    private readonly byte[] genesis;
    private readonly IContract rules;
    private readonly ReplayFolder? folder;

    private ReplayState(byte[] genesis, IContract rules, string? path, ReplayFolder? folder)
    {
        (this.genesis, this.rules, this.folder, Folder) = (genesis, rules, folder, path);
        (From, FromEvents) = (folder?.Size ?? 0, folder?.Events ?? 0);
    }

    /// <summary>The folder; null for memory.</summary>
    public string? Folder { get; }

    /// <summary>Entries that earlier runs executed.</summary>
    public ulong From { get; }

    /// <summary>Events that earlier runs applied.</summary>
    public ulong FromEvents { get; }

    /// <summary>That a run was stopped, and what to do next.</summary>
    public Wording Stopped => new(
        $"已停止：{Folder} 保存到第 {folder!.Size} 条；以同一命令继续，或删除该目录后自创世起重放。",
        $"Stopped: {Folder} holds the state after {folder.Size} entries. The same command goes on from there; without the folder it begins at genesis.");

    /// <summary>Opens the state.</summary>
    /// <param name="path">Folder named; null for memory.</param>
    /// <param name="genesis">SHA-256 of entry 0.</param>
    /// <param name="rules">What is executed.</param>
    /// <param name="size">Size of the checkpoint that is to be reached.</param>
    /// <exception cref="FileFault">The folder cannot be used; it is left as it was.</exception>
    public static ReplayState Open(string? path, byte[] genesis, IContract rules, ulong size)
    {
        if (path is null)
            return new(genesis, rules, null, null);

        var folder = Try(path, () => ReplayFolder.Open(path, genesis));
        if (folder.Size <= size)
            return new(genesis, rules, path, folder);

        var held = folder.Size;
        folder.Dispose();
        throw new FileFault(
            path,
            $"已重放到第 {held} 条，超过检查点的 {size} 条；请稍后再试、换一个部门，或另选目录",
            $"its state is that after {held} entries, beyond the checkpoint of {size}; try again later, ask another department, or name another folder");
    }

    /// <summary>Replays from where the state stands.</summary>
    /// <param name="entries">All entries from an index on.</param>
    /// <param name="progress">Told after every block.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="FileFault">The folder is damaged, of another history, or cannot be written.</exception>
    public async Task<ReplayResult> RunAsync(
        Func<ulong, IAsyncEnumerable<ReadOnlyMemory<byte>>> entries, IProgress<ReplayProgress>? progress, CancellationToken ct)
    {
        if (folder is null)
            return await Replay.RunAsync(entries(0), genesis, rules, progress, ct);

        try
        {
            return await folder.RunAsync(entries, rules, progress, ct);
        }
        catch (StoreDamagedException e)
        {
            throw new FileFault(Folder!, $"已损坏（{e.Message}）；请删除该目录自创世起重放", e.Message, e);
        }
        catch (StoreException e)
        {
            throw Interrupted(Folder!, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => folder?.Dispose();

    private static T Try<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e);
        }
    }

    private static FileFault Unusable(string path, Exception e) =>
        new(path, $"不能作为重放的工作目录，未作更改（{e.Message}）；请删除该目录自创世起重放，或另选目录", e.Message, e);

    private static FileFault Interrupted(string path, Exception e) => new(
        path,
        $"重放未能继续（{e.Message}）；已写入的保留；若为磁盘原因，排除后以同一命令继续，否则另选目录自创世起重放",
        $"{e.Message} What was written before stays: if it was the disk, the same command goes on once that is mended; else name another folder",
        e);
}
