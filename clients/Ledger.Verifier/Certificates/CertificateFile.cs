using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Log;

namespace Ledger.Verifier;

/// <summary>
/// A certificate as it stands in its file (formats.md 10): one JSON object, members in snake case, bytes in base64. Nothing in
/// it is trusted before <see cref="CertificateVerifier"/> has accepted it.
/// </summary>
public sealed record CertificateFile
{
    /// <summary>Largest file read, in bytes (formats.md 12).</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Value of <see cref="Kind"/> for a title.</summary>
    public const string TitleKind = "title";

    /// <summary>Value of <see cref="Kind"/> for liens, or that there are none.</summary>
    public const string LienKind = "lien";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 8,
        Converters = { new StrictBase64Converter() },
    };

    /// <summary><c>title</c> or <c>lien</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Code of the unit it is about.</summary>
    public required string Unit { get; init; }

    /// <summary>The claim in words: Chinese and English with <c> | </c> between them, or one of them. Refused when the pages do not say the same.</summary>
    public required string Claim { get; init; }

    /// <summary>The pages the claim needs, each with its state proof.</summary>
    public required IReadOnlyList<EvidencePage> Pages { get; init; }

    /// <summary>Entry of the seal whose state root holds the pages.</summary>
    public required byte[] Seal { get; init; }

    /// <summary>The seal's proof (C2SP tlog-proof) with the checkpoint note.</summary>
    public required string TlogProof { get; init; }

    /// <summary>Fields of documents that the holder discloses; null for none.</summary>
    public IReadOnlyList<DisclosedField>? Fields { get; init; }

    /// <summary>Persons behind tokens that the holder discloses; null for none.</summary>
    public IReadOnlyList<DisclosedParty>? Parties { get; init; }

    /// <summary>Reads a file. Never throws on any bytes.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">The certificate when the result is true.</param>
    /// <param name="fault">Why it was refused when the result is false.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out CertificateFile? file, [NotNullWhen(false)] out LogFault? fault)
    {
        file = null;
        if (bytes.Length > MaxBytes)
        {
            fault = new LogFault("certificate.too-large", $"the file has {bytes.Length} bytes; at most {MaxBytes} are read",
                $"文件有 {bytes.Length} 字节；最多读取 {MaxBytes} 字节");
            return false;
        }

        // An editor or a mail program may have put a byte order mark before it: it says nothing.
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];

        try
        {
            file = JsonSerializer.Deserialize<CertificateFile>(bytes, Json);
            fault = file is null ? Malformed("null") : CheckNulls(file);
        }
        catch (JsonException e)
        {
            fault = Malformed(e.Path ?? e.Message);
        }

        file = fault is null ? file : null;
        return file is not null;
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The serializer lets null stand for elements of lists.</summary>
    private static LogFault? CheckNulls(CertificateFile file) =>
        file.Pages.Contains(null!) || (file.Fields ?? []).Contains(null!) || (file.Parties ?? []).Contains(null!)
        || (file.Fields ?? []).Any(field => field.Path.Contains(null!))
            ? Malformed("null")
            : null;

    private static LogFault Malformed(string where) => new(
        "certificate.malformed",
        $"the file is no certificate: not JSON, or a member is missing, unknown, doubled or of a wrong type ({where})",
        $"文件不是证明：不是 JSON，或成员缺失、未知、重复、类型不符（{where}）");
}
