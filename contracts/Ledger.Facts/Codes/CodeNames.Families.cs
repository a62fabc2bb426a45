using Ledger.V1;

namespace Ledger.Facts;

/// <content>Codes of pages and cases.</content>
public static partial class CodeNames
{
    private static Wording? OfPages(Enum code) => code switch
    {
        TitleStatus.Superseded => new("已分割或合并", "split or merged away"),
        CertificateState.Live => new("有效", "live"),
        CertificateState.LostDeclared => new("已声明遗失", "declared lost"),
        CertificateState.Void => new("作废", "void"),
        StaffDuty.Accept => new("受理", "acceptance"),
        StaffDuty.Review => new("审核", "review"),
        StaffDuty.Record => new("登簿", "recording"),
        StaffDuty.Approve => new("批准", "approval"),
        StaffDuty.Issue => new("缮证", "issue of certificates"),
        StaffDuty.Tax => new("税务", "tax"),
        StaffDuty.Sign => new("签约", "signing"),
        _ => null,
    };

    private static Wording? OfCases(Enum code) => code switch
    {
        FlowCode flow when flow != FlowCode.Unspecified => FlowCodes.NameOf(flow),
        CaseState.Accepted => new("已受理", "accepted"),
        CaseState.Supplement => new("补正", "supplement requested"),
        CaseState.Suspended => new("暂停", "suspended"),
        CaseState.Notice => new("公告中", "under public notice"),
        CaseState.Reviewed => new("已审核", "reviewed"),
        CaseState.Recorded => new("已登簿", "recorded"),
        CaseState.Withdrawn => new("已撤回", "withdrawn"),
        CaseState.Refused => new("不予登记", "refused"),
        CaseState.Archived => new("已归档", "archived"),
        _ => null,
    };
}
