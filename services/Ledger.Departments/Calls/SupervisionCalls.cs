using Grpc.Core;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>SupervisionService: what the rules found in the department's acts, found and counted.</summary>
internal sealed class SupervisionCalls(IRecordStore store, RecordQueries queries, OperatorNames operators) : SupervisionService.SupervisionServiceBase
{
    /// <summary>Most groups that one answer counts.</summary>
    private const int MaximumGroups = 1000;

    /// <summary>Most operators that one answer names.</summary>
    private const int MaximumOperators = 1000;

    /// <summary>Longest text that a filter can name.</summary>
    private const int LongestName = 64;

    public override Task<ListVerdictsReply> ListVerdicts(ListVerdictsRequest request, ServerCallContext context)
    {
        var size = queries.PageSize(request.PageSize);
        var before = request.PageToken.Length == 0 ? long.MaxValue : RecordQueries.PageToken(request.PageToken);
        var found = store.ListVerdicts(Checked(request.Filter), before, size);
        var reply = new ListVerdictsReply { NextPageToken = found.Count == size ? RecordIds.Of(found[^1].Number) : "" };
        reply.Verdicts.AddRange(found.Select(View));
        return Task.FromResult(reply);
    }

    public override Task<CountVerdictsReply> CountVerdicts(CountVerdictsRequest request, ServerCallContext context)
    {
        var filter = Checked(request.Filter);
        if (request.By.Any(static key => !Enum.IsDefined(key) || key == VerdictKey.Unspecified))
        {
            var faults = new InputFaults();
            faults.Add("by", "无此统计项", "verdicts are not counted by it", "rule, flow, town, day, outcome or event");
            throw faults.ToException();
        }

        var counts = store.CountVerdicts(filter, request.By, MaximumGroups + 1);
        return Task.FromResult(new CountVerdictsReply { Counts = { counts.Take(MaximumGroups) }, More = counts.Count > MaximumGroups });
    }

    public override Task<ListOperatorsReply> ListOperators(ListOperatorsRequest request, ServerCallContext context)
    {
        var faults = new InputFaults();
        if (request.Fingerprints.Count > MaximumOperators)
            faults.Add("fingerprints", "过多", $"{request.Fingerprints.Count} are too many", $"at most {MaximumOperators}");
        if (request.Fingerprints.Any(static print => print.Length != MerkleHash.Size))
            faults.Add("fingerprints", "不是 SHA-256", "one is no SHA-256", $"{MerkleHash.Size} bytes");
        faults.ThrowIfAny();
        var found = request.Fingerprints.Count == 0
            ? operators.List(MaximumOperators + 1)
            : [.. request.Fingerprints.Distinct().Select(print => operators.Find(print.ToByteArray())).OfType<OperatorView>()];
        return Task.FromResult(new ListOperatorsReply
        {
            Operators = { found.Take(MaximumOperators).OrderBy(static known => known.Name, StringComparer.Ordinal) },
            More = found.Count > MaximumOperators,
        });
    }

    private static VerdictFilter Checked(VerdictFilter? filter)
    {
        var faults = new InputFaults();
        foreach (var (field, day) in new[] { ("filter.from_day", filter?.FromDay ?? 0), ("filter.to_day", filter?.ToDay ?? 0) })
        {
            if (day > 0 && !Day.TryFromNumber(day, out _, out var error))
                faults.Add(field, error.Chinese, error.English, "yyyymmdd");
        }

        foreach (var (field, text) in new[] { ("filter.rule", filter?.Rule), ("filter.flow", filter?.Flow), ("filter.event", filter?.Event) })
        {
            if (text?.Length > LongestName)
                faults.Add(field, $"最多{LongestName}个字符", $"it has {text.Length} characters", $"at most {LongestName}");
        }

        if (filter is not null && !Enum.IsDefined(filter.Outcome))
            faults.Add("filter.outcome", "无此结果", "there is no such outcome", "REFUSED, ACKNOWLEDGED or INFORMED");

        faults.ThrowIfAny();
        return filter ?? new VerdictFilter();
    }

    private static VerdictView View(StoredVerdict verdict) => new()
    {
        VerdictId = RecordIds.Of(verdict.Number),
        TimeMs = verdict.Row.TimeMs,
        Profile = verdict.Row.Profile,
        RuleSet = verdict.Row.RuleSet,
        Outcome = verdict.Row.Outcome,
        DryRun = verdict.Row.Record == 0,
        Event = verdict.Row.Event,
        EventTypes = { verdict.Row.EventTypes },
        Flow = verdict.Row.Flow,
        Town = verdict.Row.Town,
        Subjects = { verdict.Row.Subjects },
        Operator = verdict.Row.Operator,
        Organisation = verdict.Row.Organisation,
        Findings = { verdict.Row.Findings },
        RecordId = verdict.Row.Record == 0 ? "" : RecordIds.Of(verdict.Row.Record),
        LeafHash = verdict.Row.LeafHash,
        Evaluator = verdict.Row.Evaluator,
    };
}
