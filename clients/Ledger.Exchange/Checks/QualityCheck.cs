using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>One of the 27 quality checks.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">What it looks at.</param>
/// <param name="Find">What it finds in a message.</param>
public sealed record QualityCheck(int Number, Wording Name, Func<CheckedMessage, IEnumerable<Finding>> Find);
