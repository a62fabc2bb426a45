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
