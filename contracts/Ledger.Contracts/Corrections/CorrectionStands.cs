using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What a correction rests on: it is open in this case (STATE), its holders consented or the error is proved; where the registry acts
/// ex officio every holder consented in writing, or both periods are over (C-86): the holders', and then the public's.
/// </summary>
internal static class CorrectionStands
{
    public static readonly Rule C86 = NoticeOver.C86 with { Aspect = "ex officio" };

    // Working days in which the holders may apply themselves before the registry goes on.
    private const int HoldersDays = 30;

    public static void Check(Judgement judgement, CorrectionCase loaded, CorrectedPages unit)
    {
        var (e, desk) = (loaded.Event, unit.Disposal.Desk);
        if (desk.Body is not { Correction.Length: > 0 } open || open.Correction != e.Recording.AcceptanceNumber)
        {
            judgement.WrongState(
                new("更正", "correction"),
                desk.Body is { Correction.Length: > 0 } ? new("由另一业务启动", "open in another case") : new("未启动", "not open"),
                ["CorrectionOpened"],
                desk.Says(new("更正业务", "case of the correction"), desk.Body?.Correction),
                Labels.InEvent(AcceptanceNumber.Name, e.Recording.AcceptanceNumber, "recording.acceptance_number"));
            return;
        }

        CheckReviewed(judgement, unit);
        if (e.Result != CorrectionResult.Corrected)
            return;
        var exOfficio = open.CorrectionBy == CorrectionBy.ExOfficio;
        if (exOfficio && !HoldersConsent(e.Act, unit))
            CheckPeriods(judgement, loaded, unit, open);
        else if (!exOfficio && e.Proof.IsEmpty)
            Unproved(judgement, desk, open);
    }

    // Each holder consents in writing for the certificate that it stands on.
    private static bool HoldersConsent(Act act, CorrectedPages unit)
        => unit.Unit.LiveTitle is { Owners.Count: > 0 } title && title.Owners.All(owner
            => owner.Certificate is { Number.Length: > 0 } certificate && act.Consents.Any(consent => consent.Of == certificate.Number));

    // What was reviewed is what is corrected.
    private static void CheckReviewed(Judgement judgement, CorrectedPages unit)
    {
        if (unit.Unit.Title.Body is null || unit.Correction.PreviousEntry.Span.SequenceEqual(unit.Unit.Title.Entry.Span))
            return;
        judgement.Fail(
            Judgement.State,
            new("登簿内容在审核后已有变更", "the title page is not the one that was reviewed"),
            new("请按现有登簿内容重新审核", "review the correction against the page as it stands"),
            Labels.InEvent(new("所更正的登簿记录", "entry corrected"), Convert.ToHexStringLower(unit.Correction.PreviousEntry.Span), unit.Path + ".previous_entry"),
            unit.Unit.Title.Says(new("登簿记录", "entry as it stands"), Convert.ToHexStringLower(unit.Unit.Title.Entry.Span)));
    }

    private static void Unproved(Judgement judgement, PageView<DeskPage> desk, DeskPage open)
        => judgement.Fail(
            Judgement.State,
            new("没有权利人的书面同意，也没有证明登记确有错误的材料", "neither the holders' consent nor a proof of the error is stated"),
            new("请附权利人书面同意或证明材料的文件校验值；否则不予更正", "state the hash of the consent or of the proof; else record that nothing is corrected"),
            Labels.InEvent(new("同意或证明", "consent or proof"), null, "proof"),
            desk.Says(new("更正由谁提起", "who asked for the correction"), open.CorrectionBy));

    private static void CheckPeriods(Judgement judgement, CorrectionCase loaded, CorrectedPages unit, DeskPage open)
    {
        var unitCode = unit.Correction.UnitCode;
        NoticeOver.Check(judgement, loaded.Case, PublicNoticeKind.Correction, unitCode, loaded.Event.Recording.RecordingDate);
        var posted = loaded.Case.Body?.Notices.LastOrDefault(notice => notice.Kind == PublicNoticeKind.Correction && notice.Units.Contains(unitCode));
        var holders = judgement.WorkingDays.After(Day.FromNumber(open.CorrectionOpened), HoldersDays);
        if (posted is null || posted.Posted > holders.Number)
            return;
        judgement.Fail(
            C86,
            new("公告早于权利人申请更正的期限届满", "the notice was posted before the holders' own period was over"),
            new($"请自启动起满{HoldersDays}个工作日后再公告", $"post the notice after {HoldersDays} working days from the opening"),
            unit.Disposal.Desk.Says(new("更正启动日期", "correction opened"), Labels.Date(open.CorrectionOpened)),
            loaded.Case.Says(new("公告日期", "notice posted"), Labels.Date(posted.Posted)),
            loaded.Case.Says(new("权利人期限末日", "last day of the holders' period"), holders));
    }
}
