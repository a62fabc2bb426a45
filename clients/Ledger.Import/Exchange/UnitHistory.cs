using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// The acts of one unit in their order: reported again, over, live at the cut-over, after it, or on the exception list. What is live
/// restrains the unit, so a unit with an undecided title, mortgage, seizure or ending is not opened at all.
/// </summary>
internal sealed class UnitHistory
{
    private static readonly ExchangeActKind[] Deciding = [ExchangeActKind.Title, ExchangeActKind.Mortgage, ExchangeActKind.Seizure, ExchangeActKind.End];
    private readonly List<ExchangeOutcome> settled = [];
    private readonly List<ExchangeAct> live = [];
    private readonly List<ExchangeAct> later = [];
    private readonly List<ExchangeAct> standing;
    private readonly List<ExchangeAct> ends;

    /// <summary>Orders the acts.</summary>
    /// <param name="acts">Acts of the unit's messages, those that count first where one is reported again.</param>
    /// <param name="waiting">Why an act waits or its message is refused; null when it does not.</param>
    /// <param name="cutOver">Acts after it are no stock; null: all are.</param>
    /// <param name="today">The day on which the old book is read.</param>
    public UnitHistory(IReadOnlyList<ExchangeAct> acts, Func<ExchangeAct, ExchangeOutcome?> waiting, ulong? cutOver, Day today)
    {
        var undecided = new List<ExchangeOutcome>();
        standing = [];
        foreach (var same in acts.GroupBy(static act => act.Identity, StringComparer.Ordinal))
        {
            var first = same.First();
            if (waiting(first) is { } outcome)
                undecided.Add(outcome);
            else
                standing.Add(first);
            settled.AddRange(same.Skip(1).Select(again => waiting(again) ?? new(again, ExchangeState.Repeated, "", new(
                $"与{first.Message.File}为同一登记", $"the same act as in {first.Message.File}"))));
        }

        settled.AddRange(undecided);
        if (undecided.Find(static outcome => Deciding.Contains(outcome.Act.Kind)) is { } blocking)
            Blocked = blocking;
        later.AddRange(standing.Where(act => act.RecordedAt > cutOver).OrderBy(static act => act.RecordedAt).ThenBy(static act => act.AcceptedAt)
            .ThenBy(static act => act.BusinessNumber, StringComparer.Ordinal));
        var stock = standing.Where(act => !(act.RecordedAt > cutOver)).OrderBy(static act => act.RecordedAt).ThenBy(static act => act.AcceptedAt)
            .ThenBy(static act => act.BusinessNumber, StringComparer.Ordinal).ToList();
        ends = [.. stock.Where(static act => act.Kind == ExchangeActKind.End)];
        foreach (var act in stock)
        {
            if (WhyOver(act, stock, today) is { } over)
                settled.Add(new(act, ExchangeState.History, "", over));
            else
                live.Add(act);
        }
    }

    /// <summary>What keeps the unit from being opened; null when nothing does.</summary>
    public ExchangeOutcome? Blocked { get; }

    /// <summary>Acts that are settled already.</summary>
    public IReadOnlyList<ExchangeOutcome> Settled => settled;

    /// <summary>What stands at the cut-over, in order of recording.</summary>
    public IReadOnlyList<ExchangeAct> Live => live;

    /// <summary>Acts after the cut-over, in order of recording.</summary>
    public IReadOnlyList<ExchangeAct> Later => later;

    /// <summary>The live title; null when there is none.</summary>
    public ExchangeAct? Title => live.LastOrDefault(static act => act.Kind == ExchangeActKind.Title);

    /// <summary>What an ending ends, among the acts of the unit; null when no message tells of it.</summary>
    public ExchangeAct? EndedBy(ExchangeAct end) => standing.Find(act => Ends(end, act));

    private Wording? WhyOver(ExchangeAct act, List<ExchangeAct> stock, Day today)
    {
        if (act.Kind == ExchangeActKind.End)
            return new("注销、解除登记，所涉权利不再载入", "an ending: what it ends is not taken over");
        if (ends.Find(end => Ends(end, act)) is { } ended)
            return new($"已由{ended.Message.File}注销", $"ended by {ended.Message.File}");
        if (act.Row["QSZT"] is "2" or "3")
            return new($"权属状态为{act.Row["QSZT"]}（历史或终止）", $"its state is {act.Row["QSZT"]}, history or over");
        if (stock.Find(other => Replaces(other, act)) is { } next)
            return new($"其后有{next.Message.File}", $"followed by {next.Message.File}");
        if (act.Kind == ExchangeActKind.Seizure && ExchangeValues.TryDay(act.Row["CFJSSJ"], out var last) && last < today)
            return new($"查封已于{last}届满且未见续封", $"the seizure lapsed on {last} and no renewal is reported");
        return null;
    }

    private static bool Ends(ExchangeAct end, ExchangeAct act)
        => end.Kind == ExchangeActKind.End && act.Kind != ExchangeActKind.End && act.RecordedAt <= end.RecordedAt
            && (end.Row.Table.Name is "QLF_QL_ZXDJ" || end.Row.Table == act.Row.Table)
            && (ExchangeAct.SameNumber(end.Predecessor, act.BusinessNumber)
                || (end.Predecessor is null && end.Numbers.Intersect(act.Numbers, StringComparer.Ordinal).Any()));

    private static bool Replaces(ExchangeAct later, ExchangeAct earlier) => later != earlier && later.RecordedAt >= earlier.RecordedAt
        && (later.Kind, earlier.Kind) switch
        {
            (ExchangeActKind.Title, ExchangeActKind.Title) => later.RecordedAt > earlier.RecordedAt,
            (ExchangeActKind.Mortgage, ExchangeActKind.Mortgage) or (ExchangeActKind.Notice, ExchangeActKind.Notice)
                or (ExchangeActKind.Seizure, ExchangeActKind.Seizure) => ExchangeAct.SameNumber(later.Predecessor, earlier.BusinessNumber),
            (ExchangeActKind.Title, ExchangeActKind.Notice)
                => CertificateNumbers.Split(later.Message.Head.PreCertId).Intersect(earlier.Numbers, StringComparer.Ordinal).Any(),
            _ => false,
        };
}
