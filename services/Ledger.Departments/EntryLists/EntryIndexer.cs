using System.Diagnostics;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>
/// Keeps the index of the log up with the peer: behind its blocks, on a thread of its own, so that no write waits for it. An index of another
/// history is made anew from the log.
/// </summary>
internal sealed class EntryIndexer(Peer peer, KeyOwners keys, EntryIndex index, TimeProvider time, ILogger<EntryIndexer> logger) : BackgroundService
{
    // Entries that one transaction takes.
    private const ulong Batch = 2_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // Blocks come several a second under load: they are taken together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    // Somebody who asks is not sent away for the moment that the index needs to come to a block.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<ByteString, string> signers = [];
    private string told = "";

    /// <summary>Whether the index knows so many entries, within a moment.</summary>
    public async Task<bool> HasSeenAsync(ulong size, CancellationToken ct)
    {
        for (var clock = Stopwatch.GetTimestamp(); (index.Seen?.Size ?? 0) < size; await Task.Delay(10, ct))
        {
            if (Stopwatch.GetElapsedTime(clock) > Patience)
                return false;
        }

        return true;
    }

    /// <summary>Envelopes that fit, the newest first.</summary>
    /// <param name="filter">What is looked for.</param>
    /// <param name="signer">Organisation that signed; empty for any.</param>
    /// <param name="before">Only places below this one.</param>
    /// <param name="count">At most this many.</param>
    public IReadOnlyList<(ulong Index, byte[] Entry)> Find(EnvelopeFilter filter, string signer, ulong before, int count)
    {
        var found = new List<(ulong Index, byte[] Entry)>();
        while (true)
        {
            var places = index.Find(filter, signer, before, count);
            foreach (var place in places)
            {
                // A term is the beginning of a hash: the entry itself says whether it is one of those.
                if (peer.Reader.ReadEntry(place) is { } bytes && RecordedEnvelope.Of(place, bytes) is { } envelope && filter.Fits(envelope)
                    && (signer.Length == 0 || keys.OwnerOf(envelope.KeyId) == signer))
                {
                    found.Add((place, bytes));
                    if (found.Count == count)
                        return found;
                }
            }

            if (places.Count < count)
                return found;
            before = places[^1];
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Stopping.
            }
            catch (Exception e)
            {
                // A cache that cannot be read or written is made anew; what the peer cannot read it says itself.
                Tell(e.Message);
                if (e is SqliteException)
                    Try(index.Clear);
                await Task.Delay(Pause, time, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task TurnAsync(CancellationToken ct)
    {
        var head = peer.Head;
        for (var at = Continued(); at < head.Size;)
        {
            ct.ThrowIfCancellationRequested();
            var count = Math.Min(Batch, head.Size - at);
            var envelopes = new List<(RecordedEnvelope Envelope, string Signer)>();
            byte[] leaf = [];
            foreach (var bytes in peer.Reader.ReadEntries(at, count))
            {
                leaf = EntryCodec.LeafHash(bytes);
                if (RecordedEnvelope.Of(at, bytes) is { } envelope)
                    envelopes.Add((envelope, Signer(envelope.KeyId)));
                at++;
            }

            index.Add(envelopes, at, leaf);
        }

        told = "";
        await peer.WaitForBlockAsync(head.Number + 1, ct);
        await Task.Delay(Gathering, ct);
    }

    // The entry before with the same leaf hash: the index is of this ledger, and the peer did not begin anew below it.
    private ulong Continued()
    {
        if (index.Seen is not { Size: > 0 } seen)
            return 0;
        if (peer.Reader.ReadEntry(seen.Size - 1) is { } last && EntryCodec.LeafHash(last).AsSpan().SequenceEqual(seen.Leaf))
            return seen.Size;
        index.Clear();
        EntryListLog.MadeAnew(logger, seen.Size);
        return 0;
    }

    private string Signer(ByteString keyId)
    {
        if (!signers.TryGetValue(keyId, out var name))
            signers.Add(keyId, name = keys.OwnerOf(keyId) ?? "");
        return name;
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Tell(e.Message);
        }
    }

    // Once, however often it is tried.
    private void Tell(string fault)
    {
        if (fault != told)
            EntryListLog.Behind(logger, fault);
        told = fault;
    }
}
