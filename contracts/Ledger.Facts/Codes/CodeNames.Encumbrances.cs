using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of encumbrances: notices, objections, use rights, locks, seizures.</content>
public static partial class CodeNames
{
    private static Wording? OfEncumbrances(Enum code) => code switch
    {
        AdvanceNoticeKind.Presale => new("预售商品房买卖预告登记", "advance notice of a pre-sale"),
        AdvanceNoticeKind.OtherSale => new("其它不动产买卖预告登记", "advance notice of another sale"),
        AdvanceNoticeKind.PresaleMortgage => new("预售商品房抵押权预告登记", "advance notice of a pre-sale's mortgage"),
        AdvanceNoticeKind.OtherMortgage => new("其它不动产抵押权预告登记", "advance notice of another mortgage"),
        EasementSide.Servient => new("供役地", "servient"),
        EasementSide.Dominant => new("需役地", "dominant"),
        ResidenceScope.Whole => new("全部", "whole"),
        ResidenceScope.Part => new("部分", "part"),
        ResidenceOrigin.Contract => new("合同", "contract"),
        ResidenceOrigin.Will => new("遗嘱", "will"),
        LockKind.Expropriation => new("征收", "expropriation"),
        LockKind.IllegalBuilding => new("违法建筑", "illegal building"),
        LockKind.Demolition => new("拆除", "demolition"),
        LockKind.Dispute => new("争议", "dispute"),
        LockKind.Other => new("其他", "other"),
        AdvanceNoticeCancellation.Beneficiary => new("权利人放弃", "waived by its holder"),
        AdvanceNoticeCancellation.ClaimEnded => new("债权消灭", "claim ended"),
        AdvanceNoticeCancellation.ContractEnded => new("合同终止", "contract ended"),
        AdvanceNoticeCancellation.Court => new("裁判", "by a court"),
        AdvanceNoticeCancellation.Lapsed => new("已失效", "lapsed"),
        ObjectionCancellation.Applicant => new("申请人撤销", "taken back by the applicant"),
        ObjectionCancellation.Judgment => new("生效判决", "by judgment"),
        ObjectionCancellation.Settled => new("和解", "settled"),
        ResidenceCancellation.Term => new("期限届满", "end of its term"),
        ResidenceCancellation.Death => new("居住权人死亡", "death of its holder"),
        ResidenceCancellation.Waiver => new("放弃", "waived"),
        ResidenceCancellation.Court => new("裁判", "by a court"),
        EasementCancellation.Term => new("期限届满", "end of its term"),
        EasementCancellation.Waiver => new("放弃", "waived"),
        EasementCancellation.Merged => new("供役地与需役地归于一人", "both units of one holder"),
        EasementCancellation.Court => new("裁判", "by a court"),
        SeizureKind.Seizure => new("查封", "seizure"),
        SeizureKind.PreSeizure => new("预查封", "pre-seizure"),
        SeizureOrgan.Court => new("法院", "court"),
        SeizureOrgan.Procuratorate => new("检察院", "procuratorate"),
        SeizureOrgan.Police => new("公安机关", "police"),
        SeizureOrgan.Supervision => new("监察机关", "supervision commission"),
        SeizureOrgan.Tax => new("税务机关", "tax authority"),
        SeizureOrgan.Customs => new("海关", "customs"),
        SeizureLifter.Same => new("原查封机关", "the authority that seized"),
        SeizureLifter.Superior => new("上级机关", "its superior"),
        SeizureLifter.HandedOver => new("受移送机关", "the authority it was handed over to"),
        _ => null,
    };
}
