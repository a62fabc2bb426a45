namespace Ledger.Export;

/// <summary>What makes two reports ones of the same act: a business number is used for one unit of one act.</summary>
/// <param name="BusinessNumber">YWH.</param>
/// <param name="Unit">BDCDYH.</param>
public sealed record ReportedAct(string BusinessNumber, string Unit);
