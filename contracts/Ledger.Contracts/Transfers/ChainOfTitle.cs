using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-56 权利链连续: the certificates named as previous are the sellers' live ones.</summary>
internal static class ChainOfTitle
{
    public static readonly Rule C56 = Rule.Reject("C-56", "权利链连续", "chain of title", "registry practice");

    public static void Check(Judgement judgement, UnitTransfer transfer, UnitSale sale, string path)
    {
        if (sale.Outcome is not { } outcome || transfer.Previous.SequenceEqual(outcome.Previous))
            return;
        judgement.Fail(
            C56,
            new($"单元{sale.Code}的原证号与现势证书不符", $"the previous certificates of unit {sale.Code} are not the sellers' live ones"),
            new("请填写转让人现势证书的证号", "state the live certificates of those who give up a share"),
            Labels.InEvent(new("原证号", "previous certificates"), Text(transfer.Previous), path + ".previous"),
            sale.Pages.Title.Says(new("现势证号", "live certificates"), Text(outcome.Previous)));
    }

    private static string Text(IReadOnlyCollection<CertificateId> ids) => ids.Count > 0 ? string.Join(", ", ids.Select(Labels.Certificate)) : Labels.Absent;
}
