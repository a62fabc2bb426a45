using System.CommandLine;
using Google.Protobuf;
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
    public static Command Create(ActSpec spec, CommandSet set)
    {
        var command = new Command(spec.Verb, spec.Description.In(set.Language));
        var file = new Option<string?>("--file") { Description = new Wording("请求的 JSON 文件；选项优先", "the request as JSON; options come on top").In(set.Language), HelpName = "FILE" };
        var template = new Option<bool>("--template") { Description = new Wording("输出待填写的 JSON", "print the JSON to fill in").In(set.Language) };
        var acknowledge = new Option<string[]>("--acknowledge") { Description = new Wording("确认警告：规则=原因代码", "accept a warning: rule=reason code, e.g. F-07=CHECKED_ON_PAPER").In(set.Language), HelpName = "RULE=REASON" };
        var fields = new FieldOptions(spec.Options, set.Language);
        var encoding = new Option<string?>("--encoding") { Description = new Wording("文件的编码（默认 utf-8）", "encoding of the file (utf-8 unless named)").In(set.Language), HelpName = "NAME" };
        encoding.AcceptOnlyFromAmong([.. TextEncoding.Names]);
        fields.AddTo(command);
        command.Add(file);
        command.Add(encoding);
        command.Add(template);
        command.Add(acknowledge);
        set.SetAction(command, spec.Example, async (context, ct) =>
        {
            var request = spec.Create();
            if (context.Line.GetValue(template))
            {
                context.Output.WriteLine(RequestFields.Template(request));
                return ExitCode.Ok;
            }

            if (context.Line.GetValue(file) is { } path)
            {
                Read(request, path, context.Line.GetValue(encoding) ?? TextEncoding.Default);
            }

            fields.Apply(context.Line, request);
            Acknowledge(request, context.Line.GetValue(acknowledge) ?? []);
            return await context.WithClientAsync(async (client, _) => context.Write(OutcomeView.Of(await spec.Send(client, request, ct))));
        });
        return command;
    }

    private static void Read(IMessage request, string path, string encoding)
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

    private static void Acknowledge(IMessage request, string[] acknowledgements)
    {
        if (acknowledgements.Length == 0)
        {
            return;
        }

        var accessor = request.Descriptor.FindFieldByName("document").Accessor;
        var document = (DocumentInput?)accessor.GetValue(request) ?? new DocumentInput();
        foreach (var text in acknowledgements)
        {
            var parts = text.Split('=', 2);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
            {
                throw new InputException([new InputFailure { Field = "--acknowledge", MessageZh = $"“{text}”应为 规则=原因代码", MessageEn = $"'{text}' should be rule=reason", Expected = "F-07=CHECKED_ON_PAPER" }]);
            }

            document.Acknowledgements.Add(new AcknowledgementInput { Rule = parts[0], Reason = parts[1] });
        }

        accessor.SetValue(request, document);
    }
}
