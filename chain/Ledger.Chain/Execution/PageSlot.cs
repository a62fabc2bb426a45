using Ledger.V1;

namespace Ledger.Chain;

/// <summary>A page's bytes, parsed when first asked for.</summary>
internal sealed class PageSlot(byte[]? bytes)
{
    private Page? parsed;

    public byte[]? Bytes => bytes;

    /// <summary>The page; null when absent.</summary>
    public Page? Page => bytes is null ? null : parsed ??= Page.Parser.ParseFrom(bytes);
}
