namespace Ledger.Chain;

/// <summary>One of the values that disagree, and where it comes from.</summary>
/// <param name="Label">What the value is, in Chinese and English as the rule words it.</param>
/// <param name="Value">The value as a person reads it.</param>
/// <param name="Source">A page key, <c>envelope</c> or <c>event.&lt;field&gt;</c>.</param>
/// <param name="Entry">Leaf hash (hex) of the entry that wrote the page named by <paramref name="Source"/>, or empty.</param>
public sealed record FindingValue(string Label, string Value, string Source, string Entry = "");
