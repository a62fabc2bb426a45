using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Pages of the ledger, for acts that need more than their request says. A clerk's program has none.</summary>
public interface IPageReader
{
    /// <summary>The page, or null when it is absent or not known.</summary>
    Page? ReadPage(string key);
}
