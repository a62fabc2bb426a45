using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Failed rules as their reader may see them.</summary>
public static class ShownFailures
{
    /// <summary>What stands for a value that a bank has no authorisation to see.</summary>
    public const string Withheld = "（须经权利人授权查询）/ needs the owner's authorisation";

    /// <summary>
    /// The failure as a bank gets it: which rule, which record, what the bank itself stated, but of the departments' pages only
    /// those of its own mortgages. Else a false act would read any owner out of the register (C-68; 不动产登记暂行条例 27, 28).
    /// </summary>
    /// <param name="failure">As the departments get it.</param>
    /// <param name="creditCode">The bank's credit code.</param>
    public static RuleFailure ForBank(RuleFailure failure, string creditCode)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var shown = failure.Clone();
        foreach (var value in shown.Values.Where(value => !IsShownToBank(value.Source, creditCode)))
        {
            value.Value = Withheld;
            value.Entry = "";
        }

        return shown;
    }

    internal static IEnumerable<RuleFailure> For(Caller caller, IEnumerable<RuleFailure> failures) =>
        caller.Kind == CallerKind.BankOperator ? failures.Select(failure => ForBank(failure, caller.Member.CreditCode)) : failures;

    private static bool IsShownToBank(string source, string creditCode) =>
        source.Length == 0
        || source == "envelope"
        || source.StartsWith("event.", StringComparison.Ordinal)
        || source.StartsWith("sys/", StringComparison.Ordinal)
        || source.StartsWith("seq/", StringComparison.Ordinal)
        || source.StartsWith($"mortgage/{creditCode}/", StringComparison.Ordinal);
}
