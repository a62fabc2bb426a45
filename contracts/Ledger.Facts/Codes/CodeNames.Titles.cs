using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of titles and certificates.</content>
public static partial class CodeNames
{
    private static Wording? OfTitles(Enum code) => code switch
    {
        IssueMethod.Counter => new("窗口领取", "at the counter"),
        IssueMethod.Post => new("邮寄", "by post"),
        IssueMethod.Electronic => new("电子证照", "electronic"),
        VoidGround.NotHandedIn => new("未收回", "not handed in"),
        VoidGround.Cancelled => new("已注销", "cancelled"),
        VoidGround.Error => new("错证", "issued in error"),
        ReissueGround.Damaged => new("破损", "damaged"),
        ReissueGround.Lost => new("遗失", "lost"),
        ReissueGround.Format => new("换发新版", "former format"),
        ReissueGround.SplitForUnits => new("分单元换发", "one for each unit"),
        UnitDetail.Address => new("坐落", "address"),
        UnitDetail.Use => new("用途", "use"),
        UnitDetail.Area => new("面积", "area"),
        UnitDetail.LandTerm => new("使用年限", "land term"),
        UnitDetail.Nature => new("性质", "nature"),
        UnitDetail.ResaleBar => new("限售", "resale bar"),
        TitleEndGround.Waiver => new("放弃", "waiver"),
        TitleEndGround.Destroyed => new("灭失", "destroyed"),
        TitleEndGround.Expropriated => new("征收", "expropriated"),
        TitleEndGround.Court => new("裁判", "court"),
        TitleEndGround.LandRecovered => new("收回土地", "land recovered"),
        OwnerDetail.Name => new("姓名", "name"),
        OwnerDetail.IdentityDocument => new("证件", "identity document"),
        OwnerDetail.OrganisationName => new("组织名称", "organisation's name"),
        OwnerDetail.CreditCode => new("统一社会信用代码", "credit code"),
        CorrectionBy.Holder => new("权利人", "holder"),
        CorrectionBy.InterestedParty => new("利害关系人", "interested party"),
        CorrectionBy.ExOfficio => new("依职权", "ex officio"),
        CorrectionBy.Court => new("法院", "court"),
        CorrectionResult.Corrected => new("予以更正", "corrected"),
        CorrectionResult.NotCorrected => new("不予更正", "not corrected"),
        _ => null,
    };
}
