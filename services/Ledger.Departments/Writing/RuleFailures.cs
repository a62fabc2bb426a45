using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Departments.Writing;

/// <summary>Findings and verdicts as messages.</summary>
public static class RuleFailures
{
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
}
