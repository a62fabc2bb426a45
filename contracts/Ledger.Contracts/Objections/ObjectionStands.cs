using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The state machine of an objection: active → suit filed → cancelled, or lapsed. C-38 异议失效，不得重复: without a suit it lapses, and
/// the same applicant does not object on the same ground again.
/// </summary>
internal static class ObjectionStands
{
    public static readonly Rule C38 = Rule.Reject("C-38", "异议失效，不得重复", "lapsed, not again", "民法典 220; 不动产登记暂行条例实施细则 83");

    private static readonly Wording Record = new("异议", "objection");
    private static readonly Wording Lapses = new("有效期至（不含）", "counts until, exclusive");

    /// <summary>The applicant has not objected on this ground before.</summary>
    public static void CheckNew(Judgement judgement, PageView<ObjectionPage> page, ulong instant)
    {
        if (page.Body is not { } known)
            return;
        if (Counts(known, instant))
        {
            WrongState(judgement, page, instant);
            return;
        }

        judgement.Fail(
            C38,
            new("该申请人已就同一理由申请过异议登记", "the applicant objected on this ground before"),
            new("同一理由不再受理；请以其他理由申请或通过诉讼解决", "the ground is not taken a second time: state another, or go to court"),
            page.Says(new("异议理由", "ground"), known.Ground),
            page.Says(new("登记日期", "entered"), Labels.Date(known.Entered)),
            page.Says(Lapses, Labels.Date(known.Lapses)),
            page.Says(new("注销日期", "cancelled"), Labels.Date(known.Ended)));
    }

    /// <summary>The suit was filed, and its proof received, while the objection counted (C-38).</summary>
    public static void CheckSuit(Judgement judgement, PageView<ObjectionPage> page, ObjectionSuitFiled e)
    {
        if (page.Body is not { Ended: 0, SuitFiled: 0 } known)
        {
            WrongState(judgement, page, judgement.TimeMs);
            return;
        }

        if (e.Filed < known.Lapses && Day.At(e.ReceivedMs).Number < known.Lapses)
            return;
        judgement.Fail(
            C38,
            new("未在期限内起诉并提交证明，异议已失效", "the suit, or its proof, came after the objection lapsed"),
            new("异议已失效，不再办理", "the objection has lapsed: nothing is left to enter"),
            Labels.InEvent(new("起诉日期", "suit filed"), Labels.Date(e.Filed), "filed"),
            Labels.InEvent(new("收到时间", "proof received"), Labels.Instant(e.ReceivedMs), "received_ms"),
            page.Says(Lapses, Labels.Date(known.Lapses)));
    }

    /// <summary>An objection that counts is cancelled (STATE).</summary>
    public static void CheckCancellable(Judgement judgement, PageView<ObjectionPage> page, ulong instant)
    {
        if (page.Body is not { } known || !Counts(known, instant))
            WrongState(judgement, page, instant);
    }

    private static bool Counts(ObjectionPage page, ulong instant)
        => new ObjectionRow { Lapses = page.Lapses, SuitFiled = page.SuitFiled, Ended = page.Ended }.Span().CountsAt(instant);

    private static void WrongState(Judgement judgement, PageView<ObjectionPage> page, ulong instant)
    {
        var (present, steps) = page.Body switch
        {
            null => (new Wording("不存在", "absent"), (string[])["ObjectionEntered"]),
            { Ended: not 0 } => (new("已注销", "cancelled"), []),
            { } known when !Counts(known, instant) => (new("已失效", "lapsed"), []),
            { SuitFiled: not 0 } => (new("已起诉", "suit filed"), ["ObjectionCancelled"]),
            _ => (new("有效", "active"), ["ObjectionSuitFiled", "ObjectionCancelled"]),
        };
        judgement.WrongState(Record, present, steps, page.Says(new("登记日期", "entered"), Labels.Date(page.Body?.Entered ?? 0)));
    }
}
