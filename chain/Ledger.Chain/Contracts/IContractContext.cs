using Ledger.V1;

namespace Ledger.Chain;

/// <summary>All that a contract can see and do: the pages, and the envelope it runs for.</summary>
public interface IContractContext
{
    /// <summary>The ledger's name.</summary>
    string Origin { get; }

    /// <summary>Rule profile in force for this envelope.</summary>
    uint Profile { get; }

    /// <summary>Time of the envelope, milliseconds since 1970-01-01T00:00:00Z. The only "now" a rule knows.</summary>
    ulong TimeMs { get; }

    /// <summary>The envelope's 16 random bytes.</summary>
    ReadOnlyMemory<byte> Nonce { get; }

    /// <summary>Leaf hash (32 bytes) of the envelope's entry.</summary>
    ReadOnlyMemory<byte> LeafHash { get; }

    /// <summary>Who signed the envelope.</summary>
    Signer Signer { get; }

    /// <summary>
    /// Reads a page as the envelope's earlier events left it. Every read is recorded in the verdict, and the chain
    /// refuses the envelope (rule <see cref="ChainRules.Time"/>) when the page is younger than the envelope.
    /// </summary>
    /// <param name="key">Full key, e.g. <c>unit/…</c> or <c>sys/member/…</c>; never <c>seq/…</c>.</param>
    /// <returns>The page, not to be changed by the caller, or null when absent.</returns>
    /// <exception cref="ArgumentException">The key is empty, too long or <c>seq/…</c>.</exception>
    Page? Read(string key);

    /// <summary>Writes a page's body; time, nonce and entry are the chain's to write.</summary>
    /// <param name="key">Full key, not under <c>sys/</c> or <c>seq/</c>.</param>
    /// <param name="body">The page's message in its one encoding; may be empty (all fields default). Not to be changed afterwards.</param>
    /// <exception cref="ArgumentException">The key is empty, too long or reserved to the chain.</exception>
    void Write(string key, ReadOnlyMemory<byte> body);

    /// <summary>Removes a page; no effect when absent.</summary>
    /// <param name="key">Full key, not under <c>sys/</c> or <c>seq/</c>.</param>
    /// <exception cref="ArgumentException">The key is empty, too long or reserved to the chain.</exception>
    void Delete(string key);
}
