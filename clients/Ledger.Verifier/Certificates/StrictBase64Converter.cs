using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Log;

namespace Ledger.Verifier;

/// <summary>
/// Bytes in the one spelling of base64 there is: the library's own reader lets unused bits and some white space pass, so one
/// certificate would have many files.
/// </summary>
internal sealed class StrictBase64Converter : JsonConverter<byte[]>
{
    /// <inheritdoc/>
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && StrictBase64.TryDecode(reader.GetString(), out var bytes)
            ? bytes
            : throw new JsonException("no strict base64");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value);
}
