using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Something that only the applicants or the counter know.</summary>
/// <param name="Path">Field of the request.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Help">How it is written.</param>
/// <param name="Set">Takes the answer.</param>
internal sealed record CaseQuestion(string Path, Wording Label, Wording Help, Action<string> Set);
