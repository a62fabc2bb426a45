using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Collects what the rules of one flow find wrong with one event. All rules run; none stops another, so that the sender
/// sees everything at once.
/// </summary>
/// <param name="flow">The flow as it stands in the profile in force.</param>
/// <param name="book">The pages that the event sees.</param>
internal sealed class Judgement(ProfileFlow flow, Book book)
{
    /// <summary>The present state of a record does not allow the step; not one of the numbered rules.</summary>
    public static readonly Rule State = Rule.Reject("STATE", "状态不允许", "step not allowed in the present state", "state machines 2.4, 3, 4.5");

    /// <summary>An acknowledgement names a rule that did not warn.</summary>
    public static readonly Rule IdleAcknowledgement = Rule.Inform("ACK", "多余的确认", "acknowledgement without warning", "acknowledgements");

    private readonly List<Finding> findings = [];
    private readonly string anyCode = string.Join('/', flow.Codes.Select(FlowCodes.TextOf));

    // What each finding is about; beside it, for a finding has no place for it.
    private readonly List<(string Subject, string Restriction)> subjects = [];
    private (string Subject, string Restriction) about = ("", "");
    private string? code;

    /// <summary>The profile in force.</summary>
    public Profile Profile => book.Profile;

    /// <summary>The ledger's name.</summary>
    public string Origin => book.Origin;

    /// <summary>The city in force.</summary>
    public City City => book.City;

    /// <summary>The severity matrix in force: the profile's with the cells that the city has otherwise.</summary>
    public Matrix Matrix => book.Matrix;

    /// <summary>The working days in force.</summary>
    public WorkingDays WorkingDays => book.WorkingDays;

    /// <summary>The table in force of a kind.</summary>
    public TableSet Table(TableKind kind) => book.Table(kind);

    /// <summary>Time of the envelope, milliseconds since 1970-01-01T00:00:00Z.</summary>
    public ulong TimeMs => book.TimeMs;

    /// <summary>The envelope's day in UTC+8.</summary>
    public Day Today => book.Today;

    /// <summary>
    /// The instants at which restrictions are judged: the envelope's, and for an act on the book the recording's before it. One
    /// that is in force at either counts.
    /// </summary>
    public IReadOnlyList<ulong> Instants { get; private set; } = [book.TimeMs];

    /// <summary>Short name of the event.</summary>
    public string EventName => flow.Name;

    /// <summary>The consents of mortgagees that the act rests on.</summary>
    public ReliedConsents Consents { get; } = new();

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Whether anything found so far keeps the event off the ledger.</summary>
    public bool Refuses => findings.Exists(finding => finding.Refuses);

    /// <summary>Of an act on the book: when its case was accepted, and the instant of its recording.</summary>
    public (ulong AcceptanceMs, ulong RecordingMs)? Recorded { get; private set; }

    /// <summary>Restrictions are judged at the instant of recording too.</summary>
    public void RecordedAt(ulong acceptanceMs, ulong recordingMs)
    {
        Recorded = (acceptanceMs, recordingMs);
        if (recordingMs != TimeMs)
            Instants = [recordingMs, TimeMs];
    }

    /// <summary>
    /// What follows is about this unit, case or document, until the next call: acknowledgements and exceptions name it where a
    /// rule fails for more than one. An exception is moreover one of the restriction that is found: one that came later needs its own.
    /// </summary>
    /// <param name="subject">The unit, case or document.</param>
    /// <param name="restriction">What stands on it, by its document, proof or number; empty for a rule that names none.</param>
    public void About(string subject, string restriction = "") => about = (subject, restriction);

    /// <summary>
    /// What follows is judged in this flow of registration: findings name it, and so do those that came before the first was known.
    /// Until then they name every flow that the event may be of.
    /// </summary>
    public void Under(FlowCode flow)
    {
        var told = FlowCodes.TextOf(flow);
        for (var i = 0; code is null && i < findings.Count; i++)
            findings[i] = findings[i] with { Flow = told };
        code = told;
    }

    /// <summary>What failing a rule does in this flow; null when it does not run here.</summary>
    public Severity? SeverityOf(Rule rule) => flow.SeverityOf(rule);

    /// <summary>Notes that a rule failed; without effect when the profile does not run the rule in this flow.</summary>
    /// <param name="rule">Entry of the catalogue.</param>
    /// <param name="message">What failed.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="values">The values that disagree, each with the record it comes from.</param>
    public void Fail(Rule rule, Wording message, Wording advice, params IReadOnlyList<FindingValue> values)
    {
        if (SeverityOf(rule) is { } severity)
            Fail(rule, severity, message, advice, values);
    }

    /// <summary>Notes that a rule failed whose severity the matrix decides.</summary>
    /// <param name="rule">Entry of the catalogue.</param>
    /// <param name="severity">What it does here.</param>
    /// <param name="message">What failed.</param>
    /// <param name="advice">What to do.</param>
    /// <param name="values">The values that disagree, each with the record it comes from.</param>
    public void Fail(Rule rule, Severity severity, Wording message, Wording advice, params IReadOnlyList<FindingValue> values)
    {
        findings.Add(Found(rule, severity, message, advice, values) with { Flow = code ?? anyCode });
        subjects.Add(about);
    }

    /// <summary>Notes that a field has no valid form, under the rule that covers it; this refuses in every flow.</summary>
    public void Malformed(Rule rule, Wording message, Wording advice, params IReadOnlyList<FindingValue> values)
        => Fail(rule, Severity.Reject, message, advice, values);

    /// <summary>Notes that the present state of a record does not allow this step.</summary>
    /// <param name="record">What the record is, e.g. 合同 / "contract".</param>
    /// <param name="present">Its present state.</param>
    /// <param name="allowed">Event types (short names) that the state allows; empty when it is terminal.</param>
    /// <param name="values">Where the state stands.</param>
    public void WrongState(Wording record, Wording present, IReadOnlyList<string> allowed, params IReadOnlyList<FindingValue> values)
    {
        Fail(
            State,
            new($"{record.Chinese}当前状态为“{present.Chinese}”，不允许{flow.Step.Chinese}",
                $"the {record.English} is {present.English}, which does not allow {flow.Name}"),
            Steps(allowed) ?? new("该状态为终态，不能再办理后续业务", "this state is final; no step follows it"),
            values);
    }

    /// <summary>The steps that a state allows, as far as the profile in force has them, in words; null when none is left.</summary>
    /// <param name="allowed">Event types (short names).</param>
    public Wording? Steps(IReadOnlyList<string> allowed)
    {
        List<ProfileFlow> steps = [.. allowed.Select(Profile.Flows.FindByName).OfType<ProfileFlow>()];
        return steps.Count == 0
            ? null
            : new(
                $"当前可办理：{string.Join("、", steps.Select(step => step.Step.Chinese))}",
                $"steps allowed now: {string.Join(", ", steps.Select(step => $"{step.Name} ({step.Step.English})"))}");
    }

    /// <summary>
    /// Lets the event's acknowledgements accept its warnings. One that accepts nothing is reported as information: it does
    /// no harm, but its writer believes in a warning that is not there. Where the profile asks for it, one without subject
    /// accepts a rule's warnings of one subject only.
    /// </summary>
    public void Acknowledge(IEnumerable<Acknowledgement> acknowledgements)
    {
        foreach (var acknowledgement in acknowledgements)
        {
            var warned = false;
            foreach (var i in Warnings(acknowledgement))
            {
                findings[i] = findings[i] with { Acknowledged = true };
                warned = true;
            }

            if (!warned)
            {
                Fail(
                    IdleAcknowledgement,
                    new($"所确认的规则{acknowledgement.Rule}没有警告", $"rule {acknowledgement.Rule} was acknowledged but did not warn"),
                    new("无需处理", "nothing to do"),
                    Labels.InEvent(new("确认理由", "reason given"), acknowledgement.Reason, "act.acknowledgements"));
            }
        }
    }

    /// <summary>A figure of the city in force.</summary>
    public FindingValue InCity(Wording label, object? value) => book.InCity(label, value);

    /// <summary>Lets an approved exception accept what a rule of severity X found about its subject, and of its restriction where the rule names one.</summary>
    /// <returns>Whether there was such a finding.</returns>
    public bool Except(string rule, string subject, string restriction)
    {
        var excepted = false;
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i] is { Severity: Severity.Exception } finding && finding.Rule == rule && subjects[i].Subject == subject
                && (subjects[i].Restriction.Length == 0 || subjects[i].Restriction == restriction))
            {
                findings[i] = finding with { Acknowledged = true };
                excepted = true;
            }
        }

        return excepted;
    }

    private List<int> Warnings(Acknowledgement acknowledgement)
    {
        List<int> warnings = [];
        for (var i = 0; i < findings.Count; i++)
        {
            if (findings[i].Rule == acknowledgement.Rule && findings[i].Severity == Severity.Warning
                && (acknowledgement.Subject.Length == 0 || acknowledgement.Subject == subjects[i].Subject))
            {
                warnings.Add(i);
            }
        }

        var ambiguous = Profile.AcknowledgementsNameSubjects && acknowledgement.Subject.Length == 0
            && warnings.Select(i => subjects[i].Subject).Distinct(StringComparer.Ordinal).Count() > 1;
        return ambiguous ? [] : warnings;
    }

    /// <summary>A rule that failed, in words.</summary>
    public static Finding Found(Rule rule, Severity severity, Wording message, Wording advice, params IReadOnlyList<FindingValue> values)
        => new(rule.Id, severity, rule.Name.Chinese, rule.Name.English, message.Chinese, message.English, values, advice.Chinese, advice.English);
}
