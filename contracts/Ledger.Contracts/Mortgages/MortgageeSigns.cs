using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-41 抵押权人资格: the mortgagee is a member that the ledger marks as lender, and what a mortgagee declares is signed with
/// that bank's own key: not by another bank, nor by the finance department's node.
/// </summary>
internal static class MortgageeSigns
{
    public static readonly Rule C41 = Rule.Reject("C-41", "抵押权人资格", "mortgagee is a licensed lender", "banking practice");

    /// <summary>The signer is the mortgagee itself.</summary>
    /// <returns>False when it is not: who is not a party to a mortgage is told nothing about it.</returns>
    public static bool Check(Judgement judgement, Signer signer, MortgageId mortgage)
    {
        var member = signer.Member;
        if (member.Lender && member.CreditCode == mortgage.Mortgagee)
            return true;
        judgement.Fail(
            C41,
            member.Lender
                ? new($"{member.Organisation}（{member.CreditCode}）不是该抵押的抵押权人{mortgage.Mortgagee}",
                    $"{member.Organisation} ({member.CreditCode}) is not {mortgage.Mortgagee}, the mortgagee")
                : new($"{member.Organisation}（{member.CreditCode}）不是放贷机构，不能代抵押权人{mortgage.Mortgagee}签署",
                    $"{member.Organisation} ({member.CreditCode}) is no lender and does not sign for {mortgage.Mortgagee}, the mortgagee"),
            new("须由抵押权人以其自有密钥签署", "the mortgagee signs this event with its own key"),
            Labels.InEnvelope(new("签名机构", "signer"), member.CreditCode),
            new(Labels.Text(LenderLabel), ValueNames.Text(member.Lender), PageKeys.Member(member.CreditCode)),
            Labels.InEvent(new("抵押权人", "mortgagee"), mortgage.Mortgagee, "mortgage.mortgagee"));
        return false;
    }

    /// <summary>The mortgagee still is a lender of this ledger when its mortgage is recorded.</summary>
    public static void CheckLender(Judgement judgement, MortgageId mortgage, PageView<Member> mortgagee)
    {
        if (mortgagee.Body is { Lender: true })
            return;
        judgement.Fail(
            C41,
            new($"抵押权人{mortgage.Mortgagee}不是账本上的放贷机构", $"the mortgagee {mortgage.Mortgagee} is no lender of this ledger"),
            new("请先将抵押权人登记为成员", "let the mortgagee join the ledger as a lender first"),
            Labels.InEvent(new("抵押权人", "mortgagee"), mortgage.Mortgagee, "mortgage.mortgagee"),
            mortgagee.Says(LenderLabel, mortgagee.Body?.Lender));
    }

    private static Wording LenderLabel => new("放贷机构", "lender");
}
