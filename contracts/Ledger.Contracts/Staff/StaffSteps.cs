using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The states of an operator: absent or over, and enrolled; an organisation keeps its own alone (STATE).</summary>
internal static class StaffSteps
{
    private static readonly Wording Record = new("人员", "operator");

    /// <summary>The operator is not enrolled now, and was not another organisation's.</summary>
    public static void CheckFree(Judgement judgement, EnrolledOperator known, Signer signer)
    {
        if (known.Revocation.Body is not null)
        {
            judgement.WrongState(Record, new("证书已吊销", "of a revoked certificate"), [], known.Says("fingerprint"));
            return;
        }

        if (known.Staff.Body is not { } page)
            return;
        if (page.Member != signer.Member.CreditCode)
            Foreign(judgement, known, signer);
        else if (judgement.Today.Number < page.Until)
            judgement.WrongState(Record, new("已登记", "enrolled"), ["StaffRetired"], known.Says("fingerprint"));
    }

    /// <summary>The operator is enrolled by the signer's organisation.</summary>
    public static void CheckEnrolled(Judgement judgement, EnrolledOperator known, Signer signer)
    {
        if (known.Staff.Body is not { } page)
            judgement.WrongState(Record, new("未登记", "not enrolled"), ["StaffEnrolled"], known.Says("fingerprint"));
        else if (page.Member != signer.Member.CreditCode)
            Foreign(judgement, known, signer);
        else if (page.Until <= judgement.Today.Number)
            judgement.WrongState(Record, new("已注销", "retired"), ["StaffEnrolled"], known.Says("fingerprint"));
    }

    private static void Foreign(Judgement judgement, EnrolledOperator known, Signer signer)
        => judgement.Fail(
            Judgement.State,
            new("该人员由其他机构登记", "another organisation enrolled the operator"),
            new("请由登记该人员的机构办理", "let that organisation act"),
            known.Staff.Says(new("登记机构", "enrolled by"), known.Staff.Body?.Member),
            new(Labels.Text(new("签名机构", "signer's organisation")), signer.Member.CreditCode, PageKeys.Member(signer.Member.CreditCode)));
}
