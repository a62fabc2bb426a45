using System.CommandLine;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger exception sign --file FILE</c>: an approver signs; who submits it takes the output as the file of <c>exception approve</c>.
/// </summary>
internal static class SignExceptionCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("sign", new Wording(
            "以批准人身份签名，输出供他人提交（exception approve --file）的 JSON", "sign as the approver; prints the JSON that another operator submits (exception approve --file)")
            .In(set.Language));
        var file = new Option<string>("--file")
        {
            Description = new Wording("例外批准的 JSON 文件", "the approval as JSON").In(set.Language),
            HelpName = "FILE",
            Required = true,
        };
        command.Add(file);
        set.SetAction(command, "ledger exception sign --file approval.json", (context, ct) => context.WithClientAsync((client, _) =>
        {
            var request = new ApproveExceptionRequest();
            ActCommands.Read(request, context.Line.GetRequiredValue(file), TextEncoding.Default);
            context.WriteJson(MessageJson.Of(client.SignApproval(request)));
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }
}
