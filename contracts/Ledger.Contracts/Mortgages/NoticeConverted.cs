using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-36 预告转本登记一致, for a notice of mortgage: what is registered is what was noticed: the unit, the mortgage and its
/// mortgagee, and no more than the amount.
/// </summary>
internal static class NoticeConverted
{
    public static void Check(Judgement judgement, MortgageRegistered e, MortgageUnitCaseTwo unit)
    {
        if (unit.Recording.Converts is not { } proof)
            return;
        var page = unit.Pages.Encumbrances;
        if (unit.Notice is not { } notice || !NoticeLapse.Counts(notice, judgement.Instants, unit.Disposal.Cases))
        {
            Fail(judgement, unit, new("该单元没有此证明号的现势抵押预告", "the unit has no live notice of a mortgage under this proof"),
                Labels.InEvent(CertificateNumber.Name, Labels.Certificate(proof), unit.Path + ".converts"),
                page.Says(new("现势预告", "live notices"),
                    page.Body is null ? null : string.Join(", ", page.Body.Notices.Where(row => row.Ended == 0).Select(row => Labels.Certificate(row.Proof)))));
            return;
        }

        if (!Equals(notice.Mortgage, e.Mortgage))
        {
            Fail(judgement, unit, new("预告的抵押与登记的抵押不同", "the mortgage noticed is another one"),
                Labels.InEvent(MortgageContractNumber.Name, e.Mortgage.ContractNumber, "mortgage.contract_number"),
                page.Says(MortgageContractNumber.Name, notice.Mortgage?.ContractNumber));
        }

        if (e.Terms.AmountFen > notice.AmountFen)
        {
            Fail(judgement, unit, new("登记金额超过预告金额", "more is registered than was noticed"),
                Labels.InEvent(new("被担保金额", "amount secured"), Labels.Yuan(e.Terms.AmountFen), "terms.amount_fen"),
                page.Says(new("预告金额", "amount noticed"), Labels.Yuan(notice.AmountFen)));
        }
    }

    private static void Fail(Judgement judgement, MortgageUnitCaseTwo unit, Wording what, params IReadOnlyList<Chain.FindingValue> values)
    {
        judgement.About(unit.Recording.UnitCode);
        judgement.Fail(
            NoticesConverted.C36,
            new($"单元{unit.Recording.UnitCode}：{what.Chinese}", $"unit {unit.Recording.UnitCode}: {what.English}"),
            new("请按预告登记的内容办理，或不以预告转登记", "register what was noticed, or register without converting the notice"),
            values);
        judgement.About("");
    }
}
