using Ledger.Chain;
using Ledger.Departments.Access;
using Ledger.V1;

namespace Ledger.Departments.Writing;

/// <summary>Findings and verdicts as messages.</summary>
public static class RuleFailures
{
    /// <summary>What stands for a value that a bank has no authorisation to see.</summary>
    public const string Withheld = "（须经权利人授权查询）/ needs the owner's authorisation";

    /// <summary>A finding as the detail of a refused call, or a notice.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="failedEvent">Index of its event; −1 = the envelope as a whole.</param>
    public static RuleFailure Of(Finding finding, int failedEvent = 0)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var failure = new RuleFailure
        {
            Rule = finding.Rule,
            Severity = finding.Severity.ToString().ToUpperInvariant(),
            NameZh = finding.NameZh,
            NameEn = finding.NameEn,
            MessageZh = finding.MessageZh,
            MessageEn = finding.MessageEn,
            AdviceZh = finding.AdviceZh,
            AdviceEn = finding.AdviceEn,
            Acknowledged = finding.Acknowledged,
            Event = (uint)Math.Max(0, failedEvent),
        };
        failure.Values.AddRange(finding.Values.Select(v => new RuleValue { Label = v.Label, Value = v.Value, Source = v.Source, Entry = v.Entry }));
        return failure;
    }

    /// <summary>
    /// The failure as a bank gets it: which rule, which record, what the bank itself stated, but of the departments' pages only
    /// those of its own mortgages. Else a false act would read any owner out of the register (C-68; domain.md 5).
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

    /// <summary>Failures as a caller may see them.</summary>
    internal static IEnumerable<RuleFailure> For(Caller caller, IEnumerable<RuleFailure> failures) =>
        caller.Kind == CallerKind.BankOperator ? failures.Select(failure => ForBank(failure, caller.Member.CreditCode)) : failures;

    /// <summary>A verdict with every page it was judged on.</summary>
    public static RefusedVerdict Of(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var message = new RefusedVerdict { FailedEvent = verdict.FailedEvent };
        message.Failures.AddRange(verdict.Findings.Select(finding => Of(finding, verdict.FailedEvent)));
        foreach (var read in verdict.Reads)
        {
            var page = new PageReadMessage { Key = read.Key };
            if (read.Page is { } bytes)
            {
                page.Page = Google.Protobuf.ByteString.CopyFrom(bytes);
            }

            message.Reads.Add(page);
        }

        return message;
    }

    private static bool IsShownToBank(string source, string creditCode) =>
        source.Length == 0
        || source == "envelope"
        || source.StartsWith("event.", StringComparison.Ordinal)
        || source.StartsWith("sys/", StringComparison.Ordinal)
        || source.StartsWith("seq/", StringComparison.Ordinal)
        || source.StartsWith($"mortgage/{creditCode}/", StringComparison.Ordinal);
}
