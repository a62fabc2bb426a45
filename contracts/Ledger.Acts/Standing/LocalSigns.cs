using Ledger.Facts;

namespace Ledger.Acts;

/// <summary>By what a city's own numbers are known: what is of another city is doubted.</summary>
/// <param name="Divisions">Divisions of its units.</param>
/// <param name="Province">Province in its certificates' numbers.</param>
/// <param name="Place">Place in them.</param>
public sealed record LocalSigns(DivisionPrefixes Divisions, char Province, string Place);
