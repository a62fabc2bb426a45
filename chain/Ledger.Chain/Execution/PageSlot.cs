using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>A page of the state that a block is built on: its bytes, parsed when first asked for, and what the envelope at hand makes of it.</summary>
internal sealed class PageSlot(string key, StoredPage? stored)
{
    private Page? parsed;
    private EnvelopeContext? reader;
    private Page? changed;

    public string Key => key;

    /// <summary>As the store has it; null when it has none.</summary>
    public StoredPage? Stored => stored;

    /// <summary>Bytes as the envelopes accepted so far left them; null when absent.</summary>
    public byte[]? Bytes { get; private set; } = stored?.Bytes;

    /// <summary>The page of <see cref="Bytes"/>; null when absent.</summary>
    public Page? Page => Bytes is null ? null : parsed ??= Parse(Bytes);

    /// <summary>Whether the envelope at hand wrote or removed it.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>The page as the envelope at hand sees it; null when absent.</summary>
    public Page? Present => IsChanged ? changed : Page;

    /// <summary>Begins to serve an envelope; what one before it wanted and did not get is forgotten.</summary>
    /// <returns>False when it serves that envelope already.</returns>
    public bool TryBegin(EnvelopeContext envelope)
    {
        if (ReferenceEquals(reader, envelope))
            return false;

        (reader, changed, IsChanged) = (envelope, null, false);
        return true;
    }

    /// <summary>What the envelope at hand makes of it; null to remove it.</summary>
    public void Change(Page? page) => (changed, IsChanged) = (page, true);

    /// <summary>Hash of the page (32 bytes) as the envelopes accepted so far left it; null for a deletion, and before the first of them.</summary>
    public byte[]? Hash { get; private set; }

    /// <summary>An envelope that was accepted left it like this.</summary>
    public void Replace(byte[]? bytes, byte[]? hash) => (Bytes, Hash, parsed) = (bytes, hash, null);

    private static Page Parse(byte[] bytes)
    {
        ByteWork.CountParse();
        return Page.Parser.ParseFrom(bytes);
    }
}
