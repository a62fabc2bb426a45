using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>F-06 权利人义务人不得重复, in a mortgage: nobody mortgages its unit to itself.</summary>
internal static class MortgageeIsNoMortgagor
{
    public static void Check(Judgement judgement, MortgageContractSigned e)
    {
        for (var i = 0; i < e.Mortgagors.Count; i++)
        {
            if (e.Mortgagors[i].CreditCode != e.Mortgage.Mortgagee)
                continue;
            judgement.Fail(
                SidesDiffer.F06,
                new("同一机构既是抵押权人又是抵押人", "the same organisation is both mortgagee and mortgagor"),
                new("请核对抵押双方", "check both sides of the mortgage"),
                Labels.InEvent(new("抵押权人", "mortgagee"), e.Mortgage.Mortgagee, "mortgage.mortgagee"),
                Labels.InEvent(new("抵押人", "mortgagor"), e.Mortgagors[i].CreditCode, $"mortgagors[{i}].credit_code"));
        }
    }
}
