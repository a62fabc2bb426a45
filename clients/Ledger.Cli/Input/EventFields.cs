using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ledger.Cli;

/// <summary>Which field of a request a field of its event came from: the rules name the event's, whoever asked wrote the request's.</summary>
internal static class EventFields
{
    /// <summary>Endings of events' names, with what requests have in their place.</summary>
    private static readonly (string Ending, string Asked)[] Endings =
    [
        ("_fen", ""), ("_ms", "_time_ms"), ("_end", "_last_day"), ("_start", "_first_day"), ("_converted", ""), ("", "_number"), ("", "_date"),
    ];

    /// <summary>Steps of events that requests call otherwise.</summary>
    private static readonly Dictionary<string, string[]> Otherwise = new(StringComparer.Ordinal)
    {
        ["act"] = ["document"],
        ["document"] = ["sha256", "files"],
        ["documents"] = ["papers"],
        ["paper"] = ["sha256"],
        ["units"] = ["unit_codes"],
        ["from"] = ["first_day"],
        ["until"] = ["last_day"],
        ["stated_first"] = ["first_day"],
        ["stated_last"] = ["last_day"],
        ["basis"] = ["contract_number"],
        ["court"] = ["authority"],
        ["filed"] = ["received_time_ms", "date"],
        ["owner"] = ["developer"],
        ["scope"] = ["share"],
        ["of"] = ["of_parts"],
        ["guardian_statements"] = ["guardians"],
        ["notices"] = ["rights"],
        ["objections"] = ["rights"],
        ["easements"] = ["rights"],
        ["residences"] = ["rights"],
        ["locks"] = ["rights"],
    };

    /// <summary>Parts of events whose fields stand in the request itself.</summary>
    private static readonly string[] Unwrapped = ["agreement"];

    /// <summary>The path in the request; null where the event's field has no counterpart there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">Path in the event; of lists that the event sorts, elements are told by the units they are about.</param>
    public static string? PathIn(IMessage request, string path)
    {
        var (at, told) = ((IMessage?)request, new List<string>());
        foreach (var step in path.Split('.'))
        {
            var open = step.IndexOf('[', StringComparison.Ordinal);
            var name = open < 0 ? step : step[..open];
            if (Unwrapped.Contains(name))
                continue;
            if (at is null || Find(at.Descriptor, name) is not { } field)
                break;

            var value = field.Accessor.GetValue(at);
            if (value is IList list)
            {
                var index = Index(list, step, open);
                told.Add(index < 0 ? field.Name : $"{field.Name}[{index}]");
                at = index < 0 ? Empty(field) : list[index] as IMessage;
            }
            else
            {
                told.Add(field.Name);
                at = value as IMessage ?? Empty(field);
            }
        }

        // Of an act's own parts the request has the document alone.
        var isOwn = told.Count == 1 && path.StartsWith("act.", StringComparison.Ordinal);
        return told.Count == 0 || isOwn ? null : string.Join('.', told);
    }

    /// <summary>
    /// The element of the request's list that an element of the event's was: events sort theirs, those about units by their codes. -1
    /// where that cannot be told, as of parties, which are sorted by what nobody sees.
    /// </summary>
    private static int Index(IList list, string step, int open)
    {
        if (list.Count == 1)
            return 0;
        if (open < 0 || !int.TryParse(step.AsSpan(open + 1, step.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            return -1;

        var codes = list.Cast<object>().Select((element, i) => (Code: Code(element), Place: i)).ToList();
        return place >= codes.Count || codes.Exists(static element => element.Code is null)
            ? -1
            : codes.OrderBy(static element => element.Code, StringComparer.Ordinal).ElementAt(place).Place;
    }

    private static string? Code(object element)
        => element is IMessage message ? message.Descriptor.FindFieldByName("unit_code")?.Accessor.GetValue(message) as string : null;

    private static IMessage? Empty(FieldDescriptor field) => field.FieldType == FieldType.Message ? field.MessageType.Parser.ParseFrom([]) : null;

    private static FieldDescriptor? Find(MessageDescriptor type, string name)
        => type.FindFieldByName(name)
            ?? Endings.Where(ending => name.EndsWith(ending.Ending, StringComparison.Ordinal))
                .Select(ending => type.FindFieldByName(name[..^ending.Ending.Length] + ending.Asked)).FirstOrDefault(static field => field is not null)
            ?? (Otherwise.TryGetValue(name, out var names) ? names.Select(type.FindFieldByName).FirstOrDefault(static field => field is not null) : null);
}
