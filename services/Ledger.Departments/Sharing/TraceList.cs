using System.Text;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>The queries on a unit that this department answered, each with the receipt that shows it.</summary>
internal sealed class TraceList(IRecordStore store, Peer peer)
{
    private const int Batch = 100;
    private const int Most = 1000;

    private static readonly string TraceType = QueryTraced.Descriptor.FullName;

    /// <summary>The queries on a unit, the oldest first; those whose quorum is outstanding are not among them.</summary>
    public IEnumerable<TraceView> Of(UnitCode unit) => All(unit).Take(Most);

    private IEnumerable<TraceView> All(UnitCode unit)
    {
        var subject = unit.ToString();
        for (var batch = store.List(0, subject, Batch); batch.Count > 0; batch = store.List(batch[^1].Number, subject, Batch))
        {
            foreach (var record in batch)
            {
                var place = record.Row.EventTypes.IndexOf(TraceType);
                if (place >= 0 && record.Outcome is { LeafHash.IsEmpty: false } outcome && peer.GetReceipt(outcome.LeafHash.Span) is { } receipt)
                    yield return View(record, place, receipt);
            }
        }
    }

    private TraceView View(StoredRecord record, int place, Peers.Receipt receipt)
    {
        var view = new TraceView { Receipt = new() { Entry = ByteString.CopyFrom(receipt.Entry), TlogProof = receipt.Proof }, Event = (uint)place };
        if (store.ReadContent(record.Number)?.Documents.FirstOrDefault(document => document.Act == place) is not { } document)
            return view;

        var tree = new DocumentTree(document.Fields.Select(
            static field => new Log.DocumentField(field.Name, Encoding.UTF8.GetBytes(field.Value), field.Salt.Memory)));
        for (var i = 0; i < document.Fields.Count; i++)
        {
            var field = document.Fields[i];
            if (!AnswerDocument.Shown.Contains(field.Name, StringComparer.Ordinal))
                continue;
            view.Fields.Add(new ShownField { Field = field, Index = (uint)i, Path = { tree.Path(i).Select(static hash => ByteString.CopyFrom(hash)) } });
        }

        return view;
    }
}
