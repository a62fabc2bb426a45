using System.Collections;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>
/// Reads a request from JSON in one dialect: every field once, by the name the template shows or its JSON spelling, no unknown
/// fields, no comments, nothing behind the object, every value of its type. What a careless reader would settle silently, such as
/// which of two values counts, is a fault with line, column and field.
/// </summary>
internal ref struct RequestJson
{
    private const string Context = "context";

    private readonly byte[] bytes;
    private readonly WrittenRequest? written;
    private Utf8JsonReader reader;

    private RequestJson(byte[] bytes, WrittenRequest? written)
    {
        this.bytes = bytes;
        this.written = written;
        reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow, AllowTrailingCommas = false });
    }

    /// <summary>Sets the fields of a request.</summary>
    /// <param name="request">An empty request.</param>
    /// <param name="text">The JSON text, decoded.</param>
    /// <param name="written">Takes where each field stands; null when nobody asks.</param>
    /// <exception cref="JsonFault">The text is not the request in JSON.</exception>
    public static void Read(IMessage request, string text, WrittenRequest? written = null)
    {
        if (text.AsSpan().Trim().IsEmpty)
            throw new JsonFault(1, 1, "", new("文件为空，应为一个 JSON 对象", "the file is empty, expected a JSON object"));

        var bytes = Encoding.UTF8.GetBytes(text);
        written?.InText(bytes);
        var json = new RequestJson(bytes, written);
        json.Next("");
        json.Object(request, "");
        json.End();
    }

    private void End()
    {
        try
        {
            if (reader.Read())
                throw Fault("", "请求之后还有内容；一个文件只写一个请求", "there is something behind the request; a file holds one request");
        }
        catch (JsonException e)
        {
            throw At((int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0), "",
                new("请求之后还有内容；一个文件只写一个请求", "there is something behind the request; a file holds one request"));
        }
    }

    private void Next(string path)
    {
        try
        {
            if (!reader.Read())
                throw Fault(path, "文件在此中断", "the file ends here");
        }
        catch (JsonException e)
        {
            throw Malformed(e, path);
        }
    }

    private void Object(IMessage message, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Wrong(path, new("一个对象 {…}", "an object {…}"));

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (Next(path); reader.TokenType != JsonTokenType.EndObject; Next(path))
        {
            var name = Text(path);
            var field = Find(message.Descriptor, name, path);
            var inner = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            var slot = field.RealContainingOneof?.Name ?? field.Name;
            if (!seen.TryAdd(slot, name))
            {
                throw seen[slot] == name
                    ? Fault(inner, "该字段写了两次；不知以哪一个为准，请删去一个", "the field stands twice and nobody knows which one counts: remove one")
                    : Fault(inner, $"该字段以两种写法“{seen[slot]}”和“{name}”各写了一次，请删去一个", $"the field is written both as '{seen[slot]}' and as '{name}': remove one");
            }

            written?.At(inner, (int)reader.TokenStartIndex);
            Next(inner);
            Value(message, field, inner);
        }
    }

    private void Value(IMessage message, FieldDescriptor field, string path)
    {
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, Single(field, path));
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
            throw Wrong(path, new("一个列表 […]", "a list […]"));

        var list = (IList)field.Accessor.GetValue(message);
        for (Next(path); reader.TokenType != JsonTokenType.EndArray; Next(path))
        {
            var place = $"{path}[{list.Count}]";
            written?.At(place, (int)reader.TokenStartIndex);
            list.Add(Single(field, place));
        }
    }

    private object Single(FieldDescriptor field, string path)
    {
        switch (field.FieldType)
        {
            case FieldType.Message:
                var nested = field.MessageType.Parser.ParseFrom([]);
                Object(nested, path);
                return nested;
            case FieldType.String:
                return reader.TokenType == JsonTokenType.String ? Text(path) : throw Wrong(path, new("带引号的文字，如 \"120.50\"", "text in quotes, e.g. \"120.50\""));
            case FieldType.Bool:
                return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean()
                    : throw Wrong(path, new("true 或 false", "true or false"));
            case FieldType.UInt32:
                return Number(path, uint.MaxValue) is { } small ? (uint)small : throw Wrong(path, Whole(uint.MaxValue));
            case FieldType.UInt64 when field.Name.EndsWith("_ms", StringComparison.Ordinal):
                return Number(path, ulong.MaxValue) ?? Instant(path)
                    ?? throw Wrong(path, new("日期和时刻，如 \"2026-11-30 15:02\"（北京时间）", "a day and a time, e.g. \"2026-11-30 15:02\" (UTC+8)"));
            case FieldType.UInt64:
                return Number(path, ulong.MaxValue) ?? throw Wrong(path, Whole(ulong.MaxValue));
            case FieldType.Enum:
                return Code(field.EnumType, path);
            case FieldType.Bytes:
                return Bytes(path);
            default:
                throw new InvalidOperationException($"Requests have no fields of type {field.FieldType}.");
        }
    }

    /// <summary>Digits, in quotes or not: programs that know only floating point write large ones in quotes.</summary>
    private ulong? Number(string path, ulong most)
    {
        ulong number;
        var read = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetUInt64(out number),
            JsonTokenType.String => ulong.TryParse(Text(path), System.Globalization.NumberStyles.None, provider: null, out number),
            _ => Nothing(out number),
        };
        return read && number <= most ? number : null;

        static bool Nothing(out ulong none)
        {
            none = 0;
            return false;
        }
    }

    private readonly ulong? Instant(string path) =>
        reader.TokenType == JsonTokenType.String && WrittenInstant.TryParse(Text(path), out var instant, out _) ? instant : null;

    private object Code(EnumDescriptor type, string path)
    {
        var name = reader.TokenType == JsonTokenType.String ? Text(path) : null;
        return (name is null ? null : WrittenCode.Find(type, name)) ?? throw Wrong(path, WrittenCode.OneOf(type));
    }

    private ByteString Bytes(string path)
    {
        var text = reader.TokenType == JsonTokenType.String ? Text(path) : null;
        return (text is null ? null : WrittenBytes.Read(text)) ?? throw Wrong(path, WrittenBytes.Wanted);
    }

    private readonly string Text(string path)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault(path, "文字含不成对的代理项（\\uD800 至 \\uDFFF）", "the text holds half of a character (\\uD800 to \\uDFFF alone)");
        }
    }

    private readonly FieldDescriptor Find(MessageDescriptor type, string name, string path)
    {
        if (name == Context && path.Length == 0)
            throw Fault(name, "该字段由程序填写，请删去", "the program fills this field in: remove it");

        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (field.Name == name || field.JsonName == name)
                return field;
        }

        var names = type.Fields.InDeclarationOrder().Select(static field => field.Name).ToList();
        var nearest = names.MinBy(known => Distance(known, name));
        var hint = nearest is not null && Distance(nearest, name) <= Math.Max(2, name.Length / 3)
            ? new Wording($"是否指“{nearest}”？", $"did you mean '{nearest}'?")
            : new Wording($"此处可有：{string.Join("、", names)}", $"there are {string.Join(", ", names)}");
        throw Fault(path, $"没有名为“{name}”的字段；{hint.Chinese}", $"there is no field '{name}'; {hint.English}");
    }

    /// <summary>Letters to add, remove, replace or swap to come from one name to another.</summary>
    private static int Distance(string left, string right)
    {
        var (before, above, row) = (new int[right.Length + 1], Enumerable.Range(0, right.Length + 1).ToArray(), new int[right.Length + 1]);
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, above, row) = (above, row, before);
        }

        return above[right.Length];
    }

    private static Wording Whole(ulong most) => new($"0至{most}的整数", $"a whole number from 0 to {most}");

    private readonly JsonFault Wrong(string path, Wording wanted)
    {
        var seen = reader.TokenType switch
        {
            JsonTokenType.Null => new Wording("null（不填的字段请删去）", "null (leave a field out that is not stated)"),
            JsonTokenType.True or JsonTokenType.False => new Wording("true/false", "true/false"),
            JsonTokenType.Number => new Wording("数字", "a number"),
            JsonTokenType.String => new Wording("文字", "text"),
            JsonTokenType.StartObject => new Wording("对象", "an object"),
            JsonTokenType.StartArray => new Wording("列表", "a list"),
            _ => new Wording("别的内容", "something else"),
        };
        return Fault(path, $"此处为{seen.Chinese}，应为{wanted.Chinese}", $"found {seen.English}, expected {wanted.English}");
    }

    private readonly JsonFault Fault(string path, string chinese, string english)
    {
        var start = (int)Math.Min(reader.TokenStartIndex, bytes.Length);
        var before = bytes.AsSpan(0, start);
        return At(before.Count((byte)'\n'), start - (before.LastIndexOf((byte)'\n') + 1), path, new(chinese, english));
    }

    private readonly JsonFault Malformed(JsonException e, string path)
    {
        var (line, place) = ((int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0));
        var here = Math.Min(StartOf(line) + place, bytes.Length);
        var before = bytes.AsSpan(0, here).TrimEnd(" \t\r\n"u8);
        var next = here < bytes.Length ? (char)bytes[here] : '\0';
        var fault = next switch
        {
            '/' => new Wording("JSON 中不能有注释", "comments have no place in JSON"),
            '}' or ']' when before.EndsWith(","u8) => new Wording("最后一项之后多了一个逗号", "a comma too many behind the last item"),
            '\0' when here >= bytes.Length => new Wording("文件在此中断", "the file ends too early"),
            _ => new Wording($"不是 JSON（字符“{next}”）：{Reason(e)}", $"this is no JSON (at '{next}'): {Reason(e)}"),
        };
        return At(line, place, path, fault);
    }

    private static string Reason(JsonException e) => e.Message.Split(" LineNumber:", 2)[0];

    private readonly int StartOf(int line)
    {
        var start = 0;
        for (; line > 0; line--)
            start += bytes.AsSpan(start).IndexOf((byte)'\n') + 1;

        return start;
    }

    /// <summary>A fault at a byte of a line; columns are counted in characters.</summary>
    private readonly JsonFault At(int line, int place, string path, Wording fault)
    {
        var start = StartOf(line);
        var length = Math.Clamp(place, 0, bytes.Length - start);
        return new JsonFault(line + 1, Encoding.UTF8.GetCharCount(bytes, start, length) + 1, path, fault);
    }
}
