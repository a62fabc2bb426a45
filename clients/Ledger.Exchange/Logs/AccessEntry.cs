namespace Ledger.Exchange;

/// <summary>An act reported on the day of a log.</summary>
/// <param name="BusinessNumber">YWH.</param>
/// <param name="Unit">BDCDYH.</param>
/// <param name="MessageId">BWID.</param>
public sealed record AccessEntry(string BusinessNumber, string Unit, string MessageId);
