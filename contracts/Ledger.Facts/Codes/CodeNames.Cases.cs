using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of the steps of a case, and of sharing.</content>
public static partial class CodeNames
{
    private static Wording? OfCaseSteps(Enum code) => code switch
    {
        CaseChannel.Counter => new("窗口", "counter"),
        CaseChannel.Online => new("线上", "online"),
        CaseChannel.Bank => new("银行", "bank"),
        CaseChannel.Court => new("法院", "court"),
        ResumeGround.Supplemented => new("补正收讫", "supplement received"),
        ResumeGround.SuspensionEnded => new("恢复办理", "suspension over"),
        HandOverStep.Review => new("审核", "review"),
        HandOverStep.Record => new("登簿", "recording"),
        HandOverStep.Issue => new("发证", "issue of certificates"),
        PublicNoticeKind.FirstRegistration => new("首次登记公告", "notice of a first registration"),
        PublicNoticeKind.Correction => new("更正公告", "notice of a correction"),
        PublicNoticeKind.Cancellation => new("注销公告", "notice of a cancellation"),
        PublicNoticeKind.Loss => new("遗失声明", "statement of a loss"),
        PublicNoticeKind.Inheritance => new("继承公告", "notice of an inheritance"),
        PublicNoticeKind.Voiding => new("证书作废公告", "notice of void certificates"),
        ReviewResult.Pass => new("通过", "passed"),
        ReviewResult.Back => new("退回", "sent back"),
        SuspensionGround.Seizure => new("查封", "seizure"),
        SuspensionGround.Correction => new("更正", "correction"),
        SuspensionGround.Dispute => new("争议", "dispute"),
        SuspensionGround.CourtNotice => new("法院通知", "notice of a court"),
        SuspensionGround.Other => new("其他", "other"),
        RefusalGround.Unlawful => new("违法", "unlawful"),
        RefusalGround.Dispute => new("存在权属争议", "disputed"),
        RefusalGround.TermExceeded => new("逾期未补正", "supplement not brought in time"),
        RefusalGround.Seized => new("被查封", "seized"),
        RefusalGround.Tax => new("未完税", "tax not cleared"),
        RefusalGround.Other => new("其他", "other"),
        _ => null,
    };

    private static Wording? OfSharing(Enum code) => code switch
    {
        SharedField.Title => new("权属", "title"),
        SharedField.Lien => new("他项权利与限制", "liens and restrictions"),
        SharedField.Contract => new("合同", "contract"),
        SharedField.TaxCleared => new("完税情况", "tax cleared"),
        SharingBasis.Owner => new("权利人授权", "authorised by the owner"),
        SharingBasis.Mortgagee => new("抵押权人", "mortgagee"),
        SharingBasis.Duty => new("法定职责", "statutory duty"),
        SharingBasis.Court => new("法院", "court"),
        QueryResult.Answered => new("已答复", "answered"),
        QueryResult.Refused => new("已拒绝", "refused"),
        _ => null,
    };
}
