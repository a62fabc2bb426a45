using Ledger.Facts;

namespace Ledger.Acts;

/// <summary>What is probably a slip although the rules in force let it stand: shown to whoever writes, refused by nobody.</summary>
/// <param name="Field">Field of the act.</param>
/// <param name="What">What is doubtful.</param>
public sealed record Doubt(string Field, Wording What);
