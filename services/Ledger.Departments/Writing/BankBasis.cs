using Ledger.Acts;

namespace Ledger.Departments;

/// <summary>
/// Whether a bank may hear how its acts stand with the register (C-68; 不动产登记暂行条例 27, 28), as each act's form says. All acts of a
/// request are judged together, and which of them fails is not said.
/// </summary>
internal sealed class BankBasis(IPageReader pages)
{
    /// <summary>Judges the acts of one request.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="creditCode">The bank's credit code.</param>
    public bool Holds(IReadOnlyList<BuiltAct> acts, string creditCode)
    {
        var known = new BankPages(pages, creditCode);

        // All, and not up to the first that fails: how long it takes must not say which.
        return acts.Count(act => act.Form?.HasBasis(act.Body, known) == true) == acts.Count;
    }
}
