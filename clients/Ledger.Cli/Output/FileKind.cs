using System.Text;
using System.Text.Json;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>What a file looks like, so that one taken for another is called by its name.</summary>
internal static class FileKind
{
    private static readonly Wording Proof = new("回执的 tlog-proof", "the tlog-proof of a receipt");
    private static readonly Wording Note = new("检查点", "a checkpoint");
    private static readonly Wording Pem = new("证书或密钥", "a certificate or key");
    private static readonly Wording Profile = new("用户配置", "a user's profile");

    /// <summary>A policy.</summary>
    public static Wording Policy { get; } = new("策略文件", "a policy file");

    /// <summary>Evidence of a check.</summary>
    public static Wording Evidence { get; } = new("证据文件", "evidence of a check");

    /// <summary>What a file is; null when it looks like nothing known.</summary>
    public static Wording? Of(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').TrimStart();
        return text.StartsWith('{') ? OfJson(text)
            : text.StartsWith("-----BEGIN ", StringComparison.Ordinal) ? Pem
            : text.StartsWith("c2sp.org/tlog-proof", StringComparison.Ordinal) ? Proof
            : text.Split('\n').Any(static line => line.StartsWith("log ", StringComparison.Ordinal) || line.StartsWith("quorum ", StringComparison.Ordinal))
                ? Policy
            : text.Contains("\n\n— ", StringComparison.Ordinal) ? Note
            : null;
    }

    private static Wording? OfJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return root.TryGetProperty("tlog_proof", out _) && root.TryGetProperty("pages", out _) ? Evidence
                : root.TryGetProperty("services", out _) && root.TryGetProperty("roots", out _) ? Profile
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
