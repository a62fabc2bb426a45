using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-57 时间先后: signing ≤ filing ≤ assessment ≤ payment ≤ recording; mortgage contract ≤ recording of the mortgage ≤ its
/// release ≤ its cancellation; acceptance ≤ recording; a recording is not before the unit's last one; and nothing in the
/// future.
/// </summary>
/// <remarks>
/// The two ends of the law's chain have no event yet whose date could be compared, and each comes with its own: the pre-sale
/// permit before the signing with the permit's event (PresaleLicenceIssued, C-12), the issue of the certificate after the
/// recording with the handing out (CertificateIssued; until then a certificate counts as issued on its recording), and the
/// disbursement after the recording of the mortgage, a warning only, with the loan's events (LoanDisbursed).
/// </remarks>
internal static class DateOrder
{
    /// <summary>时间先后; which links of the chain have events already says <see cref="DateOrder"/>.</summary>
    public static readonly Rule C57 = Rule.Reject("C-57", "时间先后", "date order", "契税法 9–11; 民法典 402");

    /// <summary>Two days in order; either may be the same day.</summary>
    public static void Check(Judgement judgement, DatedFact earlier, DatedFact later)
    {
        // 0: that step has not happened.
        if (earlier.Day == 0 || later.Day == 0 || earlier.Day <= later.Day)
            return;
        judgement.Fail(
            C57,
            new($"时间先后颠倒：{earlier.Label.Chinese}晚于{later.Label.Chinese}", $"dates out of order: {earlier.Label.English} is after {later.Label.English}"),
            new("请核对两个日期", "check both dates"),
            earlier.Value,
            later.Value);
    }

    /// <summary>A business date is not later than the day of the envelope.</summary>
    public static void NotInFuture(Judgement judgement, DatedFact date)
        => Check(judgement, date, new(judgement.Today.Number, EnvelopeDay, "envelope"));

    /// <summary>The acceptance number names the day of acceptance, which is not in the future.</summary>
    public static void CheckAcceptance(Judgement judgement, Recording recording)
        => CheckAcceptance(judgement, recording.AcceptanceNumber, "recording.acceptance_number", recording.AcceptanceTimeMs, "recording.acceptance_time_ms");

    /// <summary>The same of an application that came online: its number was given with the filing, on the day of acceptance or before.</summary>
    /// <param name="judgement">Where failures go.</param>
    /// <param name="recording">Number and instant of acceptance.</param>
    /// <param name="online">Whether its case came online.</param>
    public static void CheckAcceptance(Judgement judgement, Recording recording, bool online)
        => CheckAcceptance(
            judgement, recording.AcceptanceNumber, "recording.acceptance_number", recording.AcceptanceTimeMs, "recording.acceptance_time_ms", online);

    /// <inheritdoc cref="CheckAcceptance(Judgement, Recording, bool)"/>
    public static void CheckAcceptance(
        Judgement judgement, string acceptanceNumber, string numberPath, ulong acceptanceMs, string instantPath, bool online = false)
    {
        var number = AcceptanceNumber.Parse(acceptanceNumber);
        var accepted = Day.At(acceptanceMs);
        var numbered = judgement.City.Grammar.DateOf(number);
        if (online ? numbered > accepted : numbered != accepted)
        {
            judgement.Fail(
                C57,
                online
                    ? new("网上申请的受理编号日期晚于受理日期", "the date in the number of an online application is after the day of acceptance")
                    : new("受理编号中的日期不是受理日期", "the date in the acceptance number is not the day of acceptance"),
                new("请核对受理编号与受理时间", "check the acceptance number and the time of acceptance"),
                Labels.InEvent(AcceptanceNumber.Name, number, numberPath),
                Labels.InEvent(new("受理日期", "acceptance date"), accepted, instantPath));
        }

        if (acceptanceMs > judgement.TimeMs)
        {
            judgement.Fail(
                C57,
                new("受理时间晚于提交时间", "the time of acceptance is after the envelope's"),
                new("请核对受理时间", "check the time of acceptance"),
                Labels.InEvent(new("受理时间", "acceptance time"), Labels.Instant(acceptanceMs), instantPath),
                Labels.InEnvelope(new("提交时间", "time of the envelope"), Labels.Instant(judgement.TimeMs)));
        }
    }

    /// <summary>An act of the registry: accepted, then recorded, not in the future, not before the unit's last recording.</summary>
    public static void CheckRecording(Judgement judgement, Recording recording, IEnumerable<UnitPages> units)
    {
        CheckAcceptance(judgement, recording);
        var recorded = DatedFact.Stated(RecordingDate, recording.RecordingDate, "recording.recording_date");
        Check(judgement, DatedFact.Stated(new("受理日期", "acceptance date"), Day.At(recording.AcceptanceTimeMs).Number, "recording.acceptance_time_ms"), recorded);
        NotInFuture(judgement, recorded);
        foreach (var unit in units)
        {
            Check(judgement, DatedFact.Recorded(unit.Title, LastRecording, unit.Title.Body?.RecordingDate ?? 0), recorded);
            Check(judgement, DatedFact.Recorded(unit.Encumbrances, LastRecording, unit.Encumbrances.Body?.RecordingDate ?? 0), recorded);
        }
    }

    private static Wording EnvelopeDay { get; } = new("提交日期", "day of the envelope");

    private static Wording RecordingDate { get; } = new("登簿日期", "recording date");

    private static Wording LastRecording { get; } = new("该单元上次登簿日期", "the unit's last recording");
}
