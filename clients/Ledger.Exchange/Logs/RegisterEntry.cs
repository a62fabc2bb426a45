namespace Ledger.Exchange;

/// <summary>An act registered on the day of a log.</summary>
/// <param name="BusinessNumber">YWH.</param>
/// <param name="Type">DJLX, A.21.</param>
/// <param name="Right">QLLX, A.8; null when it has none.</param>
/// <param name="Unit">BDCDYH.</param>
/// <param name="Numbers">Certificate and proof numbers, ZSZMH.</param>
/// <param name="IsReported">SFSB.</param>
/// <param name="MessageId">BWID; null while it is not reported.</param>
public sealed record RegisterEntry(
    string BusinessNumber, string Type, string? Right, string Unit, IReadOnlyList<string> Numbers, bool IsReported, string? MessageId);
