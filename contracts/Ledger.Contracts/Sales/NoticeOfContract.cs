using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An advance notice secures what a contract said when it was entered: while it counts, the contract is not amended (STATE).</summary>
internal static class NoticeOfContract
{
    public static void CheckNone(Judgement judgement, Disposal disposal)
    {
        var page = disposal.Unit.Encumbrances;
        foreach (var row in (page.Body?.Notices ?? []).Where(row => row.Basis == disposal.Basis && NoticeLapse.Counts(row, judgement.Instants, disposal.Cases)))
        {
            judgement.Fail(
                Judgement.State,
                new($"单元{disposal.Unit.Code}已就该合同办理预告登记，不能变更合同", $"unit {disposal.Unit.Code} has a notice of this contract, which is not amended under it"),
                new("请先注销预告登记，变更后重新办理", "cancel the notice, amend the contract, and have it entered anew"),
                page.Says(CertificateNumber.Name, Labels.Certificate(row.Proof)),
                page.Says(new("依据", "basis"), row.Basis));
        }
    }
}
