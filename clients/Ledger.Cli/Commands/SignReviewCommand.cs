using System.CommandLine;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// <c>ledger case sign-review --file REVIEW --application APPLICATION --acceptor SHA256</c>: a reviewer signs; who accepts the application
/// submits the output beside it, as the file of <c>case review</c>.
/// </summary>
internal static class SignReviewCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("sign-review", new Wording(
            "以审核人身份对受理与审核结果签名，输出供受理人提交（case review --file）的 JSON",
            "sign as the reviewer; prints the JSON that the acceptor submits (case review --file)")
            .In(set.Language));
        var file = Required("--file", "FILE", new("审核的 JSON 文件", "the review as JSON"));
        var application = Required("--application", "FILE", new("受理的 JSON 文件", "the application as JSON"));
        var acceptor = Required("--acceptor", "SHA256", new("受理人证书指纹（十六进制）", "SHA-256 of the acceptor's certificate, hex"));
        acceptor.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (token.Value.Length != 64 || !token.Value.All(char.IsAsciiHexDigit)))
                result.AddError(new Wording("--acceptor 须为64位十六进制", "--acceptor takes 64 hex digits").In(set.Language));
        });
        set.SetAction(
            command,
            $"ledger case sign-review --file review.json --application application.json --acceptor {new string('0', 64)}",
            (context, ct) => context.WithClientAsync((client, _) =>
            {
                var review = new ReviewCaseRequest();
                ActCommands.Read(review, context.Line.GetRequiredValue(file), TextEncoding.Default);
                var accepted = new AcceptApplicationRequest();
                ActCommands.Read(accepted, context.Line.GetRequiredValue(application), TextEncoding.Default);
                var signed = client.SignReview(review, accepted, Convert.FromHexString(context.Line.GetRequiredValue(acceptor)));
                context.WriteJson(MessageJson.Of(signed));
                return Task.FromResult(ExitCode.Ok);
            }));
        return command;

        Option<string> Required(string name, string help, Wording description)
        {
            var option = new Option<string>(name) { Description = description.In(set.Language), HelpName = help, Required = true };
            command.Add(option);
            return option;
        }
    }
}
