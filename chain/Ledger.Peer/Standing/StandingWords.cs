using System.Globalization;

namespace Ledger.Peers;

/// <summary>What a peer says of its standing, in both languages.</summary>
internal static class StandingWords
{
    /// <summary>Too few members have answered.</summary>
    /// <param name="unanswered">Those that have not.</param>
    /// <param name="needed">How many answers are needed.</param>
    /// <param name="faults">Why an answer is lacking, by member.</param>
    /// <param name="undecided">A line that makes every answer needed; null when there is none.</param>
    public static StandingReport Asking(IEnumerable<string> unanswered, int needed, IReadOnlyDictionary<string, string> faults, LooseLine? undecided)
    {
        var names = string.Join(", ", unanswered.Order(StringComparer.Ordinal)
            .Select(name => faults.TryGetValue(name, out var fault) ? $"{name} ({fault})" : name));
        var (zh, en) = undecided is null ? ("", "") : (
            $"{undecided.Target.Of} 已签署本节点没有的区块 {undecided.Target.Line.Block}；尚未答复者若也已签署，该区块即具法定数，故须等待其答复，或将排序迁至持有该区块的节点。",
            FormattableString.Invariant(
                $"{undecided.Target.Of} signed block {undecided.Target.Line.Block}, which this peer lacks; if those not heard yet signed it too, it bears the quorum, so they are waited for; ")
                + "or move the ordering to the node that holds that block. ");
        return new StandingReport(
            StandingState.Asking,
            null,
            $"启动后正在向其他成员询问本节点密钥此前签署到何处（需 {needed} 个答复），尚未答复：{names}；{zh}在此之前不排序、不签名。请启动这些节点；确实无法联系时，由操作员以 --stand-alone-word \"理由\" 启动本节点。",
            FormattableString.Invariant(
                $"After its start it asks the other members how far its keys had signed ({needed} answers needed); not answered yet: {names}. {en}")
                + "Until then it neither orders nor signs. Start those nodes; if they cannot be reached, an operator starts this one with --stand-alone-word \"<reason>\".");
    }

    /// <summary>Blocks up to a line are read.</summary>
    /// <param name="target">The line.</param>
    /// <param name="head">Newest block held.</param>
    /// <param name="holder">Member that is read from; null when ordering shows them.</param>
    /// <param name="unanswered">Members whose answers would do instead, for the line binds only with theirs; empty when it binds by itself.</param>
    public static StandingReport Behind(StandingTarget target, ulong head, string? holder, IReadOnlyCollection<string> unanswered)
    {
        var lacking = target.Line.Block - Math.Min(head, target.Line.Block);
        var names = string.Join(", ", unanswered);
        var (zh, en) = names.Length == 0 ? ("", "") : ($"（或待 {names} 答复）", $" (or once {names} have answered)");
        return new StandingReport(
            StandingState.Behind,
            target.Line.Block,
            $"落后：{target.Of} 已签署区块 {target.Line.Block}，本节点在区块 {head}，缺 {lacking} 个；正从 {holder ?? "排序"} 补齐{zh}，之后才排序和签名，无需操作。",
            FormattableString.Invariant($"It is behind: {target.Of} signed block {target.Line.Block}, this peer stands at block {head}, {lacking} behind. ")
                + $"It reads them from {holder ?? "ordering"}{en} and orders and signs after that; nothing need be done.");
    }

    /// <summary>Nobody gave the blocks up to a line.</summary>
    public static StandingReport Unreachable(StandingTarget target, string why) => new(
        StandingState.Behind,
        target.Line.Block,
        $"落后：{target.Of} 已签署区块 {target.Line.Block}，但无人给出通往它的区块（{why}）；将继续询问，在此之前不排序、不签名，--stand-alone-word 也不例外。请启动持有该区块的节点，或把排序迁至该节点；本节点密钥所签的区块已无处可得时，须由治理更换密钥。",
        FormattableString.Invariant(
            $"It is behind: {target.Of} signed block {target.Line.Block}, but nobody gives the blocks up to it ({why}); it asks again, and neither orders nor signs until then, --stand-alone-word or not. ")
            + "Start the node that holds it, or move the ordering there; when a block this peer's own key signed is nowhere to be had, it needs new keys by governance.");

    /// <summary>This peer's own key signed another history.</summary>
    public static PeerStatus SecondRoot(RootAlarm alarm) => new(
        PeerState.Failed,
        string.Create(CultureInfo.InvariantCulture,
            $"This peer's own key signed another root for size {alarm.Size} than its store holds; both notes are in {AlarmFile.FileName}. ")
            + "It orders and signs nothing: rebuild it by replay from another node, and give it new keys by governance.",
        alarm.Block);
}
