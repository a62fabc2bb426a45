using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger case record NUMBER</c>: registration's clerk records all registrations of a reviewed case that are due, in one envelope: all of
/// them or none. Parties, prices, shares and terms come from the pages and the department's own records; only what nobody wrote is asked.
/// </summary>
internal sealed class CaseRecordCommand
{
    private readonly Argument<string> number;
    private readonly Option<string[]> certificate;
    private readonly Option<string?> mortgages;
    private readonly Option<string[]> request;
    private readonly Option<string[]> acknowledge;
    private readonly Option<string[]> except;
    private readonly Option<bool> dryRun;
    private readonly Option<bool> yes;

    private CaseRecordCommand(Language language)
    {
        number = new("NUMBER") { Description = new Wording("受理编号", "acceptance number").In(language) };
        certificate = Many("--certificate", "NUMBER", new("新证书、证明号，按询问的次序", "numbers of new certificates and proofs, in the order in which they are asked"));
        mortgages = new("--mortgages")
        {
            Description = new Wording("原抵押权：none、carried 或 changed（带押过户）", "old mortgages: none, carried or changed (sale of a mortgaged home)").In(language),
            HelpName = "WAY",
        };
        mortgages.AcceptOnlyFromAmong("none", "carried", "changed");
        request = Many("--request", "FILE", new(
            "账页不能说明的登记的请求 JSON（如首次登记、异议），每项一个；受理、单元、业务号由本命令补齐",
            "JSON of a registration that no page describes (first registration, objection …), one file each; case, unit and business number are filled in"));
        acknowledge = Many("--acknowledge", "RULE[@SUBJECT]=REASON", new("确认警告", "accept a warning"));
        except = Many("--exception", "RULE=NUMBER", new("使用已批准的例外（用于第一项登记）", "use an approved exception (of the first registration)"));
        dryRun = new("--dry-run") { Description = new Wording("只判断、不登记", "judge without recording").In(language) };
        yes = new("--yes") { Description = new Wording("在终端不再询问确认", "do not ask for confirmation at a terminal").In(language) };

        Option<string[]> Many(string name, string help, Wording description) => new(name) { Description = description.In(language), HelpName = help };
    }

    public static Command Create(CommandSet set)
    {
        var command = new Command("record", new Wording(
            "登簿：已审核业务的各项到期登记在一个信封中办理，只问账上没有的", "record the registrations of a reviewed case that are due, in one envelope; only what nobody wrote is asked").In(set.Language));
        var options = new CaseRecordCommand(set.Language);
        command.Add(options.number);
        foreach (var option in (Option[])[options.certificate, options.mortgages, options.request, options.acknowledge, options.except, options.dryRun,
            options.yes])
        {
            command.Add(option);
        }

        set.SetAction(
            command, "ledger case record 202611300001 --certificate 粤（2026）东莞不动产权第0000001号 --certificate 粤（2026）东莞不动产证明第0000002号",
            (context, ct) => context.WithClientAsync((client, _) => options.RunAsync(context, client, ct)));
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, LedgerClient client, CancellationToken ct)
    {
        var view = await client.Cases.GetAsync(context.Line.GetRequiredValue(number), cancellationToken: ct);
        if (view.State is CaseState.Recorded or CaseState.Archived)
        {
            context.Note(new("该业务已登簿，未再提交：", "the case is recorded already, nothing was sent:"));
            return context.Write(CaseShowCommand.ResultOf(view));
        }

        RequireDue(view);
        var draft = await BookDraft.MakeAsync(client, view, (ulong)context.Clock.GetUtcNow().ToUnixTimeMilliseconds(), ct);
        Describe(context, draft);
        await AnswerAsync(context, draft, ct);
        foreach (var act in draft.Acts)
            ActCommands.Acknowledge(act, context.Line.GetValue(acknowledge) ?? []);
        ActCommands.Except(draft.Acts[0], context.Line.GetValue(except) ?? []);
        return await SendAsync(context, client, view, draft, ct);
    }

    // What is waited for is said as the case's view says it.
    private static void RequireDue(CaseView view)
    {
        var recordings = view.Steps.Where(static step => step.Kind == CaseStepKind.Recorded).ToList();
        if (recordings.Any(static step => step.State == CaseStepState.Due))
            return;
        var waits = recordings.SelectMany(static step => step.WaitsFor).Distinct().ToList();
        var failures = waits.Count == 0
            ? [new InputFailure
            {
                Field = "NUMBER",
                MessageZh = $"该业务已结束（{CaseWords.Of(view.State, Language.Chinese)}），没有可登簿的",
                MessageEn = $"the case is over ({CaseWords.Of(view.State, Language.English)}): there is nothing to record",
                Expected = $"ledger case show {view.Page.AcceptanceNumber}",
            }]
            : waits.Select(step => new InputFailure
            {
                Field = "NUMBER",
                MessageZh = $"尚不能登簿，等待：{CaseWords.Of(step, Language.Chinese)}",
                MessageEn = $"it cannot be recorded yet, it waits for: {CaseWords.Of(step, Language.English)}",
                Expected = $"ledger case show {view.Page.AcceptanceNumber}",
            });
        throw new InputException([.. failures]);
    }

    // The registrations that no page describes, each with the file that does.
    private void Describe(CommandContext context, BookDraft draft)
    {
        var files = (context.Line.GetValue(request) ?? []).ToList();
        var lacking = new List<InputFailure>();
        foreach (var step in draft.Undescribed)
        {
            var forms = ActForms.All.Where(form => step.Events.Contains(form.Event.Name)).ToList();
            var (file, found) = files.Select(one => (one, Read(one, forms, step))).FirstOrDefault(static read => read.Item2 is not null);
            if (found is not null)
            {
                files.Remove(file);
                draft.Add(found, step);
                continue;
            }

            var templates = string.Join(" | ", forms.Select(static form => $"ledger {form.Group} {form.Verb} --template"));
            lacking.Add(new InputFailure
            {
                Field = "--request",
                MessageZh = $"账页不能说明登记 {FlowCodes.TextOf(step.Flow)}（{step.Subject}）：请填写模板并以 --request 给出",
                MessageEn = $"no page describes registration {FlowCodes.TextOf(step.Flow)} ({step.Subject}): fill in its template and give it with --request",
                Expected = templates,
            });
        }

        lacking.AddRange(files.Select(static file => new InputFailure
        {
            Field = "--request",
            MessageZh = $"{file} 不是本业务到期登记的请求",
            MessageEn = $"{file} is no request of a registration that is due in this case",
            Expected = "one file for each such registration",
        }));
        if (lacking.Count > 0)
            throw new InputException(lacking);
    }

    // The file of a form, about this unit or about none.
    private static IMessage? Read(string file, List<ActForm> forms, CaseStepView step)
    {
        foreach (var form in forms)
        {
            var found = form.Create();
            try
            {
                ActCommands.Read(found, file, TextEncoding.Default);
            }
            catch (FileFault) when (forms.Count > 1 || !ReferenceEquals(form, forms[^1]))
            {
                continue;
            }

            if (!RequestCompletion.NamesAnother(found, step))
                return found;
        }

        return null;
    }

    private async Task AnswerAsync(CommandContext context, BookDraft draft, CancellationToken ct)
    {
        var certificates = new Queue<string>(context.Line.GetValue(certificate) ?? []);
        var lacking = new List<InputFailure>();
        foreach (var question in draft.Questions)
        {
            var given = question.Path == "--mortgages" ? context.Line.GetValue(mortgages) : certificates.TryDequeue(out var next) ? next : null;
            if (given is null && context.Terminal is { } terminal)
            {
                context.Error.Write(new Wording(
                    $"{question.Label.Chinese}（{question.Help.Chinese}）：", $"{question.Label.English} ({question.Help.English}): ").In(context.Language));
                given = (await terminal.ReadLineAsync(ct))?.Trim();
            }

            if (string.IsNullOrEmpty(given))
                lacking.Add(CaseNewCommand.FailureOf(question));
            else
                question.Set(given);
        }

        lacking.AddRange(certificates.Select(static left => new InputFailure
        {
            Field = "--certificate",
            MessageZh = $"“{left}”多余：本次不再需要证号",
            MessageEn = $"'{left}' is one too many: no further number is needed",
            Expected = "as many as are asked",
        }));
        if (lacking.Count > 0)
            throw new InputException(lacking);
    }

    private async Task<ExitCode> SendAsync(CommandContext context, LedgerClient client, CaseView view, BookDraft draft, CancellationToken ct)
    {
        foreach (var act in draft.Acts)
        {
            context.Note(ActForms.Of(act.Descriptor).Name);
            if (!context.Json)
                context.Console(context.Error).Write(ActSummary.Of(act, context.Language));
        }

        var door = Door.Of(DepartmentNames.Registration);
        var acts = draft.Acts.Select(act => (RegistrationAct)door.Wrap(act)).ToList();
        var trial = context.Line.GetValue(dryRun);
        if (!trial && context.Terminal is { } terminal && !context.Line.GetValue(yes)
            && !await context.ConfirmAsync(terminal, new("登记？[y/N] ", "record this? [y/N] "), ct))
        {
            context.Note(new("什么也没有发送。", "nothing was sent."));
            return ExitCode.Cancelled;
        }

        var outcome = await client.Registration.WriteAsync(acts, trial ? new RequestContext { DryRun = true } : null, ct);
        var code = context.Write(OutcomeView.Of(outcome));
        if (code == ExitCode.Ok && !trial)
            context.Note(new($"下一步：ledger case show {view.Page.AcceptanceNumber}", $"next: ledger case show {view.Page.AcceptanceNumber}"));
        return code;
    }
}
