using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-07 买受人=契税纳税人 and C-09 出卖人=增值税/个税纳税人: who owes a tax is the party of the contract that the law makes owe it.
/// The units of assessment and contract are the same, so parties compare token by token.
/// </summary>
internal static class TaxpayersMatch
{
    public static readonly Rule C07 = Rule.Reject("C-07", "买受人=契税纳税人", "buyer is the deed-tax payer", "契税法 1");

    public static readonly Rule C09 = Rule.Reject("C-09", "出卖人=增值税/个税纳税人", "seller pays the seller's taxes", "个人所得税法 15");

    /// <summary>C-07: the deed-tax payers are the buyers, all of them and nobody else.</summary>
    public static void CheckBuyers(Judgement judgement, IReadOnlyList<TaxLine> lines, PageView<ContractPage> contract)
    {
        var payers = lines.Where(line => line.Tax == TaxKind.Deed).Select(line => line.Taxpayer).Distinct()
            .Order(Comparer<PartyAcrossUnits>.Create(PartyOrder.Compare)).ToList();
        var buyers = contract.Body!.Buyers;
        var wrongSide = lines.Any(line => line.Tax == TaxKind.Deed && line.Side != TaxSide.Transferee);
        var strangers = lines.Where(line => line.Side == TaxSide.Transferee).Select(line => line.Taxpayer).Except(buyers).Any();
        if (!wrongSide && !strangers && payers.SequenceEqual(buyers))
            return;
        judgement.Fail(
            C07,
            new("契税纳税人与合同买受人不一致", "the deed-tax payers are not the buyers of the contract"),
            new("请按合同买受人逐一核定契税", "assess the deed tax of every buyer and of nobody else"),
            Labels.InEvent(new("契税纳税人", "deed-tax payers"), Names(payers), "lines"),
            contract.Says(new("买受人", "buyers"), Names(buyers)));
    }

    /// <summary>C-09: seller taxes are the sellers', and every individual seller has a record of them.</summary>
    public static void CheckSellers(Judgement judgement, IReadOnlyList<TaxLine> lines, PageView<ContractPage> contract)
    {
        var sellers = contract.Body!.Sellers;
        var payers = lines.Where(line => line.Side == TaxSide.Transferor).Select(line => line.Taxpayer).Distinct().ToList();
        var misplaced = lines.Any(line => line.Side == TaxSide.Transferee
            && line.Tax is TaxKind.Vat or TaxKind.VatSurcharge or TaxKind.Income or TaxKind.LandAppreciation);
        var without = sellers.Where(seller => seller.Kind == PartyKind.Person && !payers.Contains(seller)).ToList();
        if (!misplaced && without.Count == 0 && !payers.Except(sellers).Any())
            return;
        judgement.Fail(
            C09,
            without.Count > 0
                ? new($"个人出卖人没有税务记录：{Names(without)}", $"an individual seller has no tax record: {Names(without)}")
                : new("转让方税种的纳税人不是合同出卖人", "the payers of the seller's taxes are not the sellers of the contract"),
            new("请按合同出卖人核定或减免转让方税款", "assess or exempt the seller's taxes of every seller"),
            Labels.InEvent(new("转让方纳税人", "payers on the seller's side"), Names(payers), "lines"),
            contract.Says(new("出卖人", "sellers"), Names(sellers)));
    }

    private static string Names(IEnumerable<PartyAcrossUnits> parties) => Labels.Parties(parties.Select(party => party.At(0)));
}
