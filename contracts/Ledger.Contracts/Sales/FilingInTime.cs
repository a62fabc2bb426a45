using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-13 30日内备案: a contract is filed within 30 days of its signing.</summary>
internal static class FilingInTime
{
    public static readonly Rule C13 = Rule.Warn("C-13", "30日内备案", "filing within 30 days", "城市房地产开发经营管理条例 26");

    private const int Days = 30;

    public static void Check(Judgement judgement, PageView<ContractPage> contract, uint filed)
    {
        var signed = contract.Body!.SigningDate;
        var taken = Day.FromNumber(filed).DaysSince(Day.FromNumber(signed));
        if (taken <= Days)
            return;
        judgement.Fail(
            C13,
            new($"签订后第{taken}日备案，超过{Days}日", $"filed {taken} days after the signing, more than {Days}"),
            new("请写明逾期原因后确认", "acknowledge C-13 with the reason of the delay"),
            Labels.InEvent(new("备案日期", "filing date"), Labels.Date(filed), "filing_date"),
            contract.Says(new("签订日期", "signing date"), Labels.Date(signed)));
    }
}
