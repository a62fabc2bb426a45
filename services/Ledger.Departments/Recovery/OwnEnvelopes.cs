using Ledger.Chain;
using Ledger.Departments.Access;
using Ledger.Departments.Records;
using Ledger.Departments.Writing;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Recovery;

/// <summary>
/// Compares the ledger with the record store, entry by entry above the last clean mark: every envelope that this
/// department put there must have its record. Finds a shortened or replaced store, which SQLite itself would not.
/// </summary>
internal sealed class OwnEnvelopes(Department department, Peer peer, PeerPages pages, IRecordStore store)
{
    private const long LongestSkip = 1_000_000;

    private readonly Dictionary<string, bool> _own = new(StringComparer.Ordinal);

    /// <summary>Reads the entries and moves the mark when nothing is missing.</summary>
    /// <returns>Size of the log; entries read; own envelopes without a record; and those without one that stop nobody: a bank signed them
    /// under the number of another record, so that its act went past these services, or the operator has accepted their
    /// loss (<see cref="Department.AcceptMissingRecordsBefore"/>).</returns>
    public async Task<(ulong Size, ulong Read, IReadOnlyList<RecordFinding> Missing, IReadOnlyList<RecordFinding> Tolerated)> CheckAsync(CancellationToken ct)
    {
        var from = Math.Min(store.ReadCleanMark(), peer.Head.Size);
        var size = peer.Head.Size;
        var (missing, tolerated) = (new List<RecordFinding>(), new List<RecordFinding>());
        var largest = store.ReadNumberBound();
        var index = from;
        foreach (var entry in peer.Reader.ReadEntries(from, size - from))
        {
            ct.ThrowIfCancellationRequested();
            var accepted = index++ < department.AcceptMissingRecordsBefore;
            if (!EntryCodec.TryParse(entry, out var parsed, out _) || parsed.EntryCase != LogEntry.EntryOneofCase.Envelope || !IsOwn(parsed.Envelope.KeyId.ToByteArray()))
            {
                continue;
            }

            var number = Number(parsed.Envelope);
            var leaf = EntryCodec.LeafHash(entry);
            if (number is not { } known || !Holds(known, leaf))
            {
                (accepted || IsPastServices(parsed.Envelope, number) ? tolerated : missing).Add(Finding(number, leaf));
            }

            // Whoever signs chooses the number: one far beyond all allotted must not use up those in between.
            if (number <= largest + LongestSkip)
            {
                largest = Math.Max(largest, number.Value);
            }
        }

        await store.SkipNumbersAsync(largest, ct).ConfigureAwait(false);
        if (missing.Count == 0)
        {
            await store.SetCleanMarkAsync(size, ct).ConfigureAwait(false);
        }

        return (size, size - from, missing, tolerated);
    }

    private static RecordFinding Finding(long? number, byte[] leaf)
    {
        var id = number is { } n ? RecordIds.Of(n) : "?";
        var hash = Convert.ToHexStringLower(leaf);
        return new(
            id,
            leaf,
            $"序号 {id} 的信封（叶哈希 {hash}）在账本上，记录库没有它。",
            $"The envelope with number {id} (leaf hash {hash}) is on the ledger, the record store lacks it.");
    }

    /// <summary>A bank signed it, and these services gave its number to another act: no record of it was ever here.</summary>
    private bool IsPastServices(Envelope envelope, long? number)
        => pages.FindKey(envelope.KeyId.ToByteArray())?.CreditCode != department.CreditCode && number is { } known && Exists(known);

    private bool Exists(long number)
    {
        try
        {
            return store.Find(number) is not null;
        }
        catch (RecordDamagedException)
        {
            return true;
        }
    }

    private bool Holds(long number, byte[] leaf)
    {
        try
        {
            return store.Find(number) is not null && store.ReadEnvelopes(number).Any(e => e.LeafHash.AsSpan().SequenceEqual(leaf));
        }
        catch (RecordDamagedException)
        {
            // Damaged is not missing: it is named when the record is read, and by the comparison of records.
            return true;
        }
    }

    private bool IsOwn(byte[] keyId)
    {
        var id = Convert.ToHexString(keyId);
        if (!_own.TryGetValue(id, out var own))
        {
            var creditCode = pages.FindKey(keyId)?.CreditCode;
            own = creditCode is not null
                && (creditCode == department.CreditCode
                    || (department.Name == DepartmentNames.Finance && pages.Members().Any(m => m.CreditCode == creditCode && m.IsBank())));
            _own[id] = own;
        }

        return own;
    }

    private static long? Number(Envelope envelope)
        => EntryCodec.TryParsePayload(envelope, out var payload, out _) && payload.Sequence <= long.MaxValue ? (long)payload.Sequence : null;
}
