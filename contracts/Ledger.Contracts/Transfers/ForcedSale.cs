using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-48 先解除后注销, of a court's transfer: only a forced sale, of which the mortgagees are paid, extinguishes mortgages and ends the
/// queue of the whole; what a judgment gives, or takes back, goes with what lies on it.
/// </summary>
internal static class ForcedSale
{
    public static readonly Rule C48 = MortgageStands.C48 with { Aspect = "court transfer" };

    /// <summary>拍卖、变卖、以物抵债.</summary>
    public static bool Is(CourtTransferReason reason)
        => reason is CourtTransferReason.Auction or CourtTransferReason.DebtSatisfaction or CourtTransferReason.Sale;

    /// <summary>A transfer that is no forced sale extinguishes nothing on the unit.</summary>
    public static void Check(Judgement judgement, CourtTransferRecorded e, TransferredUnit unit)
    {
        if (e.Mortgages != CourtMortgages.Extinguished || Is(e.Reason) || unit.Pages.Encumbrances.Body is not { Mortgages.Count: > 0 } page)
            return;
        judgement.About(unit.Code);
        judgement.Fail(
            C48,
            new($"单元{unit.Code}的抵押权不因裁判确权或执行回转而消灭", $"no judgment or reversal extinguishes the mortgages on unit {unit.Code}"),
            new("请按抵押权随之转移办理；抵押权由抵押权人解除或依法院文书注销",
                "record it with the mortgages carried; each is cancelled by its mortgagee's release or by the court's document"),
            Labels.InEvent(new("裁定转移原因", "reason"), e.Reason, "reason"),
            Labels.InEvent(new("抵押处理", "mortgages"), e.Mortgages, "mortgages"),
            unit.Pages.Encumbrances.Says(new("抵押", "mortgages on the unit"), string.Join(", ", page.Mortgages.Select(static row => row.Id.ContractNumber))));
        judgement.About("");
    }
}
