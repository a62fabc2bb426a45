using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>The states of an operator: absent or over, and enrolled; an organisation keeps its own alone (STATE).</summary>
internal static class StaffSteps
{
    private static readonly Wording Record = new("人员", "operator");

    /// <summary>The operator is not enrolled now.</summary>
    public static void CheckFree(Judgement judgement, EnrolledOperator known)
    {
        if (known.Revocation.Body is not null)
        {
            judgement.WrongState(Record, new("证书已吊销", "of a revoked certificate"), [], known.Says("fingerprint"));
            return;
        }

        if (known.Staff.Body is { } page && judgement.Today.Number < page.Until)
            judgement.WrongState(Record, new("已登记", "enrolled"), ["StaffRetired"], known.Says("fingerprint"));
    }

    /// <summary>The operator is enrolled by the signer's organisation.</summary>
    public static void CheckEnrolled(Judgement judgement, EnrolledOperator known)
    {
        if (known.Staff.Body is not { } page)
            judgement.WrongState(Record, new("未登记", "not enrolled"), ["StaffEnrolled"], known.Says("fingerprint"));
        else if (page.Until <= judgement.Today.Number)
            judgement.WrongState(Record, new("已注销", "retired"), ["StaffEnrolled"], known.Says("fingerprint"));
    }
}
