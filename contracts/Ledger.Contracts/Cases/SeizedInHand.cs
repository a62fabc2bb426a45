using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-30 办理中遇查封: a seizure that was delivered after the acceptance and by the recording stops the act; one that was
/// delivered after the recording, and entered before the act's envelope, came too late for the book: the act is entered by
/// exception, and the seizure falls.
/// </summary>
/// <param name="column">The column that says whether the flow asks: seizures of the unit, or pre-seizures.</param>
/// <param name="rule">Which aspect is looked for.</param>
internal sealed class SeizedInHand(MatrixColumn column, Rule rule) : IRestriction
{
    public static readonly Rule C30 = Rule.Reject("C-30", "办理中遇查封", "seized while in hand", "最高人民法院等关于规范司法协助的通知 9");

    public static readonly Rule C30Late = Rule.Except("C-30", "办理中遇查封", "seized while in hand", "最高人民法院等关于规范司法协助的通知 9") with { Aspect = "after recording" };

    /// <summary>Both aspects for both columns.</summary>
    public static IReadOnlyList<IRestriction> All { get; } =
    [
        new SeizedInHand(MatrixColumn.S, C30), new SeizedInHand(MatrixColumn.S, C30Late), new SeizedInHand(MatrixColumn.P, C30),
        new SeizedInHand(MatrixColumn.P, C30Late),
    ];

    /// <inheritdoc/>
    public MatrixColumn Column => column;

    /// <inheritdoc/>
    public Rule Rule => rule;

    /// <inheritdoc/>
    public bool OfBookActsOnly => true;

    /// <summary>Whether a seizure of a page that was delivered at an instant or later is in force when the act is judged.</summary>
    public static bool Counts(Judgement judgement, PageView<EncumbrancePage> page, ulong deliveredFrom)
        => Found(judgement, page).Any(row => row.DeliveryTimeMs >= deliveredFrom);

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        // Where a seizure is only noted, it stops nothing in hand either.
        if (judgement.Recording is not { } recording || cell.Severity is not (Severity.Reject or Severity.Exception))
            return;
        foreach (var row in Found(judgement, disposal.Unit.Encumbrances).Where(IsOf))
        {
            var late = row.DeliveryTimeMs > recording.RecordingMs;
            if (row.DeliveryTimeMs <= recording.AcceptanceTimeMs || late != (rule == C30Late))
                continue;
            judgement.Fail(
                rule,
                late
                    ? new($"单元{disposal.Unit.Code}登簿后送达的查封先于本事件录入", $"unit {disposal.Unit.Code}: a seizure delivered after the recording was entered before this event")
                    : new($"单元{disposal.Unit.Code}在受理后、登簿前被查封", $"unit {disposal.Unit.Code} was seized after the acceptance and before the recording"),
                late
                    ? new("经例外批准后补录登簿；该查封对转移后的单元无效", "enter the recording by an approved exception; the seizure falls")
                    : new("请暂停办理，待查封解除", "suspend the case until the seizure is lifted"),
                disposal.Unit.Encumbrances.Says(CourtDocumentNumber.Name, row.DocumentNumber),
                disposal.Unit.Encumbrances.Says(new("送达时间", "delivered"), Labels.Instant(row.DeliveryTimeMs)),
                Labels.InEvent(new("受理时间", "accepted"), Labels.Instant(recording.AcceptanceTimeMs), "recording.acceptance_time_ms"),
                Labels.InEvent(new("登簿时刻", "recorded"), Labels.Instant(recording.RecordingMs), "recording.recording_ms"));
        }
    }

    private bool IsOf(SeizureRow row) => (row.Kind == SeizureKind.PreSeizure) == (column == MatrixColumn.P);

    // Those in force when the act is recorded or entered; what was lifted or has lapsed stops nothing.
    private static IEnumerable<SeizureRow> Found(Judgement judgement, PageView<EncumbrancePage> page)
        => page.Body is not { } encumbrances
            ? []
            : judgement.Instants.Select(instant => SeizureQueue.At(encumbrances.Seizures, instant).Active?.Row).OfType<SeizureRow>()
                .DistinctBy(static row => (row.Authority, row.DocumentNumber));
}
