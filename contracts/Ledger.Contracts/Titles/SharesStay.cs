using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-26 for a change of co-ownership: the same parties, each with what it held; a share that grows is a transfer, with its taxes.
/// Joint owners hold equally as far as they part (CC 309), spouses as they settle it.
/// </summary>
internal static class SharesStay
{
    public static readonly Rule C26 = SharesSumToOne.C26 with { Aspect = "shares stay" };

    public static void Check(Judgement judgement, TitlePage before, CoOwnershipChanged e, PageView<TitlePage> title)
    {
        var (held, holds) = (Stakes(before.CoOwnership, before.Owners), Stakes(e.CoOwnership, e.Owners));
        if (!held.Keys.ToHashSet().SetEquals(holds.Keys))
        {
            Fail(judgement, e, title, new("权利人与登记簿不一致", "the owners are not those in the book"), Labels.Parties(holds.Keys), Labels.Parties(held.Keys));
            return;
        }

        // Spouses are two; what others settle among them is a partition.
        if (e.BetweenSpouses && held.Count == 2)
            return;
        if (held.All(pair => holds[pair.Key] == pair.Value))
            return;
        Fail(judgement, e, title, new("权利人所持份额有变化", "an owner's share changes"), Text(holds), Text(held));
    }

    // What each holds if they part: a group's share, or the whole, in equal parts; null where that is no fraction of 64 bits.
    private static Dictionary<Party, Share?> Stakes(CoOwnership kind, IReadOnlyList<Holder> owners)
    {
        var stakes = new Dictionary<Party, Share?>();
        foreach (var holding in Holding.Of(kind, owners))
        {
            Share? part = holding.Share.TryMultiply(Share.Of(1, (ulong)holding.Rows.Count), out var each) ? each : null;
            foreach (var row in holding.Rows)
            {
                stakes[row.Party] = stakes.TryGetValue(row.Party, out var known)
                    ? known is { } a && part is { } b && a.TryAdd(b, out var sum) ? sum : null
                    : part;
            }
        }

        return stakes;
    }

    private static void Fail(Judgement judgement, CoOwnershipChanged e, PageView<TitlePage> title, Wording what, string seen, string wanted)
        => judgement.Fail(
            C26,
            what,
            new("共有性质变更不改变权利人及其份额；份额变化请办理转移登记", "a change of co-ownership changes neither owners nor shares; a changed share is a transfer"),
            Labels.InEvent(new("变更后", "afterwards"), seen, "owners"),
            Labels.InEvent(new("共有方式", "co-ownership"), e.CoOwnership, "co_ownership"),
            title.Says(new("登记簿记载", "in the book"), wanted));

    private static string Text(Dictionary<Party, Share?> stakes)
        => string.Join(
            ", ",
            stakes.OrderBy(static pair => pair.Key, Comparer<Party>.Create(PartyOrder.Compare))
                .Select(static pair => $"{Labels.Party(pair.Key)} {pair.Value}"));
}
