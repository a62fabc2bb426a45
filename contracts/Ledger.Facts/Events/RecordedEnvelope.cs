using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>One envelope of the log as people look for it: when, by whom, what, and about what.</summary>
/// <param name="Index">Place in the log.</param>
/// <param name="LeafHash">Its leaf hash.</param>
/// <param name="TimeMs">Its time.</param>
/// <param name="KeyId">Key that signed it.</param>
/// <param name="Events">Its events with their messages; null for one that this build does not know.</param>
public sealed record RecordedEnvelope(ulong Index, byte[] LeafHash, ulong TimeMs, ByteString KeyId, IReadOnlyList<(string Name, IMessage? Message)> Events)
{
    private const string Act = "act";

    /// <summary>SHA-256 of the operators' certificates, hexadecimal.</summary>
    public IEnumerable<string> Operators => Events.Select(static e => e.Message?.Descriptor.FindFieldByName(Act)?.Accessor.GetValue(e.Message) as Act)
        .OfType<Act>().Select(static act => Convert.ToHexStringLower(act.Operator.Span)).Distinct(StringComparer.Ordinal);

    /// <summary>Units, contracts and cases that the events state.</summary>
    public IEnumerable<string> Subjects => Events.Select(static e => e.Message).OfType<IMessage>().SelectMany(Fields)
        .Where(static found => found.Name is "unit_code" or "contract_number" or "basis" or "acceptance_number" && found.Text.Length > 0)
        .Select(static found => found.Text).Distinct(StringComparer.Ordinal);

    /// <summary>Everything that the events state in so many words: numbers of units, contracts, certificates, cases and all others.</summary>
    public IEnumerable<string> Texts => Events.Select(static e => e.Message).OfType<IMessage>().SelectMany(Fields)
        .Select(static found => found.Text).Where(static text => text.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>Reads an entry; null for a seal or the genesis.</summary>
    /// <param name="index">Place in the log.</param>
    /// <param name="bytes">The entry.</param>
    public static RecordedEnvelope? Of(ulong index, ReadOnlySpan<byte> bytes)
    {
        var entry = EntryCodec.Parse(bytes);
        if (entry.EntryCase != LogEntry.EntryOneofCase.Envelope)
            return null;
        var payload = Payload.Parser.ParseFrom(entry.Envelope.Payload);
        return new(
            index, EntryCodec.LeafHash(bytes), payload.TimeMs, entry.Envelope.KeyId,
            [.. payload.Events.Select(static e => (e.Type[(e.Type.LastIndexOf('.') + 1)..], EventTypes.Registry.Find(e.Type)?.Parser.ParseFrom(e.Body)))]);
    }

    /// <summary>Whether an event states just this: a unit, contract, certificate, case or any other number.</summary>
    /// <param name="subject">The number.</param>
    public bool Names(string subject) => Texts.Contains(subject, StringComparer.Ordinal);

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
