using System.Globalization;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// A run of random acts on a town, each step by a number of its own; the invariants are asked after every one. A run is replayed by
/// its numbers, and shortened by leaving some out.
/// </summary>
internal sealed class RandomRun : IDisposable
{
    private const int StepsBetweenFullChecks = 50;
    private const int StepsBetweenDrops = 7;

    private static readonly (int Weight, Func<Town, Lots, Draft?> Make)[] Makers =
    [
        .. OpeningMakers.All, .. SaleMakers.All, .. TaxMakers.All, .. TransferMakers.All, .. MortgageMakers.All, .. SeizureMakers.All, .. NoticeMakers.All,
        .. TitleMakers.All, .. CaseMakers.All, .. OfficeMakers.All,
    ];

    private static readonly Dictionary<string, Google.Protobuf.Reflection.MessageDescriptor> Types = EventTypes.Files
        .SelectMany(static file => file.MessageTypes).ToDictionary(static type => type.FullName, StringComparer.Ordinal);

    private static readonly HashSet<string> Naming = ["unit_code", "acceptance_number", "contract_number", "document_number", "basis", "number"];

    private static readonly int Weights = Makers.Sum(static maker => maker.Weight);

    private readonly Town town = new();
    private readonly Invariants invariants;
    private readonly Statistics? statistics;
    private readonly List<(Member Signer, IReadOnlyList<Event> Events, ulong TimeMs, bool Accepted)> log = [];
    private readonly List<(int Envelopes, string Digest)> marks = [];
    private int steps;

    private RandomRun(Statistics? statistics)
    {
        this.statistics = statistics;
        invariants = new(town);
        foreach (var draft in town.Beginning())
            Submit(draft).Accept();
    }

    /// <summary>Runs steps.</summary>
    /// <returns>What went wrong; null for nothing.</returns>
    public static Exception? Run(IReadOnlyList<ulong> numbers, Statistics? statistics = null, bool replay = true)
    {
        using var run = new RandomRun(statistics);
        try
        {
            foreach (var number in numbers)
                run.Step(number);
            run.Finish(replay);
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return fault;
        }
    }

    /// <summary>The numbers of a run.</summary>
    public static IReadOnlyList<ulong> Numbers(ulong seed, int steps) => [.. Enumerable.Range(0, steps).Select(step => Lots.Of(seed, step))];

    /// <summary>Leaves out steps as long as the same goes wrong.</summary>
    public static IReadOnlyList<ulong> Shorten(IReadOnlyList<ulong> numbers, Exception fault)
    {
        var left = numbers.ToList();
        for (var size = left.Count / 2; size > 0; size /= 2)
        {
            for (var from = left.Count - size; from >= 0; from -= size)
            {
                var fewer = left.ToList();
                fewer.RemoveRange(from, size);
                if (Run(fewer) is { } again && Kind(again) == Kind(fault))
                    left = fewer;
            }
        }

        return left;
    }

    /// <summary>The numbers as text, and back.</summary>
    public static string Text(IEnumerable<ulong> numbers) => string.Join(' ', numbers.Select(number => number.ToString("x", CultureInfo.InvariantCulture)));

    /// <inheritdoc cref="Text"/>
    public static IReadOnlyList<ulong> Parse(string text)
        => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => ulong.Parse(number, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    /// <summary>What the steps of a run did, for who looks for the fault.</summary>
    public static string Tell(IReadOnlyList<ulong> numbers)
    {
        using var run = new RandomRun(null);
        var told = new List<string>();
        try
        {
            foreach (var number in numbers)
            {
                var before = run.log.Count;
                run.Step(number);
                told.AddRange(run.log.Skip(before).Select(Line));
            }

            run.Finish(true);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            told.Add(Line(run.log[^1]));
            told.Add(fault.ToString());
        }

        return string.Join('\n', told);

        static string Line((Member Signer, IReadOnlyList<Event> Events, ulong TimeMs, bool Accepted) entry)
            => $"{Day.At(entry.TimeMs)} {entry.Signer.Organisation,-12} {(entry.Accepted ? "+" : "-")} "
                + string.Join(" + ", entry.Events.Select(e => e.Type["ledger.v1.".Length..] + (entry.Accepted ? " " + TextOf(e) : "")));
    }

    /// <inheritdoc/>
    public void Dispose() => town.Dispose();

    private static string TextOf(Event e)
    {
        var message = Types[e.Type].Parser.ParseFrom(e.Body);
        var act = Town.ActOf(message);
        (act.Document, act.RequestHash, act.Operator) = (null, ByteString.Empty, ByteString.Empty);
        return JsonFormatter.Default.Format(message);
    }

    private static string Kind(Exception fault) => fault is BrokenInvariantException broken ? $"invariant {broken.Invariant}" : fault.GetType().Name;

    private void Step(ulong number)
    {
        var lots = new Lots(number);
        Move(lots);
        if (Make(lots) is not { } draft)
            return;
        if (Prepare(draft, lots) is { } refused)
            draft = GoOn(draft, refused, lots);
        var mutated = lots.Chance(22);
        if (mutated)
        {
            draft = Mutant.Of(draft, lots, town);
            if (lots.Chance(40))
                Prepare(draft, lots);
        }

        var outcome = Submit(draft);
        statistics?.Note(draft.Name, outcome, !mutated);
        if (!outcome.Accepted)
            Want(draft, outcome, lots);
        if (++steps % StepsBetweenFullChecks == 0)
        {
            invariants.CheckAll();
            marks.Add((log.Count, town.Ledger.Digest()));
        }
    }

    // Minutes as a rule; now and then days, months, or to the border of something.
    private void Move(Lots lots)
    {
        var ledger = town.Ledger;
        ledger.TimeMs += (ulong)lots.Between(1, 40) * 60_000;
        var jump = lots.Below(1_000);
        if (jump < 60)
            Go(lots.Between(1, 3));
        else if (jump < 75)
            Go(lots.Between(4, 30));
        else if (jump < 79)
            Go(lots.Between(31, 200));
        else if (jump < 90 && Border(lots) is { } day && day > town.Today)
            ledger.TimeMs = (ulong)day.StartMilliseconds + (ulong)lots.Of(0, 1, 36_000_000);
        if (Day.At(ledger.TimeMs + 3_600_000) != town.Today)
            Go(1);

        void Go(int days) => ledger.TimeMs = (ulong)town.Today.AddDays(days).StartMilliseconds + (9 * 3_600_000ul);
    }

    private Day? Border(Lots lots)
    {
        List<Day> days = [];
        foreach (var unit in town.Book.Units.Values)
        {
            days.AddRange(unit.Rights.Where(right => right is { Ended: null, Lapses: not null }).Select(right => right.Lapses!.Value));
            if (unit.Seizures.Count > 0)
                days.AddRange(NaiveQueue.EndsFrom(unit.Seizures, town.Today));
        }

        days.RemoveAll(day => day <= town.Today || day.DaysSince(town.Today) > (lots.Chance(10) ? 1_200 : 200));
        return days.Count == 0 ? null : lots.Of(days).AddDays(lots.Between(-1, 1));
    }

    private Draft? Make(Lots lots)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var place = lots.Below(Weights);
            var maker = 0;
            while (place >= Makers[maker].Weight)
                place -= Makers[maker++].Weight;
            if (Makers[maker].Make(town, lots) is { } draft)
                return draft;
        }

        return null;
    }

    // Where another case is open on the unit, that one is done first.
    private Draft GoOn(Draft draft, Outcome refused, Lots lots)
    {
        if (town.Cases.Count == 0 || lots.Chance(15) || !refused.Findings.Any(finding => finding is { Rule: "C-04", Refuses: true }))
            return draft;

        var units = Subjects(draft.Events[refused.FailedEvent]);
        var open = town.Cases.Find(open => open.Application.Flows.Any(flow => units.Contains(flow.UnitCode)));
        if (open is null)
            return draft;
        var first = lots.Chance(70) ? CaseMakers.Record(town, lots, open) : CaseMakers.Withdrawal(town, open);
        Prepare(first, lots);
        return first;
    }

    // What a clerk does before he submits: acknowledges warnings, names consents and approved exceptions.
    // Gives what stands in the way all the same.
    private Outcome? Prepare(Draft draft, Lots lots)
    {
        if (lots.Chance(4))
            return null;
        for (var tries = 0; tries < 6; tries++)
        {
            var outcome = town.Ledger.Try(draft.Signer, draft.Events);
            if (outcome.Accepted)
                return null;
            var e = draft.Events[outcome.FailedEvent];
            var act = Town.ActOf(e);
            var changed = false;
            foreach (var finding in outcome.Findings.Where(finding => finding.Refuses))
                changed |= finding.Severity == Severity.Warning ? Acknowledge(act, e, finding.Rule) : Consent(act, e, finding, lots);
            if (!changed)
                return outcome;
        }

        return null;
    }

    private bool Acknowledge(Act act, IMessage e, string rule)
    {
        var known = act.Acknowledgements.Where(row => row.Rule == rule).ToList();
        List<string> subjects = known.Count == 0 ? [""] : [.. Subjects(e).Where(subject => !known.Exists(row => row.Subject == subject))];
        if (subjects.Count == 0 || known.Count > 1)
            return false;
        foreach (var subject in subjects)
        {
            var row = new Acknowledgement { Rule = rule, Reason = rule == "C-37" ? "RISK_STATEMENT" : "CHECKED", Subject = subject };
            if (rule == "C-37")
                row.Document = Acts.Bytes(12);
            act.Acknowledgements.Add(row);
        }

        var sorted = act.Acknowledgements.OrderBy(row => row.Rule, StringComparer.Ordinal).ThenBy(row => row.Subject, StringComparer.Ordinal).ToList();
        act.Acknowledgements.Clear();
        act.Acknowledgements.AddRange(sorted);
        return true;
    }

    private bool Consent(Act act, IMessage e, Finding finding, Lots lots)
    {
        if (finding.Severity == Severity.Exception
            && town.Exceptions.Find(known => known.Rule == finding.Rule && known.Event == e.Descriptor.Name && Subjects(e).Contains(known.Subject)
                && !act.Exceptions.Any(use => use.Number == known.Number)) is { } exception)
        {
            act.Exceptions.Add(new ExceptionUse { Rule = exception.Rule, Number = exception.Number });
            var sorted = act.Exceptions.OrderBy(use => use.Rule, StringComparer.Ordinal).ThenBy(use => use.Number, StringComparer.Ordinal).ToList();
            act.Exceptions.Clear();
            act.Exceptions.AddRange(sorted);
            return true;
        }

        if (finding.Rule is not ("C-34" or "C-85") || act.Consents.Count > 0 || lots.Chance(40))
            return false;
        var of = Subjects(e).SelectMany(unit => town.Encumbrances(unit).Notices.Where(row => row.Ended == 0).Select(row => row.Proof.Number)
            .Append(town.Book.DealOn(unit)?.Number ?? "")).Where(number => number.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        act.Consents.AddRange(of.Select(number => new Consent { Of = number, Document = Acts.Bytes(13) }));
        return of.Count > 0;
    }

    // What a finding may be about: units, the case, what the event names.
    private static IReadOnlyList<string> Subjects(IMessage e)
    {
        SortedSet<string> subjects = new(StringComparer.Ordinal);
        Gather(e);
        return [.. subjects];

        void Gather(IMessage message)
        {
            foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
            {
                var value = field.Accessor.GetValue(message);
                if (value is string { Length: > 0 } text && Naming.Contains(field.Name))
                    subjects.Add(text);
                else if (value is MortgageId id)
                    subjects.Add($"{id.Mortgagee}/{id.ContractNumber}");
                else if (value is IMessage inner and not Act)
                    Gather(inner);
                else if (field.IsRepeated && value is System.Collections.IList { Count: > 0 } list && list[0] is IMessage)
                    list.Cast<IMessage>().ToList().ForEach(Gather);
            }
        }
    }

    // What an exception would let pass: somebody may approve it.
    private void Want(Draft draft, Outcome outcome, Lots lots)
    {
        if (outcome.Findings.FirstOrDefault(finding => finding is { Severity: Severity.Exception, Refuses: true }) is not { } finding)
            return;
        var e = draft.Events[outcome.FailedEvent];
        if (town.Wanted.Count > 20)
            town.Wanted.RemoveAt(0);
        var restricted = finding.Rule is "C-29" or "C-30" or "C-63" or "C-85" && finding.Values.Count > 0 && lots.Chance(90);
        var units = Subjects(e).Where(subject => subject.Length == Town.Land.Length).ToList();
        town.Wanted.Add((
            finding.Rule, e.Descriptor.Name, units.Count > 0 && lots.Chance(85) ? lots.Of(units) : lots.Of(Subjects(e)),
            restricted ? finding.Values[0].Value : ""));
    }

    private Outcome Submit(Draft draft)
    {
        List<Event> events = [.. draft.Events.Select(static e => new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() })];
        var before = town.Ledger.TimeMs;
        log.Add((draft.Signer, events, before, false));
        CheckDropped(draft);
        var outcome = town.Ledger.Submit(draft.Signer, events);
        log[^1] = log[^1] with { Accepted = outcome.Accepted };
        if (!outcome.Accepted)
            return outcome;
        foreach (var e in draft.Events)
        {
            town.Book.Apply(e, town.Ledger.TimeMs);
            Mutant.Note(e, town.Seen);
        }

        town.Note(town.Ledger.Changed);
        draft.Taken?.Invoke();
        invariants.Check(town.Ledger.Changed);
        town.Cases.RemoveAll(open => town.Ledger.Read<CasePage>(PageKeys.Case(open.Application.AcceptanceNumber)) is not { State: < CaseState.Recorded });
        return outcome;
    }

    // Invariant 10: rows that an act of this moment would drop decide nothing, neither what is refused nor what is claimed.
    private void CheckDropped(Draft draft)
    {
        if (steps % StepsBetweenDrops != 0)
            return;
        TestLedger? without = null;
        var now = town.Ledger.TimeMs;
        HashSet<string> names = [];
        foreach (var unit in town.Book.Units.Keys)
        {
            if (town.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(unit)) is not { } page)
                continue;
            var dropped = page.Clone();
            dropped.DropEnded(town.Today, now);
            if (dropped.Equals(page))
                continue;
            (without ??= town.Ledger.Fork()).Rewrite(PageKeys.Encumbrances(unit), dropped);
            names.UnionWith(Names(page).Except(Names(dropped)));
        }

        // What reaches back before an end may find the row, and so may what is about the row itself.
        if (without is null || draft.Events.Any(e => ReachesBack(e, now) || e is ObjectionSuitFiled or ObjectionCancelled
            || names.Any(name => e.ToString()!.Contains(name, StringComparison.Ordinal))))
        {
            return;
        }

        var (one, other) = (town.Ledger.Try(draft.Signer, draft.Events), without.Try(draft.Signer, draft.Events));
        BrokenInvariantException.Unless(
            Verdict(one).SequenceEqual(Verdict(other)), 10,
            $"{draft.Name} is judged {string.Join(' ', Verdict(one))} with and {string.Join(' ', Verdict(other))} without rows that ended long ago");
        foreach (var unit in town.Book.Units.Keys)
        {
            BrokenInvariantException.Unless(
                Claim(town.Ledger, unit) == Claim(without, unit), 10, $"what is claimed of {unit} changes with rows that ended long ago");
        }
    }

    private static IEnumerable<string> Names(EncumbrancePage page)
        => [.. page.Seizures.Select(row => row.DocumentNumber), .. page.Locks.Select(row => row.DocumentNumber),
            .. page.Notices.Select(row => row.Proof.Number), .. page.Objections.Select(row => row.Proof.Number),
            .. page.Easements.Select(row => row.Proof.Number), .. page.Residences.Select(row => row.Proof.Number)];

    private static IEnumerable<string> Verdict(Outcome outcome)
        => outcome.Findings.Select(finding => $"{finding.Rule} {finding.Severity}").Prepend(outcome.Accepted ? "accepted" : "refused")
            .Order(StringComparer.Ordinal);

    private static string Claim(TestLedger ledger, string unit)
    {
        var code = UnitCode.Parse(unit);
        var page = ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(unit));
        var pages = LienClaim.PagesNeeded(code, page).ToDictionary(
            needed => needed.ToString(), needed => ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(needed.ToString())), StringComparer.Ordinal);
        return LienClaim.Read(code, pages, ledger.TimeMs).Text.English;
    }

    private static bool ReachesBack(IMessage message, ulong now)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (value is ulong instant && instant != 0 && field.Name.EndsWith("_ms", StringComparison.Ordinal)
                && instant + (EndedRows.DaysKept * 86_400_000ul) < now + 86_400_000)
            {
                return true;
            }

            if (value is IMessage inner and not Act && ReachesBack(inner, now))
                return true;
        }

        return false;
    }

    private void Finish(bool replay)
    {
        invariants.CheckAll();
        if (!replay)
            return;
        marks.Add((log.Count, town.Ledger.Digest()));
        var again = TestLedger.Two();
        again.Counter.Open = false;
        for (var i = 0; i < log.Count; i++)
        {
            var (signer, events, time, accepted) = log[i];
            again.TimeMs = time;
            BrokenInvariantException.Unless(again.Submit(signer, events).Accepted == accepted, 10, $"envelope {i} has another outcome when it is replayed");
            foreach (var mark in marks.Where(mark => mark.Envelopes == i + 1))
                BrokenInvariantException.Unless(again.Digest() == mark.Digest, 10, $"after {i + 1} envelopes the replay has another state");
        }
    }
}
