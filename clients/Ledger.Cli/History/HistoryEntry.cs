using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>One envelope of the log as people look for it: when, by whom, what, and about what.</summary>
/// <param name="Index">Place in the log.</param>
/// <param name="LeafHash">Its leaf hash.</param>
/// <param name="TimeMs">Its time.</param>
/// <param name="KeyId">Key that signed it.</param>
/// <param name="Events">Its events with their messages; null for one that this build does not know.</param>
internal sealed record HistoryEntry(ulong Index, byte[] LeafHash, ulong TimeMs, ByteString KeyId, IReadOnlyList<(string Name, IMessage? Message)> Events)
{
    private const string Act = "act";

    /// <summary>SHA-256 of the operators' certificates.</summary>
    public IEnumerable<string> Operators => Events.Select(static e => e.Message?.Descriptor.FindFieldByName(Act)?.Accessor.GetValue(e.Message) as Act)
        .OfType<Act>().Select(static act => Convert.ToHexStringLower(act.Operator.Span)).Distinct(StringComparer.Ordinal);

    /// <summary>Reads an entry; null for a seal or the genesis.</summary>
    public static HistoryEntry? Of(RawEntry raw)
    {
        var bytes = raw.Entry.Span;
        var entry = EntryCodec.Parse(bytes);
        if (entry.EntryCase != LogEntry.EntryOneofCase.Envelope)
            return null;
        var payload = Payload.Parser.ParseFrom(entry.Envelope.Payload);
        return new(
            raw.Index, EntryCodec.LeafHash(bytes), payload.TimeMs, entry.Envelope.KeyId,
            [.. payload.Events.Select(static e => (e.Type[(e.Type.LastIndexOf('.') + 1)..], EventTypes.Registry.Find(e.Type)?.Parser.ParseFrom(e.Body)))]);
    }

    /// <summary>Whether an event states just this: a unit, contract, certificate, case or any other number.</summary>
    public bool Names(string subject)
        => subject.Length > 0 && Events.Any(e => e.Message is { } message && Texts(message).Contains(subject, StringComparer.Ordinal));

    /// <summary>Units and contracts that the events state.</summary>
    public IEnumerable<string> Subjects => Events.Select(static e => e.Message).OfType<IMessage>().SelectMany(Fields)
        .Where(static found => found.Name is "unit_code" or "contract_number" or "basis" or "acceptance_number" && found.Text.Length > 0)
        .Select(static found => found.Text).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Texts(IMessage message) => Fields(message).Select(static found => found.Text);

    private static IEnumerable<(string Name, string Text)> Fields(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder().Where(static field => field.FieldType is FieldType.String or FieldType.Message))
        {
            var value = field.Accessor.GetValue(message);
            foreach (var item in value is IList list ? list.Cast<object>() : value is null ? [] : [value])
            {
                if (item is string text)
                {
                    yield return (field.Name, text);
                }
                else if (item is IMessage part)
                {
                    foreach (var inner in Fields(part))
                        yield return inner;
                }
            }
        }
    }
}
