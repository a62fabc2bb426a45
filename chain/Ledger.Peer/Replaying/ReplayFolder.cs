using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// A replay whose state is in a folder: its memory is bounded whatever the ledger's size, and one that was stopped or killed goes on
/// where it was. Whoever may write in the folder can make it say anything: it is the reader's own.
/// </summary>
/// <remarks>Every tree node read is checked against the root; of what else is on disk the engine's checksums tell whether it is as written.</remarks>
public sealed class ReplayFolder : IDisposable
{
    private readonly string path;
    private readonly byte[] genesisSha256;
    private readonly ReplayStore store;

    private ReplayFolder(string path, byte[] genesisSha256, ReplayStore store) =>
        (this.path, this.genesisSha256, this.store) = (path, genesisSha256, store);

    /// <summary>Entries executed so far, seals included; 0 for a replay that begins.</summary>
    public ulong Size => store.Head?.Size ?? 0;

    /// <summary>Events applied so far.</summary>
    public ulong Events => store.Events;

    /// <summary>Opens the state of an earlier replay, or begins one.</summary>
    /// <param name="folder">The folder; made when absent.</param>
    /// <param name="genesisSha256">SHA-256 of entry 0, from a source the caller trusts.</param>
    /// <exception cref="StoreDamagedException">It is damaged.</exception>
    /// <exception cref="StoreException">
    /// It is of another ledger or no state of a replay, in use, or cannot be read or written; it is left as it was.
    /// </exception>
    public static ReplayFolder Open(string folder, ReadOnlyMemory<byte> genesisSha256)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Open(new FolderDisk(folder), genesisSha256, ReplayStore.GatheredBytes);
    }

    internal static ReplayFolder Open(IPeerDisk disk, ReadOnlyMemory<byte> genesisSha256, long gatheredBytes)
    {
        var path = disk.PathOf(PeerFolder.StoreName);
        var store = ReplayStore.Open(disk, gatheredBytes);
        if (store.Genesis is { } genesis && !SHA256.HashData(genesis).AsSpan().SequenceEqual(genesisSha256.Span))
        {
            store.Dispose();
            throw new StoreException(
                $"The state in {path} is of another ledger: its genesis has SHA-256 {Convert.ToHexStringLower(SHA256.HashData(genesis))}, "
                + $"not {Convert.ToHexStringLower(genesisSha256.Span)}. Nothing was changed; name another folder.");
        }

        return new(path, genesisSha256.ToArray(), store);
    }

    /// <summary>Replays from where the state stands. However it ends, what was executed, sealed and compared is kept.</summary>
    /// <param name="entries">All entries from an index on, seals included; the last one is a seal.</param>
    /// <param name="contract">The rules.</param>
    /// <param name="progress">Told after every block.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="ReplayException">An entry does not fit; the message says which and why.</exception>
    /// <exception cref="GenesisException">Entry 0 is another genesis.</exception>
    /// <exception cref="StoreException">The state is of another history of the ledger, or cannot be written.</exception>
    public async Task<ReplayResult> RunAsync(
        Func<ulong, IAsyncEnumerable<ReadOnlyMemory<byte>>> entries, IContract contract, IProgress<ReplayProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(contract);
        var stream = Size == 0 ? entries(0) : BehindAsync(entries(Size - 1), ct);
        ReplayResult result;
        try
        {
            result = await Replay.RunAsync(stream, genesisSha256, contract, store, progress, ct);
        }
        catch
        {
            KeepWhatCanBe();
            throw;
        }

        store.Write();
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>Writes after a failure, which is the one that is told: what cannot be written is executed again.</summary>
    private void KeepWhatCanBe()
    {
        try
        {
            store.Write();
        }
        catch (StoreException)
        {
            // On disk stands what was written before.
        }
    }

    /// <summary>The entries behind the seal of the state's head, once that seal has been found at its place.</summary>
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> BehindAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> entries, [EnumeratorCancellation] CancellationToken ct)
    {
        var isFirst = true;
        await foreach (var entry in entries.WithCancellation(ct))
        {
            if (!isFirst)
            {
                yield return entry;
                continue;
            }

            isFirst = false;
            if (!entry.Span.SequenceEqual(store.Seal))
                throw OtherHistory();
        }

        if (isFirst)
            throw OtherHistory();
    }

    private StoreException OtherHistory() => new(
        $"The state in {path} is of another history: the entry at {Size - 1} is not the seal of block {store.Head!.Number} to which it went, or the ledger ends before it. "
        + "Nothing was changed; replay from genesis into another folder and compare.");
}
