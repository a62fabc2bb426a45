namespace Ledger.Exchange;

/// <summary>What a message holds that no table knows: kept aside, not refused.</summary>
/// <param name="Line">Line of the file.</param>
/// <param name="Table">The element.</param>
/// <param name="Attribute">The attribute; null when the element itself is unknown.</param>
/// <param name="Value">What stands there; of an unknown element its attributes.</param>
public sealed record AsideValue(int Line, string Table, string? Attribute, string Value);
