using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>Pages as the department's own peer executed them last.</summary>
public interface IPageReader
{
    /// <summary>The page, or null when absent.</summary>
    Page? ReadPage(string key);
}
