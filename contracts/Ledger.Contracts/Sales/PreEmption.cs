using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-28 共有人优先购买权: an own share goes to an outsider only after the other co-owners waived, or were notified at least 15 days
/// before the signing.
/// </summary>
internal static class PreEmption
{
    public static readonly Rule C28 = Rule.Warn("C-28", "共有人优先购买权", "co-owner pre-emption", "民法典 305, 306; 物权编解释一 11");

    private const int NoticeDays = 15;

    public static void Check(Judgement judgement, AgreedSale sale, AgreedUnit unit)
    {
        if (unit.Sale.Pages.LiveTitle is not { CoOwnership: CoOwnership.Shares or CoOwnership.Groups } title || unit.Sale.IsWhole)
            return;
        var others = title.Owners.Select(static row => row.Party).Except(unit.Disposal.Givers).ToList();
        var outsiders = unit.Disposal.Takers.Except(title.Owners.Select(static row => row.Party)).ToList();
        var stated = unit.Sale.Unit;
        if (others.Count == 0 || outsiders.Count == 0 || stated.CoOwnersWaived || IsNotified(stated.CoOwnersNotified, sale.Signed))
            return;
        judgement.Fail(
            C28,
            new($"单元{unit.Code}：向共有人以外的人出卖份额，其他共有人未放弃优先购买权，也未提前{NoticeDays}日通知",
                $"unit {unit.Code}: a share goes to an outsider, and the other co-owners neither waived nor were notified {NoticeDays} days before"),
            new("请填写放弃声明或通知日期，或写明理由后确认", "state the waiver or the day of the notice, or acknowledge C-28 with the reason"),
            unit.In("co_owners_notified")(new("通知日期", "notified"), Labels.Date(stated.CoOwnersNotified)),
            Labels.InEvent(new("签订日期", "signing date"), Labels.Date(sale.Signed), "signing_date"),
            unit.Sale.Pages.Title.Says(new("其他共有人", "other co-owners"), Labels.Parties(others)));
    }

    private static bool IsNotified(uint notified, uint signed)
        => notified != 0 && Day.FromNumber(signed).DaysSince(Day.FromNumber(notified)) >= NoticeDays;
}
