using System.Text;

namespace Ledger.Log;

/// <summary>
/// What an operator signs of a write: <c>"ledger.v1.Request\n" || origin || "\n" || full method
/// name || "\n" || request</c>. The event carries its SHA-256; the record store keeps the bytes.
/// </summary>
public static class RequestText
{
    /// <summary>The bytes that are signed.</summary>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="method">Full method name as gRPC gives it, with its leading slash, e.g. <c>/ledger.v1.TaxService/Assess</c>.</param>
    /// <param name="request">The request message in its one encoding.</param>
    /// <exception cref="ArgumentException">Origin or method is empty, contains a newline or is no valid Unicode, so the parts
    /// could not be told apart.</exception>
    public static byte[] Build(string origin, string method, ReadOnlySpan<byte> request)
    {
        CheckLine(origin, nameof(origin));
        CheckLine(method, nameof(method));
        return [.. Encoding.UTF8.GetBytes($"ledger.v1.Request\n{origin}\n{method}\n"), .. request];
    }

    /// <summary>SHA-256 of <see cref="Build"/>: what is signed and what the event carries.</summary>
    /// <inheritdoc cref="Build"/>
    public static byte[] Hash(string origin, string method, ReadOnlySpan<byte> request) =>
        Sha256.Hash(Build(origin, method, request));

    private static void CheckLine(string text, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, parameter);
        if (text.Contains('\n', StringComparison.Ordinal) || !StrictUtf8.TryGetBytes(text, out _))
            throw new ArgumentException("The text contains a newline or is no valid Unicode.", parameter);
    }
}
