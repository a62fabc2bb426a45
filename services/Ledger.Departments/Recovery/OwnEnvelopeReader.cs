using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Reads from the ledger the envelopes that this department put there, those of banks in finance included, and what the record
/// store holds of each.
/// </summary>
internal sealed class OwnEnvelopeReader(Department department, Peer peer, PeerPages pages, KeyOwners keys, IRecordStore store)
{
    private readonly Dictionary<string, (bool Own, bool Departments)> owners = new(StringComparer.Ordinal);

    /// <summary>Own envelopes among entries [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public IEnumerable<OwnEnvelope> Read(ulong from, ulong to, CancellationToken ct)
    {
        var index = from;
        foreach (var entry in peer.Reader.ReadEntries(from, to - from))
        {
            ct.ThrowIfCancellationRequested();
            if (EntryCodec.TryParse(entry, out var parsed, out _)
                && parsed.EntryCase == LogEntry.EntryOneofCase.Envelope
                && OwnerOf(parsed.Envelope.KeyId.ToByteArray()) is { Own: true } owner)
            {
                var number = NumberOf(parsed.Envelope);
                var leaf = EntryCodec.LeafHash(entry);
                yield return new(
                    index,
                    number,
                    leaf,
                    number is { } known ? HeldOf(known, leaf) : HeldRecord.None,
                    owner.Departments,
                    index < department.AcceptMissingRecordsBefore);
            }

            index++;
        }
    }

    private HeldRecord HeldOf(long number, byte[] leaf)
    {
        try
        {
            if (store.Find(number) is not { } record)
                return HeldRecord.None;

            if (!store.ReadEnvelopes(number).Any(e => e.LeafHash.AsSpan().SequenceEqual(leaf)))
                return HeldRecord.OfOtherAct;

            return record.State is RecordState.Refused or RecordState.Lapsed ? HeldRecord.Refused : HeldRecord.Good;
        }
        catch (RecordDamagedException)
        {
            // Damaged is not missing: it is named when the record is read, and by the comparison of records.
            return HeldRecord.Good;
        }
    }

    private (bool Own, bool Departments) OwnerOf(byte[] keyId)
    {
        var id = Convert.ToHexString(keyId);
        if (!owners.TryGetValue(id, out var owner))
        {
            var key = ByteString.CopyFrom(keyId);
            var member = pages.Members().FirstOrDefault(member => IsServed(member) && keys.IsOrWasOf(member, key));
            owners[id] = owner = (member is not null, member?.CreditCode == department.CreditCode);
        }

        return owner;
    }

    private bool IsServed(Member member)
        => member.CreditCode == department.CreditCode || (department.Name == DepartmentNames.Finance && member.IsBank());

    private static long? NumberOf(Envelope envelope)
        => EntryCodec.TryParsePayload(envelope, out var payload, out _) && payload.Sequence <= long.MaxValue ? (long)payload.Sequence : null;
}
