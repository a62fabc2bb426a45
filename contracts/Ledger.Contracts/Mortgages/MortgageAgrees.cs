using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-42 抵押合同与登记一致: what is recorded is what was signed: mode, amount, terms, scope, restriction, units and their shares.
/// Each difference is a finding of its own.
/// </summary>
internal static class MortgageAgrees
{
    public static readonly Rule C42 = Rule.Reject("C-42", "抵押合同与登记一致", "mortgage data match", "担保制度解释 15, 47; 民法典 400");

    public static void Check(Judgement judgement, MortgageRegistered e, PageView<MortgagePage> contract)
    {
        var (stated, signed) = (e.Terms, contract.Body!.Terms);
        Compare(new("抵押方式", "mode"), stated.Mode, signed.Mode, "terms.mode");
        Compare(new("被担保金额", "amount secured"), Labels.Yuan(stated.AmountFen), Labels.Yuan(signed.AmountFen), "terms.amount_fen");
        Compare(new("债务履行期限", "term of the debt"), Span(stated.TermStart, stated.TermEnd), Span(signed.TermStart, signed.TermEnd), "terms.term_start");
        Compare(
            new("债权确定期间", "determination period"),
            Span(stated.DeterminationStart, stated.DeterminationEnd), Span(signed.DeterminationStart, signed.DeterminationEnd), "terms.determination_start");
        Compare(new("担保范围", "scope"), stated.Scope, signed.Scope, "terms.scope");
        Compare(new("是否禁止转让", "transfer restricted"), stated.TransferRestricted, signed.TransferRestricted, "terms.transfer_restricted");
        Compare(
            new("抵押单元与份额", "units and shares"),
            Units(e.Units.Select(unit => (unit.UnitCode, unit.Share))), Units(contract.Body.Units.Select(unit => (unit.UnitCode, unit.Share))), "units");

        void Compare<T>(Wording what, T inEvent, T inContract, string path) => Equal(judgement, contract, what, inEvent, inContract, path);
    }

    /// <summary>What profile 2 adds: object and holdings.</summary>
    public static void CheckTwo(Judgement judgement, MortgageRegistered e, PageView<MortgagePage> contract)
    {
        var signed = contract.Body!;
        if (signed.Object != MortgageObject.Unspecified)
            Equal(judgement, contract, new("抵押不动产类型", "object of the mortgage"), e.Object, signed.Object, "object");
        foreach (var unit in e.Units)
        {
            if (signed.Units.FirstOrDefault(known => known.UnitCode == unit.UnitCode) is { } known)
            {
                Equal(judgement, contract, new("抵押份额的权利人", "holders of the mortgaged share"),
                    Labels.Parties(unit.Holding), Labels.Parties(known.Holding), "units");
            }
        }
    }

    /// <summary>Compares one value of the recording with that of the contract or agreement.</summary>
    public static void Equal<T>(Judgement judgement, PageView<MortgagePage> contract, Wording what, T inEvent, T inContract, string path)
    {
        if (EqualityComparer<T>.Default.Equals(inEvent, inContract))
            return;
        judgement.Fail(
            C42,
            new($"{what.Chinese}与抵押合同不一致", $"the {what.English} recorded is not that of the mortgage contract"),
            new("请按抵押合同登记，或由双方变更合同", "record what the contract says, or let the parties change it"),
            Labels.InEvent(what, inEvent, path),
            contract.Says(what, inContract));
    }

    private static string Span(uint start, uint end) => start == 0 ? Labels.Absent : $"{Labels.Date(start)} – {Labels.Date(end)}";

    private static string Units(IEnumerable<(string Code, ShareMessage Share)> units)
        => string.Join(", ", units.Select(unit => $"{unit.Code} {unit.Share.Read()}"));
}
