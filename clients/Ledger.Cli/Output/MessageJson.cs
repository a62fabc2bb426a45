using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ledger.Cli;

/// <summary>Messages as JSON, as every command prints them and every file takes them: fields by their own names, bytes in hexadecimal digits.</summary>
internal static class MessageJson
{
    private static readonly JsonFormatter Stated = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));
    private static readonly JsonFormatter Every = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithFormatDefaultValues(true));

    /// <summary>A message as JSON.</summary>
    /// <param name="message">The message.</param>
    /// <param name="everyField">Fields that are not stated too.</param>
    public static JsonObject Of(IMessage message, bool everyField = false)
    {
        var json = JsonNode.Parse((everyField ? Every : Stated).Format(message))!.AsObject();
        Rewrite(json, message.Descriptor);
        return json;
    }

    /// <summary>Messages as JSON.</summary>
    public static JsonArray Of(IEnumerable<IMessage> messages) => new([.. messages.Select(static message => Of(message))]);

    private static void Rewrite(JsonObject json, MessageDescriptor type)
    {
        foreach (var field in type.Fields.InDeclarationOrder().Where(static field => field.FieldType is FieldType.Bytes or FieldType.Message))
        {
            if (json[field.Name] is JsonArray list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (field.FieldType == FieldType.Bytes)
                        list[i] = Hex(list[i]!);
                    else if (list[i] is JsonObject element)
                        Rewrite(element, field.MessageType);
                }
            }
            else if (field.FieldType == FieldType.Bytes && json[field.Name] is { } bytes)
            {
                json[field.Name] = Hex(bytes);
            }
            else if (json[field.Name] is JsonObject part)
            {
                Rewrite(part, field.MessageType);
            }
        }
    }

    private static string Hex(JsonNode base64) => Convert.ToHexStringLower(Convert.FromBase64String((string)base64!));
}
