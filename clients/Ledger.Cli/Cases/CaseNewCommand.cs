using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger case new --template NAME</c>: leads a clerk through an application. What a department wrote is shown with its entry; only what
/// nobody wrote is asked, field by field at a terminal, else named. The reviewer's signature goes along when it is there.
/// </summary>
internal sealed class CaseNewCommand
{
    private const int MostBytes = 4 << 20;

    private readonly Option<string> template;
    private readonly Option<string?> file;
    private readonly Option<string?> number;
    private readonly Option<string?> town;
    private readonly Option<string?> basis;
    private readonly Option<string?> review;
    private readonly Option<string?> save;
    private readonly Option<bool> dryRun;
    private readonly Option<bool> yes;

    private CaseNewCommand(Language language)
    {
        var names = string.Join(new Wording("、", ", ").In(language), CaseTemplate.All.Select(known => $"{known.Name} {known.Title.In(language)}"));
        template = new("--template")
        {
            Description = new Wording($"业务种类：{names}", $"kind of application: {names}").In(language),
            HelpName = "NAME",
            Required = true,
        };
        template.AcceptOnlyFromAmong([.. CaseTemplate.All.Select(static known => known.Name)]);
        file = Text("--file", "FILE", new("已知部分的 JSON 文件（同 case accept），可不全", "what is known, as JSON like that of case accept; it need not be complete"));
        number = Text("--acceptance", "NUMBER", new("受理编号", "acceptance number"));
        town = Text("--town", "CODE", new("受理镇街，9 位", "town that accepts, 9 digits"));
        basis = Text("--basis", "NUMBER", new("合同或原因文件编号", "contract or instrument"));
        review = Text("--review", "FILE", new("审核人已签名的审核（case sign-review 的输出），与受理一并提交", "the review that its reviewer signed (output of case sign-review), submitted along"));
        save = Text("--save", "FILE", new("只写出完整的受理 JSON，供审核人签名，不提交", "only write the complete application as JSON, for the reviewer to sign"));
        dryRun = new("--dry-run") { Description = new Wording("只判断、不登记", "judge without recording").In(language) };
        yes = new("--yes") { Description = new Wording("在终端不再询问确认", "do not ask for confirmation at a terminal").In(language) };

        Option<string?> Text(string name, string help, Wording description) => new(name) { Description = description.In(language), HelpName = help };
    }

    public static Command Create(CommandSet set)
    {
        var command = new Command("new", new Wording("引导受理：只问部门没有写过的", "lead through an application: only what no department wrote is asked").In(set.Language));
        var options = new CaseNewCommand(set.Language);
        foreach (var option in (Option[])[options.template, options.file, options.number, options.town, options.basis, options.review, options.save,
            options.dryRun, options.yes])
        {
            command.Add(option);
        }

        set.SetAction(command, "ledger case new --template sale-with-loan --basis 441900B26110000001 --acceptance 202611300001 --town 441900119 --file applicants.json",
            (context, ct) => options.RunAsync(context, ct));
        return command;
    }

    private async Task<ExitCode> RunAsync(CommandContext context, CancellationToken ct)
    {
        var request = new AcceptApplicationRequest();
        if (context.Line.GetValue(file) is { } path)
            ActCommands.Read(request, path, TextEncoding.Default, context.Written);
        context.Written.Request = request;
        request.AcceptanceNumber = context.Line.GetValue(number) ?? request.AcceptanceNumber;
        request.Town = context.Line.GetValue(town) ?? request.Town;
        request.Basis = context.Line.GetValue(basis) ?? request.Basis;
        var kind = CaseTemplate.Find(context.Line.GetRequiredValue(template))!;
        RequireNoBasis(kind, request);
        var draft = new CaseDraft(kind, request, context.Clock.GetUtcNow());
        if (await CompleteAsync(context, draft, ct) is { } accepted)
            return accepted;
        if (context.Line.GetValue(save) is { } to)
            return await SaveAsync(context, request, to);
        if (context.Line.GetValue(review) is { } signed)
            return await ReviewedAsync(context, request, signed, ct);

        var form = ActForms.Of(AcceptApplicationRequest.Descriptor);
        var code = await new ActRun(form, context).RunAsync(request, context.Line.GetValue(dryRun), context.Line.GetValue(yes), anew: false, ct);
        if (code == ExitCode.Ok && !context.Json && !context.Line.GetValue(dryRun))
            Next(context, request.AcceptanceNumber);
        return code;
    }

    // A mortgage rests on the bank's contract, which its registration names: an application that names it would be refused (C-10).
    private static void RequireNoBasis(CaseTemplate kind, AcceptApplicationRequest request)
    {
        if (kind.Basis != CaseBasis.None || request.Basis.Length == 0)
            return;

        throw new InputException(
        [
            new InputFailure
            {
                Field = "basis",
                MessageZh = $"“{kind.Title.Chinese}”的受理不填依据（--basis）；抵押合同等在登记时写明",
                MessageEn = $"an application for '{kind.Title.English}' names no basis (--basis); its registration names the mortgage contract or other paper",
                Expected = "nothing",
            },
        ]);
    }

    // Asks until nothing is missing; a case that was accepted before is shown, and nothing sent.
    private static Task<ExitCode?> CompleteAsync(CommandContext context, CaseDraft draft, CancellationToken ct)
        => context.WithClientAsync((client, _) => CompleteAsync(context, client, draft, ct));

    private static async Task<ExitCode?> CompleteAsync(CommandContext context, LedgerClient client, CaseDraft draft, CancellationToken ct)
    {
        var shown = 0;
        while (true)
        {
            if (await draft.IsAcceptedAsync(client, ct))
            {
                Tell(context, new("该业务已受理，未再提交：", "the case was accepted before, nothing was sent:"));
                return context.Write(CaseShowCommand.ResultOf(await client.Cases.GetAsync(draft.Request.AcceptanceNumber, cancellationToken: ct)));
            }

            await draft.ReadBasisAsync(client, ct);
            draft.Complete();
            foreach (var fact in draft.Known.Skip(shown))
            {
                Tell(context, new(
                    $"  {fact.Label.Chinese}：{fact.Value.Chinese}  [{fact.Page} {fact.Entry[..16]}…]",
                    $"  {fact.Label.English}: {fact.Value.English}  [{fact.Page} {fact.Entry[..16]}…]"));
            }

            shown = draft.Known.Count;
            var questions = draft.Questions();
            if (questions.Count == 0)
            {
                var faults = RequestCheck.FaultsOf(draft.Request, context.Clock.GetUtcNow());
                return faults.Count == 0 ? null : throw new InputException([.. faults]);
            }

            if (context.Terminal is not { } terminal)
                throw new InputException([.. questions.Select(FailureOf)]);
            await AskAsync(context, draft, questions[0], terminal, ct);
        }
    }

    private static async Task AskAsync(CommandContext context, CaseDraft draft, CaseQuestion question, TextReader terminal, CancellationToken ct)
    {
        while (true)
        {
            context.Error.Write(new Wording(
                $"{question.Label.Chinese}（{question.Help.Chinese}）：", $"{question.Label.English} ({question.Help.English}): ").In(context.Language));
            if (await terminal.ReadLineAsync(ct) is not { } answer)
                throw new InputException([FailureOf(question)]);
            question.Set(answer.Trim());
            var faults = RequestCheck.FaultsOf(draft.Request, context.Clock.GetUtcNow()).Where(fault => fault.Field == question.Path).ToList();
            if (answer.Trim().Length > 0 && faults.Count == 0)
                return;
            foreach (var fault in faults)
                context.Error.WriteLine("  " + FailureView.Told(fault, context.Language));
            question.Set("");
        }
    }

    /// <summary>What is said where a question has no answer.</summary>
    internal static InputFailure FailureOf(CaseQuestion question) => new()
    {
        Field = question.Path,
        MessageZh = $"缺少{question.Label.Chinese}（{question.Help.Chinese}）",
        MessageEn = $"{question.Label.English} is missing ({question.Help.English})",
        Expected = question.Help.English,
    };

    private Task<ExitCode> SaveAsync(CommandContext context, AcceptApplicationRequest request, string path) => context.WithClientAsync((client, _) =>
    {
        Files.WriteNew(path, Encoding.UTF8.GetBytes(RequestFields.Text(request) + "\n"));
        var acceptor = Convert.ToHexStringLower(client.Operator.Span);
        var line = $"ledger case sign-review --file review.json --application {path} --acceptor {acceptor}";
        var again = $"ledger case new --template {context.Line.GetRequiredValue(template)} --file {path} --review signed.json";
        Tell(context, new($"已写出 {path}，什么也没有提交。审核人签名：\n  {line} > signed.json\n然后：\n  {again}",
            $"{path} is written, nothing was sent. The reviewer signs:\n  {line} > signed.json\nThen:\n  {again}"));
        if (context.Json)
            context.WriteJson(new JsonObject { ["saved"] = path, ["acceptor"] = acceptor, ["sign"] = line, ["then"] = again });
        return Task.FromResult(ExitCode.Ok);
    });

    // Application and review in one envelope: both are recorded, or neither.
    private Task<ExitCode> ReviewedAsync(CommandContext context, AcceptApplicationRequest request, string path, CancellationToken ct)
        => context.WithClientAsync(async (client, _) =>
        {
            var signed = new ReviewCaseRequest();
            try
            {
                RequestJson.Read(signed, Files.ReadText(path, TextEncoding.Default, MostBytes));
            }
            catch (JsonFault e)
            {
                throw new FileFault(path, e.Wording.Chinese, e.Wording.English, e);
            }

            var trial = context.Line.GetValue(dryRun);
            var outcome = await client.Registration.WriteAsync(
                [new() { AcceptApplication = request }, new() { ReviewCase = signed }], trial ? new RequestContext { DryRun = true } : null, ct);
            var code = context.Write(OutcomeView.Of(outcome));
            if (code == ExitCode.Ok && !trial)
                Tell(context, new($"下一步：ledger case show {request.AcceptanceNumber}", $"next: ledger case show {request.AcceptanceNumber}"));
            return code;
        });

    private static void Next(CommandContext context, string number) => Tell(context, new(
        $"下一步：审核人以本人证书审核：ledger case review --acceptance {number} …（须为办理镇街、非受理人）；进度：ledger case show {number}",
        $"next: a reviewer of the executing town, not who accepted: ledger case review --acceptance {number} …; how it stands: ledger case show {number}"));

    private static void Tell(CommandContext context, Wording text)
    {
        if (!context.Json)
            context.Error.WriteLine(text.In(context.Language));
    }
}
