using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-43 for a merger: the mortgages of the parts stand one behind the other on what comes; those of one mortgagee as it likes,
/// those of several as they all agree, by exception.
/// </summary>
internal static class MergedRanks
{
    /// <summary>抵押顺位: the ranks stated are those of the mortgages that go on.</summary>
    public static readonly Rule C43 = MortgageRank.C43 with { Aspect = "merged" };

    /// <summary>抵押顺位: several mortgagees.</summary>
    public static readonly Rule C43Several = MortgageRank.C43 with { Aspect = "several mortgagees", Severity = Chain.Severity.Exception };

    public static void Check(Judgement judgement, UnitMergedCase loaded)
    {
        var live = loaded.Mortgages.Select(static view => view.Body!.Id).ToList();
        var stated = loaded.Event.Ranks;
        if (!live.ToHashSet().SetEquals(stated))
        {
            judgement.Fail(
                C43,
                new("所列顺位不是合并单元全部现势抵押权的次序", "the ranks stated are not an order of the units' live mortgages"),
                new("请按顺位列出全部现势抵押权", "list every live mortgage once, from the first rank on"),
                Labels.InEvent(new("所列抵押", "mortgages stated"), Text(stated), "ranks"),
                loaded.Units[0].Encumbrances.Says(new("合并单元的现势抵押", "live mortgages of the units"), Text(live)));
        }

        if (live.Select(static id => (id.Mortgagee, id.Token)).Distinct().Count() < 2)
            return;
        judgement.About(loaded.Merged.Code);
        judgement.Fail(
            C43Several,
            new("合并单元有不同抵押权人的抵押权", "the units bear mortgages of several mortgagees"),
            new("请提交全体抵押权人对合并后顺位的书面约定并经例外批准", "have an exception approved on the written agreement of all mortgagees about the ranks"),
            loaded.Units[0].Encumbrances.Says(new("合并单元的现势抵押", "live mortgages of the units"), Text(live)));
        judgement.About("");
    }

    private static string Text(IEnumerable<MortgageId> ids)
    {
        var text = string.Join(", ", ids.Select(static id => $"{(id.Mortgagee.Length > 0 ? id.Mortgagee : "#")}/{id.ContractNumber}"));
        return text.Length > 0 ? text : Labels.Absent;
    }
}
