using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-40 抵押人=登记权利人: every mortgagor is a live owner, of each unit they hold together at least the share that is
/// mortgaged, and a mortgage of the whole names all owners. Several mortgages may lie on one share: rank orders them.
/// </summary>
internal static class MortgagorsOwn
{
    public static readonly Rule C40 = Rule.Reject("C-40", "抵押人=登记权利人", "mortgagor owns it", "民法典 395, 402");

    /// <summary>Checks the mortgagors of all units of one contract.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="units">The contract's units.</param>
    /// <param name="stated">How a value of the contract is shown: of the event that signs it, or of its page.</param>
    public static void Check(Judgement judgement, IReadOnlyList<UnitMortgage> units, Func<Wording, object?, FindingValue> stated)
    {
        foreach (var unit in units)
            CheckUnit(judgement, unit, stated);
        var live = units.Where(unit => unit.LiveTitle is not null).ToList();
        if (live.Count == 0)
            return;

        // A joint mortgage of several owners' units: each of them owns in one unit at least.
        for (var i = 0; i < live[0].Mortgagors.Count; i++)
        {
            if (live.Exists(unit => unit.Parts.Any(part => part.Party.Equals(unit.Mortgagors[i]))))
                continue;
            judgement.Fail(
                C40,
                new("抵押人不是任何抵押单元的登记权利人", "a mortgagor is no registered owner of any mortgaged unit"),
                new("请按登记簿记载的权利人填写抵押人", "name the owners of the registry book as mortgagors"),
                [
                    stated(MortgagorLabel, Labels.Party(live[0].Mortgagors[i])),
                    .. live.Select(unit => unit.Title.Says(OwnerLabel, Labels.Parties(unit.LiveTitle!.Owners.Select(row => row.Party)))),
                ]);
        }
    }

    private static void CheckUnit(Judgement judgement, UnitMortgage unit, Func<Wording, object?, FindingValue> stated)
    {
        if (unit.LiveTitle is not { } title)
        {
            judgement.Fail(
                C40,
                new($"单元{unit.Code}：没有现势产权，不能抵押", $"unit {unit.Code}: there is no live title to mortgage"),
                new("请先办理首次登记或存量数据开簿", "open the unit first: first registration or migrated opening"),
                stated(MortgagorLabel, Labels.Parties(unit.Mortgagors)),
                unit.Title.Says(OwnerLabel, unit.Title.Body?.Status));
            return;
        }

        var missing = title.Owners.Where(row => !unit.Parts.Any(part => IsRow(part, row))).ToList();
        if (unit.IsWhole && missing.Count > 0)
        {
            Fail(
                judgement, unit, new("抵押全部产权未列明全部权利人", "a mortgage of the whole does not name all owners"),
                stated(MortgagorLabel, Labels.Parties(unit.Parts.Select(part => part.Party))), Labels.Parties(missing.Select(row => row.Party)));
        }

        var holdings = Holding.Of(title.CoOwnership, title.Owners).Where(holding => holding.Rows.Any(row => unit.Parts.Any(part => IsRow(part, row))));
        if (!unit.IsWhole && Share.TrySum(holdings.Select(holding => holding.Share), out var held) && held < unit.Share)
        {
            Fail(judgement, unit, new("抵押份额超过抵押人所持份额", "more is mortgaged than the mortgagors hold"),
                stated(new("抵押份额", "share mortgaged"), unit.Share), held.ToString());
        }
    }

    private static bool IsRow(Part part, Holder row) => part.Party.Equals(row.Party) && part.Group == row.Group;

    private static void Fail(Judgement judgement, UnitMortgage unit, Wording what, FindingValue stated, string registered)
        => judgement.Fail(
            C40,
            new($"单元{unit.Code}：{what.Chinese}", $"unit {unit.Code}: {what.English}"),
            new("请按登记簿记载的权利人和份额填写抵押人", "name the mortgagors and the share as the registry book has them"),
            stated,
            unit.Title.Says(OwnerLabel, registered));

    private static Wording MortgagorLabel => new("抵押人", "mortgagors");

    private static Wording OwnerLabel => new("登记簿记载", "registry book");
}
