using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-67 限购限售: where the city checks who may buy, the contract names the proof; and a unit is not sold again before its resale
/// bar is over, which the book states, or follows from the city's months since the title.
/// </summary>
internal static class LocalRestriction
{
    public static readonly Rule C67 = Rule.Reject("C-67", "限购限售", "local restriction", "local policy");

    private static readonly Wording BarredUntil = new("限售至（不含）", "barred until, exclusive");

    /// <summary>The proof of the buyers' qualification.</summary>
    public static void CheckPurchase(Judgement judgement, AgreedSale sale)
    {
        if (!judgement.City.ChecksPurchase || sale.QualificationNumber.Length > 0)
            return;
        judgement.Fail(
            C67,
            new("本市核查购房资格，合同未填写购房资格证明编号", "the city checks who may buy, and the contract names no proof of it"),
            new("请先取得购房资格证明并填写编号", "obtain the proof of qualification and state its number"),
            Labels.InEvent(new("购房资格证明编号", "proof of qualification"), Labels.Absent, "qualification_number"));
    }

    /// <summary>The resale bar of a unit.</summary>
    public static void CheckResale(Judgement judgement, AgreedSale sale, AgreedUnit unit)
    {
        if (unit.Sale.Pages.LiveTitle is not { } title || BarredUntilOf(judgement.City, title) is not { } until || sale.Signed >= until)
            return;
        judgement.Fail(
            C67,
            new($"单元{unit.Code}尚在限售期内", $"unit {unit.Code} may not be sold again yet"),
            new("请待限售期满后签订", "sign after the bar is over"),
            Labels.InEvent(new("签订日期", "signing date"), Labels.Date(sale.Signed), "signing_date"),
            unit.Sale.Pages.Title.Says(BarredUntil, Labels.Date(until)),
            unit.Sale.Pages.Title.Says(new("登簿日期", "recording date"), Labels.Date(title.RecordingDate)),
            judgement.InCity(new("限售月数", "months of the bar"), judgement.City.ResaleBarMonths));
    }

    /// <summary>First day on which a title may be sold again; null when nothing bars it.</summary>
    /// <remarks>The city's months bar what was bought; the bar runs through its last day.</remarks>
    public static uint? BarredUntilOf(City city, TitlePage title)
    {
        if (title.ResaleBarredUntil != 0)
            return title.ResaleBarredUntil;
        return city.ResaleBarMonths > 0 && (title.Basis.Length > 0 || title.ContractNumber.Length > 0)
            ? Day.FromNumber(title.RecordingDate).AddMonths(city.ResaleBarMonths).AddDays(1).Number
            : null;
    }
}
