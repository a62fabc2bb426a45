using Ledger.Chain;
using Ledger.Departments.Access;
using Ledger.Departments.Records;
using Ledger.Departments.Writing;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Recovery;

/// <summary>
/// Compares the ledger with the record store, entry by entry above the last clean mark: every envelope that this
/// department put there must have its record, and none that says it was refused. Finds a shortened or replaced store,
/// which SQLite itself would not, and what was ordered after it had been refused.
/// </summary>
internal sealed class OwnEnvelopes(Department department, Peer peer, PeerPages pages, IRecordStore store)
{
    private const long LongestSkip = 1_000_000;

    private readonly Dictionary<string, bool> _own = new(StringComparer.Ordinal);
    private ulong _read;
    private bool _complete = true;

    /// <summary>Reads the entries that were not read yet and moves the mark as long as nothing is missing. One call at a time.</summary>
    public async Task<OwnEnvelopesReport> CheckAsync(CancellationToken ct)
    {
        var size = peer.Head.Size;
        var from = Math.Max(_read, Math.Min(store.ReadCleanMark(), size));
        var (missing, tolerated, late) = (new List<RecordFinding>(), new List<RecordFinding>(), new List<LateRecord>());
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
            switch (number is { } known ? Find(known, leaf) : Held.Nothing)
            {
                case Held.Envelope:
                    break;
                case Held.RefusedEnvelope:
                    late.Add(new(number!.Value, leaf));
                    break;
                // A bank signed it, and these services gave its number to another act: no record of it was ever here.
                case Held.OtherAct when !IsDepartments(parsed.Envelope):
                    tolerated.Add(Finding(number, leaf));
                    break;
                default:
                    (accepted ? tolerated : missing).Add(Finding(number, leaf));
                    break;
            }

            // Whoever signs chooses the number: one far beyond all allotted must not use up those in between.
            if (number <= largest + LongestSkip)
            {
                largest = Math.Max(largest, number.Value);
            }
        }

        await store.SkipNumbersAsync(largest, ct).ConfigureAwait(false);
        _complete &= missing.Count == 0;
        if (_complete && size > from)
        {
            await store.SetCleanMarkAsync(size, ct).ConfigureAwait(false);
        }

        _read = size;
        return new(size, size - from, missing, tolerated, late);
    }

    private enum Held
    {
        Nothing,
        OtherAct,
        Envelope,
        RefusedEnvelope,
    }

    private Held Find(long number, byte[] leaf)
    {
        try
        {
            if (store.Find(number) is not { } record)
            {
                return Held.Nothing;
            }

            if (!store.ReadEnvelopes(number).Any(e => e.LeafHash.AsSpan().SequenceEqual(leaf)))
            {
                return Held.OtherAct;
            }

            return record.State is RecordState.Refused or RecordState.Lapsed ? Held.RefusedEnvelope : Held.Envelope;
        }
        catch (RecordDamagedException)
        {
            // Damaged is not missing: it is named when the record is read, and by the comparison of records.
            return Held.Envelope;
        }
    }

    private bool IsDepartments(Envelope envelope) => pages.FindKey(envelope.KeyId.ToByteArray())?.CreditCode == department.CreditCode;

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
