using Ledger.Facts;

namespace Ledger.Export;

/// <summary>A report of one act on one unit, as the exporter knows it.</summary>
/// <param name="Id">BizMsgID with its suffix: the file is <c>Biz{Id}.xml</c>.</param>
/// <param name="Act">What it reports: business number and unit.</param>
/// <param name="Day">Day of the act.</param>
/// <param name="Area">County.</param>
/// <param name="Type">RecType.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Code">Code of the platform's answer; empty without one.</param>
/// <param name="Info">What the platform says; empty without an answer.</param>
public sealed record Report(string Id, ReportedAct Act, Day Day, string Area, string Type, ReportState State, string Code, string Info);
