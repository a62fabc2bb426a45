namespace Ledger.Contracts;

/// <summary>A field or a row of a file that another file has otherwise.</summary>
/// <param name="Path">Where it stands, e.g. <c>city_file.towns[code=441900003].urban_tax</c>.</param>
/// <param name="Before">What it is; null: not there.</param>
/// <param name="After">What it becomes; null: it goes.</param>
public sealed record FileChange(string Path, string? Before, string? After);
