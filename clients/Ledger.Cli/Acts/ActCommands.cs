using System.CommandLine;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Makes a command of an act: options and <c>--file</c> become the request, the outcome becomes a table or JSON.</summary>
internal static class ActCommands
{
    /// <summary>Largest file of a request: what a department takes in has a quarter of it, JSON takes more room.</summary>
    private const int MostBytes = 4 << 20;

    /// <summary>The command of one act.</summary>
    public static Command Create(ActForm form, CommandSet set)
    {
        var command = new Command(form.Verb, form.Name.In(set.Language));
        var file = new Option<string?>("--file")
        {
            Description = new Wording("请求的 JSON 文件；选项优先", "the request as JSON; options come on top")
            .In(set.Language),
            HelpName = "FILE"
        };
        var template = new Option<bool>("--template") { Description = new Wording("输出待填写的 JSON", "print the JSON to fill in").In(set.Language) };
        var acknowledge = new Option<string[]>(
            "--acknowledge")
        {
            Description = new Wording("确认警告：规则=原因代码，如 F-02=CHECKED_ON_PAPER",
                "accept a warning: rule=reason code, e.g. F-02=CHECKED_ON_PAPER").In(set.Language),
            HelpName = "RULE[@SUBJECT]=REASON"
        };
        var except = new Option<string[]>("--exception")
        {
            Description = new Wording("使用已批准的例外：规则=例外编号，如 C-29=EX202606010001",
                "use an approved exception: rule=number, e.g. C-29=EX202606010001").In(set.Language),
            HelpName = "RULE=NUMBER"
        };
        var fields = new FieldOptions(form.Options, set.Language);
        var encoding = new Option<string?>("--encoding")
        {
            Description = new Wording("文件的编码（默认 utf-8）", "encoding of the file (utf-8 unless named)")
            .In(set.Language),
            HelpName = "NAME"
        };
        encoding.AcceptOnlyFromAmong([.. TextEncoding.Names]);
        fields.AddTo(command);
        command.Add(file);
        command.Add(encoding);
        command.Add(template);
        command.Add(acknowledge);
        command.Add(except);
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = new Wording(
            "只判断、不登记：显示将登记的内容、疑点和各规则的结果", "judge without recording: show what would be recorded, what is doubtful, and what the rules say").In(set.Language)
        };
        var yes = new Option<bool>("--yes") { Description = new Wording("在终端不再询问确认", "do not ask for confirmation at a terminal").In(set.Language) };
        var anew = new Option<bool>(
            "--new")
        { Description = new Wording("即使同样的请求已发出过，也作为新请求发送", "send a new request even if the same was asked before").In(set.Language) };
        command.Add(dryRun);
        command.Add(yes);
        command.Add(anew);
        set.SetAction(command, form.Example, async (context, ct) =>
        {
            var request = form.Create();
            if (context.Line.GetValue(template))
            {
                context.Output.WriteLine(RequestFields.Template(form));
                foreach (var line in TemplateNote.Of(form, set.Language))
                    context.Error.WriteLine(line);

                return ExitCode.Ok;
            }

            if (context.Line.GetValue(file) is { } path)
                Read(request, path, context.Line.GetValue(encoding) ?? TextEncoding.Default);

            fields.Apply(context.Line, request);
            Acknowledge(request, context.Line.GetValue(acknowledge) ?? []);
            Except(request, context.Line.GetValue(except) ?? []);
            return await new ActRun(form, context)
                .RunAsync(request, context.Line.GetValue(dryRun), context.Line.GetValue(yes), context.Line.GetValue(anew), ct);
        });
        return command;
    }

    /// <summary>Reads a request from a file.</summary>
    public static void Read(IMessage request, string path, string encoding)
    {
        try
        {
            RequestJson.Read(request, Files.ReadText(path, encoding, MostBytes));
        }
        catch (JsonFault e)
        {
            throw new FileFault(path, e.Wording.Chinese, e.Wording.English, e);
        }
    }

    /// <summary>Takes acknowledgements of warnings.</summary>
    internal static void Acknowledge(IMessage request, string[] acknowledgements)
        => Add(request, "--acknowledge", "F-02=CHECKED_ON_PAPER", acknowledgements, static (document, left, right) =>
        {
            var rule = left.Split('@', 2);
            document.Acknowledgements.Add(new AcknowledgementInput { Rule = rule[0], Subject = rule.Length > 1 ? rule[1] : "", Reason = right });
        });

    /// <summary>Takes approved exceptions.</summary>
    internal static void Except(IMessage request, string[] exceptions)
        => Add(request, "--exception", "C-29=EX202606010001", exceptions, static (document, left, right) =>
            document.Exceptions.Add(new ExceptionInput { Rule = left, Number = right }));

    private static void Add(IMessage request, string option, string example, string[] values, Action<DocumentInput, string, string> add)
    {
        if (values.Length == 0)
            return;

        var accessor = request.Descriptor.FindFieldByName("document").Accessor;
        var document = (DocumentInput?)accessor.GetValue(request) ?? new DocumentInput();
        foreach (var text in values)
        {
            var parts = text.Split('=', 2);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
            {
                throw new InputException(
                [
                    new InputFailure
                    {
                        Field = option,
                        MessageZh = $"“{text}”应形如 {example}",
                        MessageEn = $"'{text}' should be like {example}",
                        Expected = example,
                    },
                ]);
            }

            add(document, parts[0], parts[1]);
        }

        accessor.SetValue(request, document);
    }
}
