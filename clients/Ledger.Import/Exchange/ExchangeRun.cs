using Ledger.Client;
using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>
/// Takes the messages of one unit to their end: checked, ordered, compared with the ledger, opened as stock or proposed act by act. The
/// ledger itself says what is done already, so a run that was stopped goes on with the next.
/// </summary>
/// <param name="journal">Where messages are staged.</param>
/// <param name="desk">Registration's desk.</param>
/// <param name="book">What the ledger has.</param>
/// <param name="daily">Makes ordinary acts.</param>
/// <param name="options">How.</param>
/// <param name="facts">What messages lack.</param>
/// <param name="clock">The clock.</param>
internal sealed class ExchangeRun(
    ImportJournal journal, Desk desk, LedgerBook book, DailyAct daily, ExchangeOptions options, SideFacts facts, TimeProvider clock)
{
    private static readonly IReadOnlyDictionary<string, HeldTitle> NoTitles = new Dictionary<string, HeldTitle>(StringComparer.Ordinal);

    /// <summary>Kinds of encumbrances of which the source has messages; of others nothing is known.</summary>
    public required IReadOnlyCollection<EncumbranceKind> Covered { get; init; }

    /// <summary>Takes a unit's messages to their end.</summary>
    /// <exception cref="Ledger.Verifier.LedgerException">The ledger cannot be reached, or its answer does not verify.</exception>
    public async Task RunAsync(string unit)
    {
        var now = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();
        var staged = journal.MessagesOf(unit).Select(file => (File: file, Message: Read(file, now)))
            .OrderBy(static pair => Worst(QualityChecks.Find(pair.Message)))
            .ThenBy(static pair => pair.Message.Acts.Select(static act => act.RecordedAt).FirstOrDefault())
            .ThenBy(static pair => pair.Message.Head.BizMsgId, StringComparer.Ordinal)
            .ToList();
        var beside = journal.Beside(unit).Select(file => Read(file, now)).ToList();
        var findings = new Dictionary<CheckedMessage, IReadOnlyList<Finding>>();
        for (var i = 0; i < staged.Count; i++)
        {
            var message = staged[i].Message;
            message.Others = [.. staged.Where(pair => pair.Message != message).Select(static pair => pair.Message), .. beside];
            message.Earlier = [.. staged.Take(i).Select(static pair => pair.Message)];
            findings[message] = QualityChecks.Find(message);
        }

        var history = new UnitHistory(
            [.. staged.SelectMany(static pair => pair.Message.Acts)], act => Undecided(act, findings[act.Message]), options.CutOver,
                Day.At(options.CutOver ?? now));
        var outcomes = await SettleAsync(unit, history, Day.At(options.CutOver ?? now));
        journal.Settle([.. staged.Select(pair => (pair.File.Digest, findings[pair.Message], (IReadOnlyList<ExchangeOutcome>)[.. pair.Message.Acts
            .Select((act, place) => Kept(outcomes.First(outcome => ReferenceEquals(outcome.Act, act)), pair.File.Digest, place))]))]);
    }

    private async Task<List<ExchangeOutcome>> SettleAsync(string unit, UnitHistory history, Day readOn)
    {
        var outcomes = history.Settled.ToList();
        if (history.Live.Count == 0 && history.Later.Count == 0)
            return outcomes;
        if (await book.TitleAsync(unit) is not null)
        {
            foreach (var act in history.Live)
                outcomes.Add(await DoAsync(act, history, mayPropose: options.CutOver is null));
        }
        else if (!await OpenAsync(history, readOn, outcomes))
        {
            outcomes.AddRange(history.Later.Select(static act => new ExchangeOutcome(act, ExchangeState.Waiting, "", new(
                "单元尚未载入账本，载入后再办理", "the unit is not on the ledger yet: this act comes after it"))));
            return outcomes;
        }

        foreach (var act in history.Later)
            outcomes.Add(await DoAsync(act, history, mayPropose: true));
        return outcomes;
    }

    private async Task<bool> OpenAsync(UnitHistory history, Day readOn, List<ExchangeOutcome> outcomes)
    {
        var opening = new StockOpening(history, facts, Covered, readOn);
        if (opening.Build() is not { } request)
        {
            // Its first act after the cut-over may be the one that registers it.
            outcomes.AddRange(opening.Missing);
            return history.Live.Count == 0 && history.Blocked is null;
        }

        var outcome = await desk.SubmitAsync(new CaseStep(
            "MigratedOpened", [new RegistrationAct { OpenMigrated = request }], new StepEffect(0, DealProgress.Planned, NoTitles)));
        outcomes.AddRange(opening.Missing);
        outcomes.AddRange(opening.Taken.Select(act => outcome.IsRecorded
            ? new ExchangeOutcome(act, ExchangeState.Recorded, "", new("已载入账本", "taken over"))
            : Refused(act, outcome)));
        return outcome.IsRecorded;
    }

    private async Task<ExchangeOutcome> DoAsync(ExchangeAct act, UnitHistory history, bool mayPropose)
    {
        var ended = act.Kind == ExchangeActKind.End ? history.EndedBy(act) : null;
        if (await book.KnownAsync(act, ended) is { } known)
            return known;
        if (!mayPropose)
        {
            return new(act, ExchangeState.Waiting, "", new(
                "单元已在账本上而该登记不在其中；请由登记员补录（BookCompleted）", "the unit is on the ledger without it: let a clerk complete the book (BookCompleted)"));
        }

        var (acts, reason) = Propose(act, ended, await book.HasCaseAsync(ExchangeAct.BaseNumber(act.BusinessNumber)));
        if (reason is not null)
            return new(act, ExchangeState.Waiting, "", reason);
        var outcome = await desk.SubmitAsync(new CaseStep(act.Kind.ToString(), acts, new StepEffect(0, DealProgress.Planned, NoTitles)));
        return outcome.IsRecorded ? new(act, ExchangeState.Recorded, "", new("已登簿", "recorded")) : Refused(act, outcome);
    }

    /// <summary>What a message states in no form, e.g. no name, keeps its act alone from being proposed. The values name people: the fields do.</summary>
    private (IReadOnlyList<RegistrationAct> Acts, Wording? Reason) Propose(ExchangeAct act, ExchangeAct? ended, bool isAccepted)
    {
        try
        {
            return daily.Propose(act, ended, isAccepted);
        }
        catch (InputException e)
        {
            var fields = e.Failures.Select(static failure => failure.Field).ToList();
            return ([], new($"报文缺少或误写：{string.Join('、', fields)}", $"the message lacks or misspells {string.Join(", ", fields)}"));
        }
    }

    private static ExchangeOutcome Refused(ExchangeAct act, StepOutcome outcome) => new(
        act, ExchangeState.Refused, string.Join(' ', outcome.Reasons.Select(static reason => reason.Rule).Distinct(StringComparer.Ordinal)),
        new(
            string.Join('；', outcome.Reasons.Select(static reason => $"{reason.Name.Chinese}：{reason.Text.Chinese}")),
            string.Join("; ", outcome.Reasons.Select(static reason => $"{reason.Name.English}: {reason.Text.English}"))));

    private ExchangeOutcome? Undecided(ExchangeAct act, IReadOnlyList<Finding> findings)
    {
        if (findings.FirstOrDefault(static finding => finding.Level == CheckLevel.Reject) is { } reject)
            return new(act, ExchangeState.Rejected, $"#{reject.Check}", reject.Text);
        var open = findings.FirstOrDefault(finding => finding.Level == CheckLevel.Exception && !facts.IsDecided(act.Message.Head.BizMsgId, finding.Check));
        return open is null ? null : new(act, ExchangeState.Waiting, $"#{open.Check}", open.Text);
    }

    // What an earlier run of the import recorded is recorded, also when the ledger shows it as known now.
    private ExchangeOutcome Kept(ExchangeOutcome outcome, string digest, int place)
        => outcome.State == ExchangeState.Equal && journal.WasRecorded(digest, place) ? outcome with { State = ExchangeState.Recorded } : outcome;

    private CheckedMessage Read(StagedFile file, ulong now) => new(file.Name, ExchangeFolder.Message(file), options.Province, now);

    private static int Worst(IReadOnlyList<Finding> findings) => findings.Count == 0 ? -1 : findings.Max(static finding => (int)finding.Level);
}
