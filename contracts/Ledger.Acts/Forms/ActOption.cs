using Ledger.Facts;

namespace Ledger.Acts;

/// <summary>An option of a command that sets one field of a request.</summary>
/// <param name="Name">E.g. <c>--contract</c>.</param>
/// <param name="Path">Names of the fields on the way, with dots; of a list, its first element.</param>
/// <param name="Help">What it is.</param>
public sealed record ActOption(string Name, string Path, Wording Help);
