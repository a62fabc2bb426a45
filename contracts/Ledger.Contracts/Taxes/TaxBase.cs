using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-18 计税依据≥不含税成交价: the base is not below the price without VAT unless the tax organ set it lower for a stated reason;
/// the deed-tax lines add up to it.
/// </summary>
internal static class TaxBase
{
    public static readonly Rule C18 = Rule.Reject("C-18", "计税依据≥不含税成交价", "base not below net price", "契税法 4; 公告2021年第23号");

    /// <summary>计税依据 above the net price: the tax organ assessed.</summary>
    public static readonly Rule C18Above = C18 with { Severity = Severity.Information, Aspect = "above" };

    public static void Check(Judgement judgement, TaxAssessed e, PageView<ContractPage> contract)
    {
        var page = contract.Body!;
        var net = Money.FromFen(page.PriceFen).NetOf(Rate.FromPerHundredThousand(page.VatRate)).Fen;
        FindingValue Stated() => Labels.InEvent(new("计税依据", "tax base"), Labels.Yuan(e.BaseFen), "base_fen");
        FindingValue Known() => contract.Says(new("不含税成交价", "price without VAT"), Labels.Yuan(net));
        if (e.BaseFen < net && e.BaseReason != BaseReason.AssessedDown)
        {
            judgement.Fail(
                C18,
                new("计税依据低于不含税成交价", "the tax base is below the price without VAT"),
                new("请更正计税依据，或注明核定下调", "correct the base, or state that it was assessed down"),
                Stated(),
                Known());
        }
        else if (e.BaseFen > net)
        {
            judgement.Fail(
                C18Above,
                new("计税依据高于不含税成交价（核定）", "the tax base is above the price without VAT: assessed"),
                new("请确认已核定", "see that the tax organ assessed it"),
                Stated(),
                Known());
        }

        UInt128 sum = 0;
        foreach (var line in e.Lines.Where(line => line.Tax == TaxKind.Deed))
            sum += line.BaseFen;
        if (sum != e.BaseFen)
        {
            judgement.Fail(
                C18,
                new("各契税行计税依据之和不等于计税依据", "the bases of the deed-tax lines do not add up to the tax base"),
                new("请核对各买受人的计税依据", "check the base of every buyer"),
                Labels.InEvent(new("契税行合计", "sum of deed-tax lines"), Labels.Yuan((ulong)UInt128.Min(sum, ulong.MaxValue)), "lines"),
                Stated());
        }
    }
}
