using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-83 该种类未补录: a rule that asks for a kind of encumbrance finds nothing on a page that was never completed for it from the old
/// book; that is no statement about the old book.
/// </summary>
internal static class KindCompleted
{
    public static readonly Rule C83 = Rule.Inform("C-83", "该种类未补录", "kind not completed", "registry practice");

    public static void Check(Judgement judgement, UnitPages unit, IEnumerable<EncumbranceKind> asked)
    {
        if (unit.Encumbrances.Body is not { Origin: not Origin.NotOpened } page)
            return;
        List<EncumbranceKind> unknown = [.. asked.Distinct().Where(kind => page.SinceOf(kind) is null)];
        if (unknown.Count == 0)
            return;
        judgement.Fail(
            C83,
            new($"单元{unit.Code}的下列种类未从旧登记簿补录，旧簿情况不明", $"unit {unit.Code} was never completed for these kinds: old book unknown"),
            new("请查阅旧登记簿，并以补录（BookCompleted）载入", "look into the old book, and complete the page (BookCompleted)"),
            unit.Encumbrances.Says(
                new("未补录的种类", "kinds not completed"),
                $"{string.Join("、", unknown.Select(kind => EncumbranceKinds.NameOf(kind).Chinese))} / {string.Join(", ", unknown.Select(kind => EncumbranceKinds.NameOf(kind).English))}"));
    }
}
