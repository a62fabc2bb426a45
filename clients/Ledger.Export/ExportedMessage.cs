using Ledger.Facts;

namespace Ledger.Export;

/// <summary>One message.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Act">What it reports.</param>
/// <param name="Day">Day of the act.</param>
/// <param name="Type">RecType.</param>
/// <param name="File">Its file.</param>
/// <param name="IsNew">Whether this export wrote it.</param>
/// <param name="Gaps">What no record tells.</param>
public sealed record ExportedMessage(string Id, ReportedAct Act, Day Day, string Type, string File, bool IsNew, IReadOnlyList<MessageGap> Gaps);
