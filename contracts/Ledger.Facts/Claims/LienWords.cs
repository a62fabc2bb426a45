using Ledger.V1;

namespace Ledger.Facts;

/// <summary>A lien claim in words.</summary>
internal static class LienWords
{
    public static Wording Of(LienClaim claim)
    {
        var parcels = claim.Covered.Skip(1).ToList();
        var head = new Wording(
            $"截至{claim.EvidenceDay}，{claim.Unit}" + (parcels.Count == 0 ? "" : $"及其所在宗地{string.Join("、", parcels)}"),
            $"As of {claim.EvidenceDay}, {claim.Unit}" + (parcels.Count == 0 ? "" : $" and the land it stands on ({string.Join(", ", parcels)})"));
        var body = claim.Outcome switch
        {
            LienOutcome.None => new Wording("无" + Join(claim.Kinds).Chinese, "none of these kinds: " + Join(claim.Kinds).English),
            LienOutcome.NoneSinceMigration => SinceMigration(claim),
            LienOutcome.NothingRecorded => new("本账本无任何记载，旧登记簿情况不明", "nothing recorded on this ledger, old book unknown"),
            LienOutcome.Encumbered => new(
                $"有{claim.Encumbrances.Count}项负担：{Rows(claim).Chinese}",
                $"{claim.Encumbrances.Count} encumbrance{(claim.Encumbrances.Count == 1 ? "" : "s")}: {Rows(claim).English}"),
            _ => new(
                "无法证明：" + string.Join("；", claim.Problems.Select(p => p.Chinese)),
                "not proved: " + string.Join("; ", claim.Problems.Select(p => p.English))),
        };
        var limits = Limits(claim);
        return new(head.Chinese + "：" + body.Chinese + limits.Chinese + "。", head.English + ": " + body.English + limits.English + ".");
    }

    private static Wording SinceMigration(LienClaim claim)
    {
        var days = claim.Since.GroupBy(static known => known.Since).OrderBy(static group => group.Key)
            .Select(static group => (Day: group.Key, Kinds: Join([.. group.Select(static known => known.Kind)]))).ToList();
        return new(
            $"迁移的旧登记簿中无，{string.Join("，", days.Select(static group => $"自{group.Day}起亦无{group.Kinds.Chinese}"))}；旧簿未经核验",
            $"none in the migrated book, {string.Join(", ", days.Select(static group => $"none of these kinds since {group.Day}: {group.Kinds.English}"))}"
                + "; the old book was not verified");
    }

    private static Wording Limits(LienClaim claim)
    {
        var chinese = "";
        var english = "";
        if (claim.Unopened.Count > 0)
        {
            chinese += $"；未建簿：{string.Join("、", claim.Unopened)}";
            english += $"; no book opened for {string.Join(", ", claim.Unopened)}";
        }

        // Rows found say nothing about completeness: a lender who ranks behind them must be told what the count rests on.
        if (claim.Outcome == LienOutcome.Encumbered && claim.Migrated.Count > 0)
        {
            chinese += $"；{string.Join("、", claim.Migrated)}迁移自旧登记簿，未经核验";
            english += $"; taken over from the old book, not verified: {string.Join(", ", claim.Migrated)}";
        }

        var others = Enum.GetValues<EncumbranceKind>().Where(k => k != EncumbranceKind.Unspecified && !claim.Kinds.Contains(k)).ToList();
        if (others.Count > 0 && claim.Outcome is LienOutcome.None or LienOutcome.NoneSinceMigration or LienOutcome.Encumbered)
        {
            chinese += claim.IsPerKind
                ? $"；尚未从旧登记簿补录、情况不明：{Join(others).Chinese}"
                : $"；本账本不记载、故不在此列：{Join(others).Chinese}";
            english += claim.IsPerKind
                ? $"; not completed from the old book, old book unknown: {Join(others).English}"
                : $"; not recorded on this ledger and so not covered: {Join(others).English}";
        }

        return new(chinese, english);
    }

    private static Wording Rows(LienClaim claim) => new(
        string.Join("；", claim.Encumbrances.Select(e => e.Unit == claim.Unit ? e.Text.Chinese : $"{e.Text.Chinese}（在{e.Unit}上）")),
        string.Join("; ", claim.Encumbrances.Select(e => e.Unit == claim.Unit ? e.Text.English : $"{e.Text.English} (on {e.Unit})")));

    private static Wording Join(IReadOnlyCollection<EncumbranceKind> kinds) => new(
        string.Join("、", kinds.Select(k => EncumbranceKinds.NameOf(k).Chinese)),
        string.Join(", ", kinds.Select(k => EncumbranceKinds.NameOf(k).English)));
}
