using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-20 纳税义务时间, of a contract the day of its signing, of an instrument the day of its effect.</summary>
internal static class LiabilityDay
{
    public static void Check(Judgement judgement, TaxAssessed e, Basis basis)
    {
        if (e.LiabilityDate == basis.Date)
            return;
        judgement.Fail(
            LiabilityDate.C20,
            new("纳税义务发生日期不是合同签订（文书生效）日期", "the liability date is not the day of signing or of effect"),
            new("请按合同签订（文书生效）日期填写", "state the day on which the contract was signed or the instrument took effect"),
            Labels.InEvent(new("纳税义务发生日期", "liability date"), Labels.Date(e.LiabilityDate), "liability_date"),
            basis.Says(new("签订（生效）日期", "signing or effect"), Labels.Date(basis.Date)));
    }
}
