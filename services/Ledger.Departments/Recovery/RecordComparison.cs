using System.Runtime.CompilerServices;
using System.Text;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Departments.Records.Rows;
using Ledger.Facts;
using Ledger.Log;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Compares every record with the ledger, and every envelope of the department on the ledger with the records: a record
/// changed or taken away behind the department's back is found and named, also when its row hash was made to fit. Documents are
/// hashed again from their salted fields, requests from their bytes, tokens
/// from their salts; the operator's signature is verified again.
/// </summary>
public sealed class RecordComparison
{
    private const int BatchSize = 256;


    private readonly Peer peer;
    private readonly IRecordStore store;
    private readonly OwnEnvelopeReader envelopes;

    internal RecordComparison(Peer peer, IRecordStore store, OwnEnvelopeReader envelopes) => (this.peer, this.store, this.envelopes) = (peer, store, envelopes);

    /// <summary>Records read so far.</summary>
    public ulong Checked { get; private set; }

    /// <summary>Reads every record and every own envelope, and gives those that do not agree.</summary>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<RecordFinding> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var after = 0L;
        for (var numbers = store.ListNumbers(after, BatchSize); numbers.Count > 0; numbers = store.ListNumbers(after, BatchSize))
        {
            foreach (var number in numbers)
            {
                ct.ThrowIfCancellationRequested();
                foreach (var finding in Compare(number))
                    yield return finding;

                Checked++;
                after = number;
            }

            // Long runs give way to the calls of the day.
            await Task.Yield();
        }

        var read = 0;
        foreach (var envelope in envelopes.Read(0, peer.Head.Size, ct))
        {
            if (envelope.IsMissing && !envelope.MayBeMissing)
                yield return envelope.ToFinding();

            if (++read % BatchSize == 0)
                await Task.Yield();
        }
    }

    /// <summary>Compares one record.</summary>
    public IReadOnlyList<RecordFinding> Compare(long number)
    {
        var id = RecordIds.Of(number);
        byte[] leaf = [];
        try
        {
            var record = store.Find(number) ?? throw new RecordDamagedException("records", id, "the row is gone");
            var content = store.ReadContent(number);
            var envelopes = store.ReadEnvelopes(number);
            leaf = peer.Reader.ReadPage(Chain.PageKeys.Sequence(record.Row.KeyId.Span, (ulong)number)) ?? [];
            var faults = new List<(string Zh, string En)>();
            if (content is not null)
            {
                CompareRequest(record, content, faults);
            }
            else
            {
                faults.Add(("其内容（请求、签名、文档与盐）已不在记录库中", "its contents (request, signature, documents and salts) are gone from the record store"));
            }

            if (leaf.Length > 0)
            {
                CompareEnvelope(record, content, envelopes, leaf, faults);
                if (record.State is RecordState.Refused or RecordState.Lapsed)
                    faults.Add(("状态为已拒绝或已失效，但其信封在账本上", "its state is refused or lapsed, but its envelope is on the ledger: ordering answered falsely"));
            }
            else if (record.State == RecordState.Recorded)
            {
                faults.Add(("状态为已登簿，但账本上没有该序号", "its state is recorded, but the ledger has no envelope with its number"));
            }

            return faults.ConvertAll(fault => new RecordFinding(id, leaf, $"记录 {id}：{fault.Zh}。", $"Record {id}: {fault.En}."));
        }
        catch (RecordDamagedException e)
        {
            return [new(id, leaf, e.Message, e.Message)];
        }
    }

    private void CompareRequest(StoredRecord record, ContentRow content, List<(string Zh, string En)> faults)
    {
        var hash = RequestText.Hash(peer.Genesis.Origin, record.Row.Method, content.Request.Span);
        if (!record.Row.RequestHash.Span.SequenceEqual(hash))
            faults.Add(("请求内容与其哈希不符", "the request's bytes do not hash to what the record says"));

        if (store.FindOperator(record.Row.Operator.ToByteArray()) is not { } certificate)
        {
            faults.Add(("操作员证书缺失", "the operator's certificate is missing"));
        }
        else if (!CertificateIdentity.TryParse(certificate, out var identity, out _) || !identity.Key.VerifyHash(hash, content.Signature.Span))
        {
            faults.Add(("操作员签名与请求不符", "the operator's signature does not hold over the request"));
        }
    }

    private static void CompareEnvelope(
        StoredRecord record, ContentRow? content, IReadOnlyList<StoredEnvelope> envelopes, byte[] leaf, List<(string Zh, string En)> faults)
    {
        if (envelopes.FirstOrDefault(e => DecodedEnvelope.LeafHashOf(e.Bytes).AsSpan().SequenceEqual(leaf)) is not { } envelope)
        {
            faults.Add(("账本上的信封不在记录中", $"the envelope on the ledger (leaf hash {Convert.ToHexStringLower(leaf)}) is none that the record holds"));
            return;
        }

        var signed = Envelope.Parser.ParseFrom(envelope.Bytes).Payload;
        var payload = Payload.Parser.ParseFrom(signed);
        if (!payload.Events.Select(e => e.Type).SequenceEqual(record.Row.EventTypes, StringComparer.Ordinal))
            faults.Add(("事件种类与账本不同", "its event types differ from the ledger's"));

        for (var i = 0; i < payload.Events.Count; i++)
        {
            if (ActOf(payload.Events[i]) is { } act)
                CompareAct(record, content, act, i, faults);
        }

        foreach (var party in content?.Parties ?? [])
        {
            if (!IsIn(signed.Span, party))
                faults.Add(($"单元 {party.UnitCode} 的一名当事人与账本上的当事人编码不符", $"a party under unit {party.UnitCode} does not give a token of the ledger's envelope"));
        }
    }

    private static void CompareAct(StoredRecord record, ContentRow? content, Act act, int index, List<(string Zh, string En)> faults)
    {
        if (!act.RequestHash.Equals(record.Row.RequestHash))
            faults.Add(($"第{index + 1}个事件的请求哈希与账本不同", $"event {index}: the request's hash differs from the ledger's"));

        if (!act.Operator.Equals(record.Row.Operator))
            faults.Add(($"第{index + 1}个事件的操作员与账本不同", $"event {index}: the operator differs from the ledger's"));

        if (content is null)
            return;

        var document = content.Documents.FirstOrDefault(d => d.Act == index);
        if (document is null || document.Fields.Count != act.Document.Fields || !act.Document.Root.Span.SequenceEqual(RootOf(document)))
        {
            var (fieldsZh, fieldsEn) = NotAsked(document, content.Request.Span);
            faults.Add((
                $"第{index + 1}个事件的文档与账本上的文档根不符{fieldsZh}",
                $"event {index}: the document does not hash to the root on the ledger ({Convert.ToHexStringLower(act.Document.Root.Span)}){fieldsEn}"));
        }
    }

    // Fields that people state come from the request as they are; those with a name of the system's own may be written otherwise there.
    private static (string Zh, string En) NotAsked(DocumentSalts? document, ReadOnlySpan<byte> request)
    {
        var names = new List<string>();
        foreach (var field in document?.Fields ?? [])
        {
            if (field.Name.Length > 0 && field.Name[0] != '_' && request.IndexOf(Encoding.UTF8.GetBytes(field.Value)) < 0)
                names.Add(field.Name);
        }

        var list = string.Join(", ", names);
        return names.Count == 0 ? ("", "") : ($"；字段 {list} 与请求所述不同", $"; not what the request states: {list}");
    }

    private static ReadOnlySpan<byte> RootOf(DocumentSalts document)
    {
        try
        {
            return new DocumentTree(document.Fields.Select(f => new Log.DocumentField(f.Name, Encoding.UTF8.GetBytes(f.Value), f.Salt.Memory))).Root.Span;
        }
        catch (ArgumentException)
        {
            // A name twice, or a salt of another length: no root at all.
            return default;
        }
    }

    private static Act? ActOf(Event e)
        => EventTypes.Registry.Find(e.Type) is { } type && type.FindFieldByName("act") is { } field
            ? (Act?)field.Accessor.GetValue(type.Parser.ParseFrom(e.Body))
            : null;

    private static bool IsIn(ReadOnlySpan<byte> payload, PartySalt party)
        => PersonId.TryCreate((IdentityClass)party.IdentityClass, party.Number, out var person, out _)
            && party.Salt.Length == PartyToken.SaltSize
            && payload.IndexOf(PartyToken.Of(party.Salt.Span, person).Bytes.Span) >= 0;
}
