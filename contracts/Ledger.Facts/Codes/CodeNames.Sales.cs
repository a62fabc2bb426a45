using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of pre-sale permits, house tables, contracts and supervised funds.</content>
public static partial class CodeNames
{
    private static Wording? OfSales(Enum code) => code switch
    {
        PermitState.Valid => new("有效", "valid"),
        PermitState.Suspended => new("暂停", "suspended"),
        PermitState.Ended => new("注销", "ended"),
        HouseRowsKind.Predicted => new("预测", "predicted"),
        HouseRowsKind.Surveyed => new("实测", "surveyed"),
        HouseRowsKind.Corrected => new("更正", "corrected"),
        HouseState.ForSale => new("可售", "for sale"),
        HouseState.Signed => new("已签约", "signed"),
        HouseState.Filed => new("已备案", "filed"),
        HouseState.Noticed => new("已预告", "noticed"),
        HouseState.Registered => new("已登记", "registered"),
        HouseState.Limited => new("限制", "not for sale"),
        HouseState.ConstructionMortgaged => new("已抵押（在建）", "mortgaged while under construction"),
        PaymentMode.Full => new("一次性付款", "paid in full"),
        PaymentMode.Instalments => new("分期付款", "paid in instalments"),
        PaymentMode.Loan => new("贷款", "paid with a loan"),
        ChangedBuyer.None => new("买受人不变", "the buyers stay"),
        ChangedBuyer.Spouse => new("增减配偶", "a spouse added or dropped"),
        ChangedBuyer.Child => new("增减子女", "a child added or dropped"),
        ReleaseCondition.TransferRecorded => new("过户登簿", "the transfer is recorded"),
        ReleaseCondition.MortgageRecorded => new("抵押登记", "the mortgage is recorded"),
        ReleaseCondition.Delivered => new("交付", "delivered"),
        FundState.Open => new("监管中", "open"),
        FundState.Closed => new("已结清", "closed"),
        FundPayer.Buyer => new("买受人", "buyer"),
        FundPayer.Lender => new("贷款人", "lender"),
        FundPayee.Seller => new("出卖人", "seller"),
        FundPayee.Buyer => new("买受人", "buyer"),
        FundPayee.Lender => new("贷款人", "lender"),
        FundPayee.OldMortgagee => new("原抵押权人", "former mortgagee"),
        FundReleaseGround.ConditionMet => new("条件成就", "condition met"),
        FundReleaseGround.ContractEnded => new("合同终止", "contract ended"),
        FundReleaseGround.Node => new("节点", "node"),
        LandKind.Homestead => new("宅基地", "a homestead"),
        LandKind.Collective => new("集体土地", "collective land"),
        LandKind.Farmland => new("农用地", "farmland"),
        LandKind.Allotted => new("划拨土地", "allotted land"),
        LandKind.PolicyHousing => new("政策性住房", "policy housing"),
        _ => null,
    };
}
