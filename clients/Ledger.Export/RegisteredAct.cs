using Ledger.Facts;

namespace Ledger.Export;

/// <summary>An act on one unit that was registered on a day, as its log and its list of gaps need it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Area">County.</param>
/// <param name="Act">What it is.</param>
/// <param name="RegType">A.21.</param>
/// <param name="RightType">Right.</param>
/// <param name="Type">RecType.</param>
/// <param name="Numbers">Certificates and proofs that it issued.</param>
/// <param name="Gaps">What no record tells.</param>
internal sealed record RegisteredAct(
    Day Day, string Area, ReportedAct Act, int RegType, string RightType, string Type, IReadOnlyList<string> Numbers, IReadOnlyList<MessageGap> Gaps);
