using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ledger.Node;

/// <summary>How backups write JSON.</summary>
internal static class BackupJson
{
    /// <summary>Names in snake case; Chinese stays readable.</summary>
    public static JsonSerializerOptions Format { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
