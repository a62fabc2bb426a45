using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>A list of codes that acts hold.</summary>
/// <param name="Name">What it is called on the command line, e.g. <c>tax-kind</c>.</param>
/// <param name="Title">What it lists.</param>
/// <param name="Source">The standard that it is from, or that it is this ledger's.</param>
/// <param name="Codes">Its codes.</param>
internal sealed record CodeList(string Name, Wording Title, Wording Source, IReadOnlyList<CodeMeaning> Codes);

/// <summary>A code of a list.</summary>
/// <param name="Code">As a request writes it.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record CodeMeaning(string Code, Wording Meaning);
