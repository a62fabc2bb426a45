using System.IO.Pipes;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ledger.Node;

/// <summary>
/// How <c>ledger-node backup</c> asks a node that runs: a pipe in its data folder, open to the user that the node runs as and to
/// nobody else, one line of JSON each way. Nothing of it is on the network.
/// </summary>
internal static partial class BackupPipe
{
    /// <summary>Name of the pipe in the data folder.</summary>
    public const string FileName = "running.pipe";

    // A Unix socket's path has 107 bytes.
    private const int LongestPath = 100;
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(30);

    /// <summary>Answers one request after the other until cancelled.</summary>
    /// <param name="dataFolder">The node's data folder.</param>
    /// <param name="backUp">Makes a backup.</param>
    /// <param name="clock">The wall clock.</param>
    /// <param name="logger">Gets what was asked and what failed.</param>
    /// <param name="ct">Stops.</param>
    public static async Task ServeAsync(string dataFolder, Func<BackupRequest, CancellationToken, Task<BackupManifest>> backUp, TimeProvider clock,
        ILogger logger, CancellationToken ct)
    {
        var backoff = new Backoff(clock);
        while (true)
        {
            try
            {
                await using var pipe = new NamedPipeServerStream(
                    NameOf(dataFolder), PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
                await pipe.WaitForConnectionAsync(ct);
                await WriteAsync(pipe, await AnswerAsync(pipe, backUp, logger, ct), ct);
                backoff.Reset();
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // A caller gone, a stranger refused: the next one is served all the same.
                LogPipeFailed(logger, dataFolder, e);
                await backoff.WaitAsync(ct);
            }
        }
    }

    /// <summary>Asks the node that runs on a data folder.</summary>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="request">Where to, and what with.</param>
    /// <param name="ct">Gives up waiting; the node may go on.</param>
    /// <exception cref="NodeConfigurationException">It made none and says why, or did not answer.</exception>
    public static async Task<BackupManifest> AskAsync(string dataFolder, BackupRequest request, CancellationToken ct)
    {
        BackupReply? reply;
        try
        {
            await using var pipe = new NamedPipeClientStream(
                ".", NameOf(dataFolder), PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
            await pipe.ConnectAsync(ConnectPatience, ct);
            await WriteAsync(pipe, request, ct);
            reply = await ReadAsync<BackupReply>(pipe, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException or JsonException)
        {
            throw BackupFault.Of(
                dataFolder,
                $"运行中的节点没有应答（{e.Message}）；请以运行节点的同一用户执行，或停止节点后再备份。",
                $"the node that runs here did not answer ({e.Message}); run this as the user that runs the node, or stop the node first.");
        }

        return reply?.Manifest ?? throw new NodeConfigurationException(
            reply?.Faults is { Count: > 0 } faults ? faults
                : [new NodeFault(dataFolder, "", "", "节点在备份完成前停止。", "the node stopped before the backup was made.")]);
    }

    private static async Task<BackupReply> AnswerAsync(
        NamedPipeServerStream pipe, Func<BackupRequest, CancellationToken, Task<BackupManifest>> backUp, ILogger logger, CancellationToken ct)
    {
        var request = await ReadAsync<BackupRequest>(pipe, ct) ?? throw new IOException("nothing was asked");
        try
        {
            var manifest = await Task.Run(() => backUp(request, ct), ct);
            LogBackedUp(logger, manifest.Organisation, manifest.Block, request.To, manifest.RecordKeys);
            return new BackupReply(manifest, []);
        }
        catch (NodeConfigurationException e)
        {
            LogNotBackedUp(logger, request.To, e.Message);
            return new BackupReply(null, e.Faults);
        }
    }

    private static async Task WriteAsync<T>(PipeStream pipe, T message, CancellationToken ct)
    {
        await pipe.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message, BackupJson.Format) + "\n"), ct);
        await pipe.FlushAsync(ct);
    }

    private static async Task<T?> ReadAsync<T>(PipeStream pipe, CancellationToken ct)
        where T : class
    {
        using var reader = new StreamReader(pipe, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadLineAsync(ct) is { } line ? JsonSerializer.Deserialize<T>(line, BackupJson.Format) : null;
    }

    private static string NameOf(string dataFolder)
    {
        var path = Path.GetFullPath(Path.Combine(dataFolder, FileName));
        return !OperatingSystem.IsWindows() && Encoding.UTF8.GetByteCount(path) <= LongestPath
            ? path
            : $"ledger-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16]}";
    }

    [LoggerMessage(40, LogLevel.Information, "A backup of {Organisation} as of block {Block} was written to {Folder}; with the keys of the records: {Keys}")]
    private static partial void LogBackedUp(ILogger logger, string organisation, ulong block, string folder, bool keys);

    [LoggerMessage(41, LogLevel.Warning, "No backup was written to {Folder}: {Reason}")]
    private static partial void LogNotBackedUp(ILogger logger, string folder, string reason);

    [LoggerMessage(42, LogLevel.Warning, "A request for a backup of {Folder} was not answered")]
    private static partial void LogPipeFailed(ILogger logger, string folder, Exception e);
}
