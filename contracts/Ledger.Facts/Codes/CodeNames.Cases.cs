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

    private static Wording? OfCaseViews(Enum code) => code switch
    {
        CaseStepKind.ContractSigned => new("合同网签", "contract signed"),
        CaseStepKind.ContractFiled => new("网签备案", "contract filed"),
        CaseStepKind.InstrumentStated => new("录入原因文件", "instrument stated"),
        CaseStepKind.FundsSupervised => new("资金监管协议", "agreement on supervised funds"),
        CaseStepKind.FundsArrived => new("监管资金到账", "supervised funds arrived"),
        CaseStepKind.MortgageSigned => new("签订抵押合同", "mortgage contract signed"),
        CaseStepKind.MortgageChangeAgreed => new("抵押变更协议", "change of the mortgage agreed on"),
        CaseStepKind.MortgageeAnswered => new("抵押权人同意或解除", "mortgagee consents or releases"),
        CaseStepKind.Accepted => new("受理", "accepted"),
        CaseStepKind.TaxDeclared => new("税务申报", "taxes declared"),
        CaseStepKind.TaxAssessed => new("核税", "taxes assessed"),
        CaseStepKind.TaxCleared => new("缴税或减免", "taxes paid or exempted"),
        CaseStepKind.TaxCertified => new("开具完税证明", "tax clearance certificate issued"),
        CaseStepKind.Supplemented => new("收讫补正材料", "supplement received"),
        CaseStepKind.Resumed => new("恢复办理", "taken up again"),
        CaseStepKind.NoticeOver => new("公告期满", "public notice over"),
        CaseStepKind.Reviewed => new("审核", "reviewed"),
        CaseStepKind.Recorded => new("登簿", "recorded"),
        CaseStepKind.FundsReleased => new("释放监管资金", "supervised funds released"),
        CaseStepKind.CertificatesIssued => new("缮证、发证", "certificates issued"),
        CaseStepKind.BasisEnded => new("终止合同或原因文件", "contract or instrument ended"),
        CaseStepKind.TaxRefunded => new("退税", "taxes refunded"),
        CaseStepKind.Archived => new("归档", "archived"),
        CaseStepState.Done => new("已完成", "done"),
        CaseStepState.Due => new("待办", "due"),
        CaseStepState.Waiting => new("等待", "waiting"),
        CaseStepState.NotNeeded => new("无需办理", "not needed"),
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
