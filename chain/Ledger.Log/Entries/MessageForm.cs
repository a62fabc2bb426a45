using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ledger.Log;

/// <summary>
/// What messages may hold under a rule profile: their fields and the values of their enumerations, as builds of that
/// profile's day knew them. What a later build adds is refused under it as the unknown field it was then, so that old and new
/// builds judge the same bytes alike.
/// </summary>
/// <remarks>
/// Written as text, a paragraph per message and enumeration: <c>ledger.v1.Refund: 1 number string, 2 amount_fen uint64</c>,
/// <c>ledger.v1.TaxSide = 0, 1</c>. Lines that begin with a space go on; <c>*</c> behind a type is a list, <c>*500</c> one of
/// at most 500 items.
/// </remarks>
public sealed class MessageForm
{
    private readonly FrozenDictionary<string, FrozenDictionary<int, FormField>> messages;
    private readonly FrozenDictionary<string, FrozenSet<int>> enums;
    private readonly FrozenDictionary<string, FrozenSet<int>> enumsByShortName;
    private readonly bool everything;

    // Of each message what must be looked at, in the order of its fields; nothing where all that this build's message can hold
    // is in the form.
    private readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> doubtful = new();

    private MessageForm(Dictionary<string, Dictionary<int, FormField>> messages, Dictionary<string, HashSet<int>> enums, bool everything = false)
    {
        this.messages = messages.ToFrozenDictionary(m => m.Key, m => m.Value.ToFrozenDictionary(), StringComparer.Ordinal);
        this.enums = enums.ToFrozenDictionary(e => e.Key, e => e.Value.ToFrozenSet(), StringComparer.Ordinal);
        enumsByShortName = this.enums.ToFrozenDictionary(e => e.Key[(e.Key.LastIndexOf('.') + 1)..], e => e.Value, StringComparer.Ordinal);
        this.everything = everything;
    }

    /// <summary>All that this build knows: no profile's form, for contracts without profiles of their own.</summary>
    public static MessageForm Everything { get; } = new([], [], everything: true);

    /// <summary>Full names of the messages, sorted; none for <see cref="Everything"/>.</summary>
    public IReadOnlyList<string> Messages => [.. messages.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a form.</summary>
    /// <exception cref="FormatException">The text is no form; the message names the line.</exception>
    public static MessageForm Parse(string text) => new MessageForm([], []).With(text);

    /// <summary>This form with what a later one adds: messages, fields of messages that are here, values of enumerations.</summary>
    /// <exception cref="FormatException">The text is no form, or changes what is here.</exception>
    public MessageForm With(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var allMessages = messages.ToDictionary(m => m.Key, m => m.Value.ToDictionary(), StringComparer.Ordinal);
        var allEnums = enums.ToDictionary(e => e.Key, e => e.Value.ToHashSet(), StringComparer.Ordinal);
        foreach (var paragraph in text.ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var end = paragraph.AsSpan().IndexOfAny(':', '=');
            if (end < 1)
                throw new FormatException($"'{paragraph}' names neither the fields of a message (name: …) nor the values of an enumeration (name = …).");

            var name = paragraph[..end].Trim();
            var parts = paragraph[(end + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (paragraph[end] == '=')
            {
                Add(allEnums, name).UnionWith(parts.Select(value => int.Parse(value, CultureInfo.InvariantCulture)));
            }
            else
            {
                var fields = Add(allMessages, name);
                foreach (var field in parts.Select(FormField.Parse))
                {
                    if (!fields.TryAdd(field.Number, field))
                        throw new FormatException($"Field {field.Number} of {name} is there already: a later form adds, it changes nothing.");
                }
            }
        }

        return new(allMessages, allEnums);

        static T Add<T>(Dictionary<string, T> all, string name)
            where T : new()
        {
            if (!all.TryGetValue(name, out var known))
                all[name] = known = new();

            return known;
        }
    }

    /// <summary>Whether there is a message of this full name; an event type without is unknown.</summary>
    public bool Has(string message) => everything || messages.ContainsKey(message);

    /// <summary>The fields of a message, ascending.</summary>
    /// <param name="message">Its full name.</param>
    public IReadOnlyList<FormField> FieldsOf(string message) => [.. messages[message].Values.OrderBy(field => field.Number)];

    /// <summary>Whether an enumeration has this value.</summary>
    public bool Has<T>(T value)
        where T : struct, Enum
        => everything ? Enum.IsDefined(value) : enumsByShortName.TryGetValue(typeof(T).Name, out var values) && values.Contains(Unsafe.BitCast<T, int>(value));

    /// <summary>Whether an enumeration has this value.</summary>
    /// <param name="enumeration">Its full name.</param>
    /// <param name="value">The value's number.</param>
    public bool Has(string enumeration, int value) => everything || (enums.TryGetValue(enumeration, out var values) && values.Contains(value));

    /// <summary>Reads a message in its one encoding, of fields that are in the form; on refusal gives the reason. Never throws on any bytes.</summary>
    public bool TryParse<T>(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out T? message, [NotNullWhen(false)] out LogFault? fault)
        where T : IMessage<T>, new()
    {
        if (!Canonical.TryParse(bytes, out message, out fault))
            return false;

        if (IsWhole(message.Descriptor) || Beyond(message, values: false) is null)
            return true;

        // To a build of the form's day these bytes hold an unknown field.
        message = default;
        fault = Canonical.NotCanonical<T>();
        return false;
    }

    /// <summary>Encodes a message that stays within the form: made by a contract, of parts that were read by <see cref="TryParse"/> if of any.</summary>
    /// <exception cref="ArgumentException">It holds a field or value that is not in the form: what writes it must ask the profile.</exception>
    public byte[] Encode<T>(T message)
        where T : IMessage<T>, new()
    {
        ArgumentNullException.ThrowIfNull(message);
        return IsWhole(message.Descriptor) || Beyond(message, values: true) is not { } field
            ? Canonical.Bytes(message)
            : throw new ArgumentException($"{field} is not in the form of the profile in force.", nameof(message));
    }

    private bool IsWhole(MessageDescriptor descriptor) => everything || Doubtful(descriptor).Length == 0;

    private FieldDescriptor[] Doubtful(MessageDescriptor descriptor) => doubtful.GetOrAdd(
        descriptor,
        static (d, form) => [.. d.Fields.InFieldNumberOrder().Where(field => !form.Covers(field, [d]))],
        this);

    private bool Covers(FieldDescriptor field, HashSet<MessageDescriptor> seen) =>
        Knows(field)
        && (field.FieldType != FieldType.Message || !seen.Add(field.MessageType) || field.MessageType.Fields.InDeclarationOrder().All(f => Covers(f, seen)))
        && (field.FieldType != FieldType.Enum || field.EnumType.Values.All(value => Has(field.EnumType.FullName, value.Number)));

    private bool Knows(FieldDescriptor field) =>
        messages.TryGetValue(field.ContainingType.FullName, out var fields) && fields.TryGetValue(field.FieldNumber, out var known) && known.IsOf(field);

    /// <summary>The first field of a message that is not in the form; null when there is none.</summary>
    private string? Beyond(IMessage message, bool values)
    {
        foreach (var field in Doubtful(message.Descriptor))
        {
            if (Values(message, field) is not { Count: > 0 } stated)
                continue;

            if (!Knows(field) || (values && field.FieldType == FieldType.Enum && stated.Exists(value => !Has(field.EnumType.FullName, (int)value))))
                return field.FullName;

            if (field.FieldType == FieldType.Message
                && stated.Select(value => Beyond((IMessage)value, values)).FirstOrDefault(inner => inner is not null) is { } beyond)
            {
                return beyond;
            }
        }

        return null;
    }

    /// <summary>What a message states of a field; nothing when it holds the default.</summary>
    private static List<object> Values(IMessage message, FieldDescriptor field)
    {
        var value = field.Accessor.GetValue(message);
        return field.IsRepeated ? [.. ((System.Collections.IList)value).Cast<object>()]
            : field.HasPresence ? (field.Accessor.HasValue(message) ? [value] : [])
            : value switch
            {
                string text => text.Length > 0 ? [value] : [],
                ByteString bytes => bytes.Length > 0 ? [value] : [],
                bool flag => flag ? [value] : [],
                Enum or int => Convert.ToInt32(value, CultureInfo.InvariantCulture) != 0 ? [value] : [],
                uint number => number != 0 ? [value] : [],
                ulong number => number != 0 ? [value] : [],
                _ => [value],
            };
    }
}
