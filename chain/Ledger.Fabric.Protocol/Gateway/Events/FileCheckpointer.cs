using System.Text.Json;

namespace Ledger.Fabric.Protocol;

/// <summary>Remembers in a file, replaced as a whole and synced at every checkpoint. One process and one caller at a time.</summary>
public sealed class FileCheckpointer : ICheckpointer
{
    private readonly string path;
    private Position position;

    private FileCheckpointer(string path, Position position)
    {
        this.path = path;
        this.position = position;
    }

    /// <inheritdoc/>
    public ulong? BlockNumber => position.BlockNumber;

    /// <inheritdoc/>
    public string? TransactionId => position.TransactionId;

    /// <summary>Opens a checkpoint; an absent file means nothing has been seen.</summary>
    /// <exception cref="FormatException">The file holds something else.</exception>
    public static FileCheckpointer Open(string path)
    {
        if (!File.Exists(path))
            return new FileCheckpointer(path, new Position(null, null));

        try
        {
            return new FileCheckpointer(path, JsonSerializer.Deserialize<Position>(File.ReadAllBytes(path)) ?? throw new JsonException("null"));
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path} is no checkpoint of events: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask CheckpointBlockAsync(ulong blockNumber, CancellationToken ct = default) => WriteAsync(new Position(blockNumber + 1, null), ct);

    /// <inheritdoc/>
    public ValueTask CheckpointTransactionAsync(ulong blockNumber, string transactionId, CancellationToken ct = default) =>
        WriteAsync(new Position(blockNumber, transactionId), ct);

    private async ValueTask WriteAsync(Position next, CancellationToken ct)
    {
        var temporary = path + ".new";
        await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await JsonSerializer.SerializeAsync(file, next, cancellationToken: ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        position = next;
    }

    private sealed record Position(ulong? BlockNumber, string? TransactionId);
}
