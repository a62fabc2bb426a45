using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-45 履行期限合理: the debt is performed from the signing of the mortgage contract on, and on land that is not for homes within
/// its land term.
/// </summary>
internal static class DebtTerm
{
    public static readonly Rule C45 = Rule.Warn("C-45", "履行期限合理", "loan term within land term", "民法典 400");

    /// <summary>The contract is signed before the term begins.</summary>
    public static void CheckStart(Judgement judgement, MortgageTerms terms, uint signed, Func<Wording, object?, Chain.FindingValue> stated)
    {
        if (signed <= terms.TermStart)
            return;
        judgement.Fail(
            C45,
            new("债务履行期限早于抵押合同签订日期", "the term of the debt begins before the mortgage contract was signed"),
            Advice,
            stated(new("签订日期", "signing date"), Labels.Date(signed)),
            stated(new("债务履行起始日期", "term begins"), Labels.Date(terms.TermStart)));
    }

    /// <summary>The term ends within the land term of each unit.</summary>
    public static void CheckEnd(Judgement judgement, MortgageTerms terms, UnitMortgage unit, Func<Wording, object?, Chain.FindingValue> stated)
    {
        // Both are stored as the day after the last.
        if (unit.LiveTitle is not { LandTermEnd: > 0 } title || terms.TermEnd <= title.LandTermEnd || title.IsResidential(judgement.City))
            return;
        judgement.Fail(
            C45,
            new($"单元{unit.Code}：债务履行期限晚于土地使用期限", $"unit {unit.Code}: the term of the debt ends after the land term"),
            Advice,
            stated(new("债务履行截止日期（不含）", "term ends, exclusive"), Labels.Date(terms.TermEnd)),
            unit.Title.Says(new("土地使用截止日期（不含）", "land term ends, exclusive"), Labels.Date(title.LandTermEnd)));
    }

    private static Wording Advice => new("请核对期限，属实则确认C-45", "check the term, then acknowledge C-45");
}
