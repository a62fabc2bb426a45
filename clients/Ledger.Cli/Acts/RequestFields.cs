using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Sets fields of a request by name from texts, and shows a request to be filled in.</summary>
internal static partial class RequestFields
{
    private static readonly JsonFormatter Writer = new(
        JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true).WithIndentation());

    /// <summary>The request of an act with every field in it once and an example in each, as JSON.</summary>
    public static string Template(ActForm form) => InstantField().Replace(
        Writer.Format(ActExamples.Of(form)),
        static found => $"{found.Groups["name"].Value}: \"{Written(ulong.Parse(found.Groups["instant"].Value, CultureInfo.InvariantCulture))}\"");

    [GeneratedRegex("(?<name>\"\\w+_ms\"): \"(?<instant>[0-9]{10,})\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InstantField();

    private static string Written(ulong milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).ToOffset(TimeSpan.FromHours(8))
        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

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

    /// <summary>By full name, or by what distinguishes it: <c>settled</c> for RELEASE_REASON_SETTLED.</summary>
    private static object EnumValue(FieldDescriptor field, string text)
    {
        var values = field.EnumType.Values;
        var name = Canonicalize.FoldUpper(text).Replace('-', '_');
        var prefix = Prefix(values);
        var found = values.FirstOrDefault(value => value.Name == name || value.Name == prefix + name);
        return found is null
            ? throw new FieldFault(OneOf([.. values.Select(value => value.Name[prefix.Length..].ToLowerInvariant().Replace('_', '-'))]))
            : Enum.ToObject(field.EnumType.ClrType, found.Number);
    }

    private static Wording OneOf(string[] names) => new($"{string.Join("、", names)}之一", $"one of {string.Join(", ", names)}");

    /// <summary>Hexadecimal digits; of a hash all of them.</summary>
    private static ByteString Bytes(FieldDescriptor field, string text)
    {
        var hash = field.Name.EndsWith("sha256", StringComparison.Ordinal);
        if (text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) && (!hash || text.Length == 64))
            return ByteString.CopyFrom(Convert.FromHexString(text));

        throw new FieldFault(hash ? new("SHA-256：64位十六进制数字", "a SHA-256: 64 hexadecimal digits") : new("成对的十六进制数字", "pairs of hexadecimal digits"));
    }

    private static string Prefix(IList<EnumValueDescriptor> values)
    {
        var first = values[0].Name;
        var length = values.Aggregate(first.Length, (common, value) =>
        {
            var i = 0;
            while (i < Math.Min(common, value.Name.Length) && value.Name[i] == first[i])
                i++;

            return i;
        });
        return first[..(first.LastIndexOf('_', Math.Min(length, first.Length) - 1) + 1)];
    }
}
