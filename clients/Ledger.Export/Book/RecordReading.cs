using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>
/// Reads the acts of some days and all that their messages rest on: what was recorded on the same units before, the steps of the
/// cases, the instruments.
/// </summary>
/// <param name="source">Where they come from.</param>
internal sealed class RecordReading(IRecordedSource source)
{
    private readonly Dictionary<string, RecordedActs> records = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>All acts that were read, in the order of the ledger.</summary>
    public async Task<IReadOnlyList<BookAct>> ReadAsync(Day from, Day to, CancellationToken ct)
    {
        var wanted = new Queue<string>();
        await foreach (var record in source.ListAsync(from, to, "", ct))
        {
            records.TryAdd(record.RecordId, record);
            foreach (var e in record.Events)
            {
                foreach (var subject in SubjectsOf(e))
                    wanted.Enqueue(subject);
            }
        }

        while (wanted.TryDequeue(out var subject))
        {
            if (!asked.Add(subject))
                continue;
            await foreach (var record in source.ListAsync(null, null, subject, ct))
            {
                if (!records.TryAdd(record.RecordId, record))
                    continue;

                // What came to be of another unit has its history there.
                foreach (var e in record.Events.Where(static e => e is UnitSplit or UnitMerged))
                {
                    foreach (var unit in SubjectsOf(e))
                        wanted.Enqueue(unit);
                }
            }
        }

        return [.. records.Values.OrderBy(static record => record.Receipt.Index)
            .SelectMany(static record => Enumerable.Range(0, record.Events.Count).Select(place => new BookAct(record, place)))];
    }

    /// <summary>Units, cases and bases that an act of the book names.</summary>
    private static IEnumerable<string> SubjectsOf(IMessage e)
    {
        if (e.Descriptor.FindFieldByName("recording")?.Accessor.GetValue(e) is not Recording recording)
            return [];
        var basis = e switch
        {
            TransferRecorded transfer => transfer.ContractNumber,
            CourtTransferRecorded court => court.Basis,
            _ => "",
        };
        return Units(e).Append(basis).Append(recording.AcceptanceNumber).Where(static text => text.Length > 0);
    }

    private static IEnumerable<string> Units(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field is { FieldType: FieldType.String, IsRepeated: false, Name: "unit_code" })
            {
                yield return (string)field.Accessor.GetValue(message);
            }
            else if (field.FieldType == FieldType.Message && !field.IsMap)
            {
                var value = field.Accessor.GetValue(message);
                foreach (var part in value is IList list ? list.OfType<IMessage>() : value is IMessage one ? [one] : [])
                {
                    foreach (var unit in Units(part))
                        yield return unit;
                }
            }
        }
    }
}
