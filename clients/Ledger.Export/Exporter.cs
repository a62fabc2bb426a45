using Ledger.Exchange;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>Writes the reporting messages of recorded acts, one per act and unit, their daily logs, and what no record tells.</summary>
/// <param name="source">Where recorded acts come from.</param>
/// <param name="outbox">The exporter's own records.</param>
/// <param name="options">What and how.</param>
public sealed class Exporter(IRecordedSource source, Outbox outbox, ExportOptions options)
{
    private const string Late = "_BBXZ";
    private const string Repeated = "_CBXZ";

    private readonly List<ExportedMessage> messages = [];
    private readonly List<RegisteredAct> registered = [];
    private readonly Dictionary<string, int> notReported = new(StringComparer.Ordinal);

    /// <summary>Runs.</summary>
    /// <param name="progress">Told how many acts of how many are done.</param>
    /// <param name="ct">Ends it; what is written stays, and the next run goes on.</param>
    /// <exception cref="ExportException">A report named is none, or the serials of a day are used up.</exception>
    public async Task<ExportResult> RunAsync(IProgress<(int Done, int Total)>? progress, CancellationToken ct)
    {
        foreach (var name in options.Again.Where(name => outbox.Find(name) is null && outbox.In(null).All(known => known.Act.BusinessNumber != name)))
        {
            throw new ExportException(new(
                $"没有编号或业务号为“{name}”的报文；可用 ledger export bdc-xml --status 查看",
                $"no report has the number or business number '{name}': see ledger export bdc-xml --status"));
        }

        var acts = await new RecordReading(source).ReadAsync(options.From, options.To, ct);
        var shelf = new BookShelf();
        foreach (var act in acts)
        {
            shelf.Cases.Note(act);
            if (act.Event is InstrumentStated { Withdrawn: false } instrument)
                shelf.Instruments[instrument.Number] = instrument.Kind;
        }

        for (var i = 0; i < acts.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            Tell(shelf, acts[i]);
            progress?.Report((i + 1, acts.Count));
        }

        return new()
        {
            Messages = messages,
            NotReported = notReported,
            Logs = options.WithLog ? [.. new DailyLogs(outbox, options).Write(registered)] : [],
        };
    }

    private void Tell(BookShelf shelf, BookAct act)
    {
        var drafts = ActMessages.Tell(options.Profile, shelf, act);
        var day = Day.At(act.RecordedMs);
        if (act.Recording is null || day < options.From || day > options.To)
            return;
        if (drafts.Count == 0)
        {
            var name = act.Event.Descriptor.Name;
            notReported[name] = notReported.GetValueOrDefault(name) + 1;
        }

        foreach (var draft in drafts)
            Write(draft, day);
    }

    private void Write(MessageDraft draft, Day day)
    {
        var act = new ReportedAct(draft.BusinessNumber, draft.Book.Unit);
        var before = outbox.Find(act);
        var again = before is not null && (options.Again.Any(name => name == before.Id || name == act.BusinessNumber));
        var report = before is null ? outbox.Number(act, day, draft.Area, draft.Type, outbox.FindLog(draft.Area, day) is null ? "" : Suffix(Late))
            : again ? outbox.Number(act, day, draft.Area, draft.Type, Suffix(Repeated))
            : before;
        draft.Message.Head["BizMsgID"] = report.Id;
        var file = Path.Combine(options.Folder, draft.Area, "BizMsg", $"Biz{report.Id}.xml");
        var isNew = report.State == ReportState.Numbered;
        if (isNew)
        {
            OwnFiles.Write(file, MessageWriter.Write(draft.Message, options.Profile));
            outbox.Written(report.Id);
        }

        messages.Add(new(report.Id, act, day, draft.Type, file, isNew, draft.Gaps));
        registered.Add(new(
            day, draft.Area, act, draft.RegType, draft.RightType, draft.Type,
            [.. draft.Certificates.Concat(draft.Proofs).Distinct(StringComparer.Ordinal)], draft.Gaps));
    }

    /// <summary>A province without the suffix has a new number instead.</summary>
    private string Suffix(string suffix) => options.Profile.Suffixes.Contains(suffix, StringComparer.Ordinal) ? suffix : "";
}
