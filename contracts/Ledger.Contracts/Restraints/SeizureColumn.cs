using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What the columns S, P and L have in common. C-29 查封限制转移/抵押: a seizure in force at the instant of recording or of the
/// envelope stands in the way. C-30 办理中遇查封: one that was delivered between acceptance and recording stops the act; one that
/// was delivered after the recording but entered before the envelope is that alone, and passes by exception.
/// </summary>
internal static class SeizureColumn
{
    public static readonly Rule C30 = Rule.Reject("C-30", "办理中遇查封", "seized while in hand", "查封规定 23");

    public static readonly Rule C30Late = Rule.Except("C-30", "办理中遇查封", "seized while in hand", "查封规定 23") with { Aspect = "recorded before" };

    /// <summary>The rules that a finding may name besides C-29.</summary>
    public static readonly IReadOnlyList<Rule> Further = [C30, C30Late];

    /// <summary>Notes the seizures in force on a page.</summary>
    /// <param name="judgement">Where findings go.</param>
    /// <param name="disposal">The unit that is disposed of.</param>
    /// <param name="page">The page: the unit's or its parcel's.</param>
    /// <param name="rule">The aspect of C-29.</param>
    /// <param name="severityOf">What a seizure does, and whether it stands in the way at all: null for not.</param>
    public static void Check(
        Judgement judgement, Disposal disposal, PageView<EncumbrancePage> page, Rule rule, Func<SeizureRow, bool, Severity?> severityOf)
    {
        foreach (var (place, stops) in InForce(judgement, disposal, page))
        {
            if (disposal.EndsSeizures.Contains(place.Row) || severityOf(place.Row, stops) is not { } severity)
                continue;

            // What was noticed before the seizure is still converted (to confirm).
            var noticed = disposal.NoticedMs != 0 && disposal.NoticedMs < place.Row.DeliveryTimeMs && severity == Severity.Exception;
            Check(judgement, disposal, page, rule, noticed ? Severity.Warning : severity, place);
        }
    }

    private static void Check(
        Judgement judgement, Disposal disposal, PageView<EncumbrancePage> page, Rule rule, Severity severity, SeizurePlace place)
    {
        judgement.About(disposal.Unit.Code, place.Row.DocumentNumber);
        var refuses = severity is Severity.Reject or Severity.Exception;
        if (judgement.Recorded is { } recorded && refuses && place.Row.DeliveryTimeMs > recorded.RecordingMs)
        {
            judgement.Fail(
                C30Late,
                Severity.Exception,
                new($"单元{disposal.Unit.Code}登簿后、提交前已送达查封（{place.Row.DocumentNumber}）",
                    $"unit {disposal.Unit.Code} was recorded before the seizure {place.Row.DocumentNumber} was delivered, and comes after it was entered"),
                new("登簿在先的，经例外批准后补录；查封对原权利人的，随之落空", "a recording that came first is entered by an approved exception; the seizure of a former owner falls"),
                [.. Values(page, place), RecordedAt(recorded.RecordingMs)]);
            return;
        }

        judgement.Fail(
            rule,
            severity,
            new($"单元{disposal.Unit.Code}被查封（{page.Body!.UnitCode}）", $"unit {disposal.Unit.Code} is under seizure (entered on {page.Body.UnitCode})"),
            severity == Severity.Warning
                ? new("查封随登记保留；请核对后确认继续", "the seizure stays on the unit: check it, then acknowledge C-29")
                : new("请待查封机关解封后再办理", "wait until the seizing authority lifts it"),
            Values(page, place));
        if (judgement.Recorded is { } accepted && refuses && place.Row.DeliveryTimeMs > accepted.AcceptanceMs)
        {
            judgement.Fail(
                C30,
                Severity.Reject,
                new($"单元{disposal.Unit.Code}受理后、登簿前被查封，应停止办理", $"unit {disposal.Unit.Code} was seized after the acceptance and before the recording: the act stops"),
                new("请暂停或不予登记，待解封后恢复办理", "suspend or refuse the case; go on when the seizure is lifted"),
                [
                    .. Values(page, place),
                    Labels.InEvent(new("受理时间", "acceptance time"), Labels.Instant(accepted.AcceptanceMs), "recording.acceptance_time_ms"),
                    RecordedAt(accepted.RecordingMs),
                ]);
        }
    }

    /// <summary>
    /// The seizures in force at either instant, each with whether it stops this disposal: where holdings have queues of their own,
    /// one of another's holding does not.
    /// </summary>
    private static List<(SeizurePlace Place, bool Stops)> InForce(Judgement judgement, Disposal disposal, PageView<EncumbrancePage> page)
    {
        List<(SeizurePlace Place, bool Stops)> found = [];
        if (page.Body is not { Seizures: { Count: > 0 } rows })
            return found;
        var own = ReferenceEquals(page, disposal.Unit.Encumbrances);
        foreach (var instant in judgement.Instants)
        {
            List<SeizureRow> stopping = own && disposal.Givers.Count > 0
                ? [.. disposal.Givers.SelectMany(giver => SeizureQueue.In(rows, giver, instant).InForce).Select(static place => place.Row)]
                : [];
            foreach (var place in SeizureQueue.At(rows, instant).InForce)
            {
                var stops = !own || disposal.Givers.Count == 0 || stopping.Any(row => ReferenceEquals(row, place.Row)) || IsOfNobody(place.Row, disposal);
                var known = found.FindIndex(other => ReferenceEquals(other.Place.Row, place.Row));
                if (known < 0)
                    found.Add((place, stops));
                else
                    found[known] = (found[known].Place, found[known].Stops || stops);
            }
        }

        return found;
    }

    // A seizure of holdings that nobody has any more stands on the whole: nobody can say whose it is now.
    private static bool IsOfNobody(SeizureRow row, Disposal disposal) => !row.Holders.Any(disposal.Owners.Contains);

    private static IReadOnlyList<FindingValue> Values(PageView<EncumbrancePage> page, SeizurePlace place) =>
    [
        page.Says(AuthorityDocumentNumber.Name, place.Row.DocumentNumber),
        page.Says(new("查封机关", "seizing authority"), place.Row.Authority),
        page.Says(new("送达时间", "delivered"), Labels.Instant(place.Row.DeliveryTimeMs)),
        page.Says(new("被执行人", "debtors"), Labels.Parties(place.Row.Debtors)),
        page.Says(new("查封期限", "in force"), $"{place.Start} – {place.End.AddDays(-1)}"),
    ];

    private static FindingValue RecordedAt(ulong recordingMs)
        => Labels.InEvent(new("登簿时刻", "instant of recording"), Labels.Instant(recordingMs), "recording.recording_ms");
}
