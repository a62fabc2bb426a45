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

    /// <summary>抵押权人资格: a mortgagee outside the ledger.</summary>
    public static readonly Rule C41Outside = C41 with { Severity = Severity.Exception, Aspect = "outside" };

    /// <summary>The signer is the mortgagee itself.</summary>
    /// <returns>False when it is not: who is not a party to a mortgage is told nothing about it.</returns>
    public static bool Check(Judgement judgement, Signer signer, MortgageId mortgage)
    {
        var member = signer.Member;
        if (member.Lender && (member.CreditCode == mortgage.Mortgagee || IsEntrusted(judgement, member, mortgage)))
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

    /// <summary>The signer is the successor of a mortgagee that was merged into it, and governance says so.</summary>
    /// <returns>False when it is not.</returns>
    public static bool CheckSuccessor(Judgement judgement, Signer signer, MortgageId mortgage, MortgageId assignee)
    {
        var member = signer.Member;
        var successor = judgement.City.MergedLenders.GetValueOrDefault(mortgage.Mortgagee);
        if (member.Lender && member.CreditCode == assignee.Mortgagee && successor == assignee.Mortgagee)
            return true;
        judgement.Fail(
            C41,
            new($"{member.Organisation}（{member.CreditCode}）不是{mortgage.Mortgagee}经公布的承继机构",
                $"{member.Organisation} ({member.CreditCode}) is not the published successor of {mortgage.Mortgagee}"),
            new("承继关系须先由治理机构公布", "the succession is published by governance first"),
            Labels.InEnvelope(new("签名机构", "signer"), member.CreditCode),
            Labels.InEvent(new("受让方", "assignee"), assignee.Mortgagee, "agreement.assignee"),
            Labels.InEvent(new("抵押权人", "mortgagee"), mortgage.Mortgagee, "mortgage.mortgagee"));
        return false;
    }

    /// <summary>
    /// From profile 2 on: a lender of this ledger signs its contract itself; only for one outside the ledger, or by a court's
    /// document, the registry enters the contract from paper, by exception.
    /// </summary>
    public static void CheckForRegistration(Judgement judgement, MortgageRegistered e, PageView<Member> mortgagee)
    {
        if (e.Ground == RegistrationGround.LedgerContract)
        {
            CheckLender(judgement, e.Mortgage, mortgagee);
            return;
        }

        judgement.About(e.Recording.AcceptanceNumber);
        var signs = mortgagee.Body is { Lender: true } && e.Ground == RegistrationGround.PaperContract;
        judgement.Fail(
            signs ? C41 : C41Outside,
            signs ? new("抵押权人是账本上的放贷机构，抵押合同由其自行签署", "the mortgagee is a lender of this ledger and signs its contract itself")
                : e.Ground == RegistrationGround.Court ? new("依法院文书登记，抵押权人未在账本上签署",
                    "registered by a court's document: the mortgagee has not signed on the ledger")
                : new("抵押权人不在账本上", "the mortgagee is outside the ledger"),
            signs
                ? new("请由抵押权人以其自有密钥签署抵押合同（MortgageContractSigned）", "let the mortgagee sign the contract with its own key (MortgageContractSigned)")
                : new("请以本业务受理编号申请例外批准（C-41）", "have an exception of C-41 approved for this case's acceptance number"),
            Labels.InEvent(new("抵押权人", "mortgagee"), Labels.Mortgagee(e.Mortgage), "mortgage.mortgagee"),
            Labels.InEvent(new("登记依据", "ground"), e.Ground, "ground"),
            mortgagee.Says(LenderLabel, mortgagee.Body?.Lender));
        judgement.About("");
    }

    /// <summary>From profile 2 on: an assignee is a lender of this ledger; one outside it by exception.</summary>
    public static void CheckAssignee(Judgement judgement, MortgageTransferred e, PageView<Member> assignee)
    {
        if (assignee.Body is { Lender: true })
            return;
        judgement.About(e.Recording.AcceptanceNumber);
        judgement.Fail(
            C41Outside,
            new($"受让方{Labels.Mortgagee(e.Assignee)}不在账本上", $"the assignee {Labels.Mortgagee(e.Assignee)} is outside the ledger"),
            new("请以本业务受理编号申请例外批准（C-41）", "have an exception of C-41 approved for this case's acceptance number"),
            Labels.InEvent(new("受让方", "assignee"), Labels.Mortgagee(e.Assignee), "assignee"),
            assignee.Says(LenderLabel, assignee.Body?.Lender));
        judgement.About("");
    }

    private static bool IsEntrusted(Judgement judgement, Member bank, MortgageId mortgage)
        => judgement.City.EntrustedLenders.GetValueOrDefault(mortgage.Mortgagee) == bank.CreditCode;

    private static Wording LenderLabel => new("放贷机构", "lender");
}
