using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger share ask ITEM</c>: a question to the department that keeps the answer; asked again, how far it has come.</summary>
internal static class ShareAskCommand
{
    private const int MostBytes = 1 << 16;

    private static readonly ActOption[] Options =
    [
        new("--purpose", "question.purpose", new("目的代码，如 DEED_TAX、LOAN", "code of the purpose, e.g. DEED_TAX, LOAN")),
        new("--unit", "question.unit_code", new("不动产单元代码", "unit code")),
        new("--contract", "question.contract_number", new("合同编号", "contract number")),
        new("--price", "question.price.value", new("不含税价（元）", "price net of VAT, yuan")),
        new("--vat-rate", "question.vat_rate", new("增值税率（十万分之几）", "VAT rate, per 100,000")),
        new("--certificate", "question.certificate.number", new("不动产权证书号", "certificate number")),
        new("--official-file", "question.official_file", new("公务案卷号（部门）", "file number of the duty (departments)")),
        new("--authorisation", "question.authorisation.number", new("权利人授权编号", "number of the owner's authorisation")),
    ];

    public static Command Create(CommandSet set)
    {
        var command = new Command("ask", new Wording("向保管数据的部门查询", "ask the department that keeps the answer").In(set.Language));
        var item = new Argument<string?>("ITEM")
        {
            Description = new Wording("目录项，见 share catalogue", "item of the catalogue, see share catalogue").In(set.Language),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var department = ShareCommands.Department(set);
        var salt = ShareCommands.Text(set, "--salt", "HEX", new("授权的盐", "salt of the authorisation"));
        var persons = new Option<string[]>("--person")
        {
            Description = new Wording("家庭成员：证件种类:证件号，可重复", "member of the family, document type:number; may be repeated").In(set.Language),
            HelpName = "TYPE:NUMBER",
        };
        var keep = ShareCommands.Text(set, "--keep", "FILE", new("保存本次查询，以便再问；不得已存在", "keep the question, to ask it again; must not exist"));
        var again = ShareCommands.Text(set, "--again", "FILE", new("再问 --keep 所保存的查询", "ask the question that --keep kept once more"));
        var fields = new FieldOptions(Options, set.Language);
        command.Add(item);
        command.Add(department);
        fields.AddTo(command);
        command.Add(salt);
        command.Add(persons);
        command.Add(keep);
        command.Add(again);
        set.SetAction(
            command,
            "ledger share ask homes --department registration --purpose DEED_TAX --official-file QS-2026-0001 --contract 441900B26030000001 "
                + "--unit 441900004001GB00012F00010101 --person 1:441900188506150022 --profile .local/net/profiles/tax-clerk",
            async (context, ct) =>
            {
                var request = new AskRequest { Context = new(), Question = new() { Item = context.Line.GetValue(item) ?? "" } };
                fields.Apply(context.Line, request);
                if (context.Line.GetValue(salt) is { } hex)
                    (request.Question.Authorisation ??= new()).Salt = Hex(hex);
                request.Question.Persons.AddRange((context.Line.GetValue(persons) ?? []).Select(Person));
                if (context.Line.GetValue(again) is { } kept)
                    request = Kept(kept);
                var path = context.Line.GetValue(keep) is { } stated ? Path.GetFullPath(stated) : null;
                if (path is not null)
                    Files.RequireNew(path);
                return await context.WithClientAsync(async (client, _) =>
                {
                    var given = await client.Sharing.AskAsync(request, context.Line.GetValue(department), ct);
                    if (path is not null)
                        Files.WriteNewPrivate(path, request.ToByteArray());
                    return context.Write(ResultOf(given));
                });
            });
        return command;
    }

    private static CommandResult ResultOf(GivenAnswer given)
    {
        var json = new JsonObject { ["state"] = given.State.ToString() };
        if (given.Answer is { } answer)
            json["answer"] = MessageJson.Of(answer);
        if (given.DecideBy > 0)
            (json["decide_by"], json["answer_by"]) = (given.DecideBy, given.AnswerBy);
        if (given.Receipt is { } receipt)
            (json["leaf_hash"], json["entry"], json["signer"]) = (Convert.ToHexStringLower(receipt.LeafHash), receipt.Index, receipt.Signer);
        return new(given.State == AnswerState.Refused ? ExitCode.Refused : ExitCode.Ok, json, language =>
        {
            var table = new PropertyTable(language).Row(new("状态", "state"), StateOf(given.State).In(language));
            if (given.DecideBy > 0)
            {
                table.Row(new("决定期限", "decided by"), CaseWords.Date(given.DecideBy));
                table.Row(new("答复期限", "answered by"), CaseWords.Date(given.AnswerBy));
            }

            if (given.Answer is { } answer)
                table.Row(new("答复", "answer"), TextOf(answer).In(language));
            if (given.Receipt is { } receipt)
                table.Row(new("留痕", "trace"), $"{receipt.Signer}, {receipt.Index.ToString(CultureInfo.InvariantCulture)}");
            return table;
        });
    }

    private static Wording TextOf(SharedAnswer answer) => answer.ValueCase switch
    {
        SharedAnswer.ValueOneofCase.Yes => answer.Yes ? new("是", "yes") : new("否", "no"),
        SharedAnswer.ValueOneofCase.Number => new($"{answer.Number}", $"{answer.Number}"),
        SharedAnswer.ValueOneofCase.Certificate => new("证明文件（--json 输出全文）", "a certificate file; --json prints it"),
        _ => new(answer.RefusedZh, answer.RefusedEn),
    };

    private static Wording StateOf(AnswerState state) => state switch
    {
        AnswerState.Waiting => new("待决定", "waits for an officer"),
        AnswerState.Ordered => new("已排序，请再问", "ordered; ask again"),
        AnswerState.Answered => new("已答复", "answered"),
        _ => new("已拒绝", "refused"),
    };

    private static AskRequest Kept(string path)
    {
        try
        {
            return AskRequest.Parser.ParseFrom(Files.ReadBytes(path, MostBytes));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new FileFault(path, "不是 --keep 所保存的查询", "is no question that --keep kept", e);
        }
    }

    private static ByteString Hex(string text)
    {
        try
        {
            return ByteString.CopyFrom(Convert.FromHexString(text));
        }
        catch (FormatException)
        {
            throw Faults.Input("--salt", new("应为十六进制", "it is no hex"), "64 hex digits");
        }
    }

    private static PartyInput Person(string text)
        => text.Split(':', 2) is [var type, var number] && uint.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new() { DocumentType = code, DocumentNumber = number }
            : throw Faults.Input("--person", new("应为 证件种类:证件号", "it is not TYPE:NUMBER"), "1:441900188506150022");
}
