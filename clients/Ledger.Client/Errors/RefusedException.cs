using Ledger.V1;

namespace Ledger.Client;

/// <summary>The rules refuse the act. Nothing was written; every failed rule is listed.</summary>
public sealed class RefusedException : LedgerException
{
    /// <summary>A refusal with its failures, at least one.</summary>
    public RefusedException(IReadOnlyList<RuleFailure> failures, Exception? inner = null)
        : base(
            string.Join("；", failures.Select(f => $"{f.Rule} {f.NameZh}：{f.MessageZh}")),
            string.Join("; ", failures.Select(f => $"{f.Rule} {f.NameEn}: {f.MessageEn}")),
            inner) => Failures = failures;

    /// <summary>Failed rules with the values that disagree and where each comes from.</summary>
    public IReadOnlyList<RuleFailure> Failures { get; }
}
