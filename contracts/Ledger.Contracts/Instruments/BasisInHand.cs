using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-04 for a contract or instrument that ends: a case that rests on it is withdrawn first.</summary>
internal static class BasisInHand
{
    public static readonly Rule C04 = Rule.Reject("C-04", "不得正在办理其他登记", "no other case in progress", "registry practice") with { Aspect = "basis" };

    /// <summary>The cases open on units.</summary>
    public static IReadOnlyList<PageView<CasePage>> Load(Book book, IEnumerable<string> units)
        => [.. units
            .SelectMany(unit => book.Desk(unit).Body?.Cases ?? [])
            .Select(entry => entry.AcceptanceNumber)
            .Distinct(StringComparer.Ordinal)
            .Select(book.Case)];

    /// <summary>None of the open cases rests on the basis.</summary>
    public static void Check(Judgement judgement, string basis, IReadOnlyList<PageView<CasePage>> open)
    {
        foreach (var view in open.Where(view => view.Body?.Basis == basis))
        {
            judgement.Fail(
                C04,
                new($"业务{view.Body!.AcceptanceNumber}正据此办理", $"case {view.Body.AcceptanceNumber} rests on it"),
                new("请先撤回该业务（CaseWithdrawn）", "withdraw the case first (CaseWithdrawn)"),
                view.Says(AcceptanceNumber.Name, view.Body.AcceptanceNumber),
                view.Says(new("业务状态", "state of the case"), view.Body.State));
        }
    }
}
