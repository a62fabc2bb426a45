using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Sets fields of a request by name from texts, and shows a request to be filled in.</summary>
internal static class RequestFields
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request of an act with every field in it once and an example in each, as JSON.</summary>
    public static string Template(ActForm form) => Text(RequestExamples.Full(form), everyField: true);

    /// <summary>A request of the act as a clerk would write it, as JSON.</summary>
    public static string Example(ActForm form) => Text(RequestExamples.Real(form));

    /// <summary>A request as the JSON of a file: instants on the office's clock, bytes in hexadecimal digits.</summary>
    /// <param name="request">The request.</param>
    /// <param name="everyField">Fields that are not stated too.</param>
    public static string Text(IMessage request, bool everyField = false)
    {
        var json = MessageJson.Of(request, everyField);
        WriteInstants(json);
        return json.ToJsonString(Indented);
    }

    private static void WriteInstants(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var element in list)
                    WriteInstants(element);
                break;
            case JsonObject parts:
                foreach (var (name, value) in parts.ToList())
                {
                    if (value is JsonValue && name.EndsWith("_ms", StringComparison.Ordinal)
                        && ulong.TryParse((string?)value, NumberStyles.None, CultureInfo.InvariantCulture, out var instant)
                        && instant > 0 && Day.TryAt(instant, out _))
                    {
                        parts[name] = Instants.Local(instant);
                    }
                    else
                    {
                        WriteInstants(value);
                    }
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Sets one field.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">Names of the fields on the way, with dots; of a list, its first element.</param>
    /// <param name="text">The value.</param>
    /// <exception cref="FieldFault">The text is no value of the field.</exception>
    public static void Set(IMessage request, string path, string text)
    {
        var names = path.Split('.');
        var message = names[..^1].Aggregate(request, Step);
        var field = Field(message, names[^1]);
        var value = Value(field, text);
        if (field.IsRepeated)
        {
            ((IList)field.Accessor.GetValue(message)).Add(value);
        }
        else
        {
            field.Accessor.SetValue(message, value);
        }
    }

    private static IMessage Step(IMessage message, string name)
    {
        var field = Field(message, name);
        if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            if (list.Count == 0)
                list.Add(New(field));

            return (IMessage)list[0]!;
        }

        if (field.Accessor.GetValue(message) is not IMessage nested)
        {
            nested = New(field);
            field.Accessor.SetValue(message, nested);
        }

        return nested;
    }

    private static FieldDescriptor Field(IMessage message, string name) => message.Descriptor.FindFieldByName(name)
        ?? throw new ArgumentException($"{message.Descriptor.FullName} has no field '{name}'.", nameof(name));

    private static IMessage New(FieldDescriptor field) => field.MessageType.Parser.ParseFrom([]);

    private static object Value(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.String => text,
        FieldType.UInt32 => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FieldFault(new($"0至{uint.MaxValue}的整数", $"a whole number from 0 to {uint.MaxValue}")),
        FieldType.UInt64 => Number(field, text),
        FieldType.Bool => bool.TryParse(text, out var truth) ? truth : throw new FieldFault(new("true 或 false", "true or false")),
        FieldType.Bytes => Bytes(field, text),
        FieldType.Enum => EnumValue(field, text),
        _ => throw new ArgumentException($"The field '{field.Name}' is not set from a text.", nameof(field)),
    };

    /// <summary>Instants may be written as people write them.</summary>
    private static ulong Number(FieldDescriptor field, string text)
    {
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;

        return field.Name.EndsWith("_ms", StringComparison.Ordinal)
            && WrittenInstant.TryParse(text, out var instant, out _)
                ? instant
                : throw new FieldFault(new("整数或时刻，如 2026-11-30 15:02", "a whole number or an instant like 2026-11-30 15:02"));
    }

    private static object EnumValue(FieldDescriptor field, string text)
        => WrittenCode.Find(field.EnumType, text) ?? throw new FieldFault(WrittenCode.OneOf(field.EnumType));

    /// <summary>Hexadecimal digits; of a hash all of them.</summary>
    private static ByteString Bytes(FieldDescriptor field, string text)
    {
        var hash = field.Name.EndsWith("sha256", StringComparison.Ordinal);
        if (text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) && (!hash || text.Length == 64))
            return ByteString.CopyFrom(Convert.FromHexString(text));

        throw new FieldFault(hash ? new("SHA-256：64位十六进制数字", "a SHA-256: 64 hexadecimal digits") : new("成对的十六进制数字", "pairs of hexadecimal digits"));
    }
}
