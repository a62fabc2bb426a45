using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>An option that sets one field of a request.</summary>
/// <param name="Name">E.g. <c>--contract</c>.</param>
/// <param name="Path">Names of the fields on the way, with dots; of a list, its first element.</param>
/// <param name="Help">What it is.</param>
internal sealed record ActOption(string Name, string Path, Wording Help);
