using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-27 共有人同意: to dispose of a whole unit all joint owners sign, owners in shares by the profile's majority; who
/// disposes of its own share alone needs nobody, but joint owners of a share sign together. The share of a co-owner who takes
/// counts neither way: nobody consents for itself.
/// </summary>
internal static class CoOwnersConsent
{
    public static readonly Rule C27 = Rule.Reject("C-27", "共有人同意", "co-owner consent", "民法典 301; 城市房地产管理法 38(4)");

    /// <summary>Checks the signatures under a disposal.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="title">The live title.</param>
    /// <param name="isWhole">Whether the whole unit is disposed of.</param>
    /// <param name="disposing">The parties to the disposal, with who signs.</param>
    /// <param name="stated">How a value of the contract is shown: of the event that signs it, or of its page.</param>
    /// <param name="taking">Who takes, from profile 2 on: a share of their own does not count.</param>
    public static void Check(
        Judgement judgement, PageView<TitlePage> title, bool isWhole, IReadOnlyList<Part> disposing, Func<Wording, object?, FindingValue> stated,
        IReadOnlyList<Party>? taking = null)
    {
        if (title.Body is not { Status: TitleStatus.Registered } page)
            return;
        var holdings = Holding.Of(page.CoOwnership, page.Owners);
        var signed = holdings.Where(holding => holding.Rows.All(row => disposing.Any(part => part.Signs && IsRow(part, row)))).ToList();
        if (!isWhole || holdings.Count == 1)
        {
            // Each holding that is touched is given by all who hold it.
            var unsigned = holdings.Where(holding => !signed.Contains(holding) && holding.Rows.Any(row => disposing.Any(part => IsRow(part, row)))).ToList();
            if (unsigned.Count > 0)
            {
                var missing = unsigned.SelectMany(holding => holding.Rows).Where(row => !disposing.Any(part => part.Signs && IsRow(part, row)));
                Fail(judgement, title, stated, new("共同共有的处分须全体共有人签署", "joint owners dispose together: all of them sign"), disposing,
                    Labels.Parties(missing.Select(row => row.Party)));
            }

            return;
        }

        var others = taking is null ? holdings : [.. holdings.Where(holding => !holding.Rows.All(row => taking.Contains(row.Party)))];
        if (others.Count == 0)
            others = holdings;
        var threshold = judgement.City.ConsentThreshold;
        if (Share.TrySum(others.Where(signed.Contains).Select(holding => holding.Share), out var sum)
            && Share.TrySum(others.Select(holding => holding.Share), out var whole) && whole.TryMultiply(threshold, out var wanted) && sum >= wanted)
        {
            return;
        }

        var of = others.Count == holdings.Count ? new Wording("", "") : new Wording("（买受人自有份额不计）", " of what is not the buyers' own");
        Fail(
            judgement,
            title,
            stated,
            new($"签署的份额{sum}未达到{threshold}{of.Chinese}", $"the shares that signed, {sum}, do not reach {threshold}{of.English}"),
            disposing,
            string.Join(" + ", holdings.Select(holding => holding.Share)));
    }

    private static bool IsRow(Part part, Holder row) => part.Party.Equals(row.Party) && part.Group == row.Group;

    private static void Fail(Judgement judgement,
        PageView<TitlePage> title, Func<Wording, object?, FindingValue> stated, Wording what, IReadOnlyList<Part> disposing, string registered)
        => judgement.Fail(
            C27,
            what,
            new("请取得共有人同意并签署", "obtain the co-owners' consent and signature"),
            stated(new("签署人", "who signed"), Labels.Parties(disposing.Where(part => part.Signs).Select(part => part.Party))),
            title.Says(new("登记簿记载的共有人", "co-owners in the book"), registered));
}
