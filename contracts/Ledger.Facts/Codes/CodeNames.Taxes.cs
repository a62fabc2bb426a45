using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of taxes.</content>
public static partial class CodeNames
{
    private static Wording? OfTaxes(Enum code) => code switch
    {
        TaxState.Declared => new("已申报", "declared"),
        TaxState.Returned => new("已退件", "returned"),
        TaxState.Assessed => new("已核税", "assessed"),
        TaxState.Cleared => new("已完税", "cleared"),
        VatTreatment.Taxed => new("征税", "taxed"),
        VatTreatment.Exempt => new("免税", "exempt"),
        VatTreatment.NotSubject => new("不征税", "not subject"),
        VatTreatment.BySellerInvoice => new("卖方开具发票", "by the seller's invoice"),
        RefundReason.ContractFailed => new("合同失效", "contract failed"),
        RefundReason.Overpaid => new("多缴", "overpaid"),
        RefundReason.AreaDifference => new("面积差", "area difference"),
        RefundReason.Annulled => new("转移被撤销", "transfer annulled"),
        RefundReason.HomeSwap => new("换购住房", "swap of homes"),
        _ => null,
    };
}
