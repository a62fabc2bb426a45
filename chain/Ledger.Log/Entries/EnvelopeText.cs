namespace Ledger.Log;

/// <summary>What an envelope's signature covers.</summary>
internal static class EnvelopeText
{
    private static ReadOnlySpan<byte> Prefix => "ledger.v1.Envelope\n"u8;

    /// <summary>SHA-256 of <c>"ledger.v1.Envelope\n" || payload</c>.</summary>
    public static void Hash(ReadOnlySpan<byte> payload, Span<byte> destination) => Sha256.Hash(Prefix, payload, destination);
}
