using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of instruments and transfers.</content>
public static partial class CodeNames
{
    private static Wording? OfInstruments(Enum code) => code switch
    {
        InstrumentKind.Gift => new("赠与", "gift"),
        InstrumentKind.Inheritance => new("继承", "inheritance"),
        InstrumentKind.Bequest => new("受遗赠", "bequest"),
        InstrumentKind.Exchange => new("互换", "exchange"),
        InstrumentKind.Partition => new("共有物分割", "partition"),
        InstrumentKind.Divorce => new("离婚析产", "divorce"),
        InstrumentKind.Contribution => new("作价出资", "contribution to a company"),
        InstrumentKind.Merger => new("合并", "merger"),
        InstrumentKind.Division => new("分立", "division"),
        InstrumentKind.Court => new("司法、仲裁裁决", "court or arbitral award"),
        InstrumentKind.Policy => new("政策性转移", "transfer by policy"),
        InstrumentKind.Spouse => new("夫妻间变更", "change between spouses"),
        InstrumentKind.Grant => new("土地使用权出让", "grant of land"),
        InstrumentState.Stated => new("已陈述", "stated"),
        InstrumentState.Registered => new("已登记", "registered"),
        InstrumentState.Withdrawn => new("已撤回", "withdrawn"),
        MortgageHandling.Changed => new("抵押权变更", "changed to the new owner"),
        CourtTransferReason.Auction => new("拍卖", "auction"),
        CourtTransferReason.DebtSatisfaction => new("以物抵债", "satisfaction of the debt"),
        CourtTransferReason.Sale => new("变卖", "sale"),
        CourtTransferReason.Judgment => new("裁判确权", "judgment"),
        CourtTransferReason.Reversal => new("执行回转", "reversal"),
        CourtMortgages.Extinguished => new("抵押权消灭", "extinguished"),
        CourtMortgages.Carried => new("抵押权随转移存续", "carried over"),
        FirstBasis.Built => new("合法建造", "lawfully built"),
        FirstBasis.LandGrant => new("出让、划拨", "land grant"),
        FirstBasis.Collective => new("集体", "collective"),
        FirstBasis.Court => new("裁判", "court"),
        _ => null,
    };
}
