using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-26 按份共有份额之和为1, as far as a mortgage is concerned: sole and joint owners have no shares, so they mortgage the whole
/// or nothing; what owners in shares hold together is a fraction of 64-bit integers.
/// </summary>
internal static class MortgagedShare
{
    /// <summary>Checks the share of one unit.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="stated">How a value of the contract is shown: of the event that signs it, or of its page.</param>
    public static void Check(Judgement judgement, UnitMortgage unit, Func<Wording, object?, FindingValue> stated)
    {
        if (unit.IsWhole || unit.LiveTitle is not { } title)
            return;
        if (title.CoOwnership is CoOwnership.Single or CoOwnership.Joint)
        {
            Fail(
                judgement, unit, stated, title,
                new("单独所有或共同共有没有份额，不能只抵押部分份额", "sole and joint owners have no shares: they mortgage the whole"),
                new("请抵押全部产权，或先变更为按份共有", "mortgage the whole, or record shares first"));
            return;
        }

        var held = Holding.Of(title.CoOwnership, title.Owners)
            .Where(holding => holding.Rows.Any(row => unit.Parts.Any(part => part.Party.Equals(row.Party) && part.Group == row.Group)));
        if (Share.TrySum(held.Select(holding => holding.Share), out _))
            return;
        Fail(
            judgement, unit, stated, title,
            new("抵押人所持份额之和无法以64位整数的分数表示", "what the mortgagors hold together is no fraction of 64-bit integers"),
            new("请先由共有人变更份额登记", "let the co-owners record simpler shares first"));
    }

    private static void Fail(
        Judgement judgement, UnitMortgage unit, Func<Wording, object?, FindingValue> stated, TitlePage title, Wording what, Wording advice)
        => judgement.Fail(
            SharesSumToOne.C26,
            new($"单元{unit.Code}：{what.Chinese}", $"unit {unit.Code}: {what.English}"),
            advice,
            stated(new("抵押份额", "share mortgaged"), unit.Share),
            unit.Title.Says(new("共有方式", "co-ownership"), title.CoOwnership),
            unit.Title.Says(new("登记份额", "shares in the book"),
                string.Join(", ", title.Owners.Select(owner => owner.Share?.Read().ToString() ?? Labels.Absent))));
}
