namespace Ledger.Chain;

/// <summary>The newest pages of a world state: a peer's store, a replay's memory, or a chaincode's ledger.</summary>
public interface IPageSource
{
    /// <summary>Bytes of a page, or of a <c>seq/</c> key's 32-byte value; null when absent.</summary>
    byte[]? ReadPage(string key);
}
