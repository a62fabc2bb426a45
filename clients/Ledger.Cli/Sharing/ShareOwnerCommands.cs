using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger share authorise|code|traces</c>: what an owner allows, and who asked about the unit.</summary>
internal static class ShareOwnerCommands
{
    private const string Unit = "441900004001GB00012F00010101";

    private static readonly ActOption[] Options =
    [
        new("--unit", "unit_code", new("不动产单元代码", "unit code")),
        new("--owner-type", "owner.document_type", new("权利人证件种类（A.30）", "owner's document type (A.30)")),
        new("--owner", "owner.document_number", new("权利人证件号", "owner's document number")),
        new("--asker", "asker", new("查询人统一社会信用代码", "credit code of who may ask")),
        new("--purpose", "purpose", new("目的代码", "code of the purpose")),
        new("--field", "fields", new("title、lien、contract 或 tax-cleared", "title, lien, contract or tax-cleared")),
        new("--first-day", "first_day", new("第一日 yyyy-MM-dd；缺省为今天", "first day, yyyy-MM-dd; today when absent")),
        new("--last-day", "last_day", new("最后一日 yyyy-MM-dd", "last day, yyyy-MM-dd")),
        new("--sha256", "sha256", new("授权书文件的 SHA-256", "SHA-256 of the signed authorisation")),
    ];

    public static Command Authorise(CommandSet set)
    {
        var command = new Command("authorise", new Wording("登记权利人的书面授权（登记部门）", "take in an owner's authorisation on paper (registration)").In(set.Language));
        var fields = new FieldOptions(Options, set.Language);
        fields.AddTo(command);
        set.SetAction(
            command,
            $"ledger share authorise --unit {Unit} --owner-type 1 --owner 441900188001010016 --asker 91441900MA00000238 --purpose LOAN --field lien "
                + "--last-day 2026-12-31 --sha256 5f0c1d9e7a3b48264c71e0f85d2b96a34e8f07c6d1a2b95037e4c86fb1d20a9f "
                + "--profile .local/net/profiles/registration-clerk",
            async (context, ct) =>
            {
                var request = new AuthoriseRequest();
                fields.Apply(context.Line, request);
                return await context.WithClientAsync(async (client, _) =>
                {
                    var given = await client.Sharing.AuthoriseAsync(request, ct);
                    var salt = Convert.ToHexStringLower(given.Salt.Span);
                    var code = context.Write(new CommandResult(
                        ExitCode.Ok,
                        new JsonObject { ["number"] = given.Number, ["salt"] = salt },
                        language => new PropertyTable(language).Row(new("授权编号", "authorisation"), given.Number).Row(new("盐", "salt"), salt)));
                    context.Note(new(
                        $"由权利人交查询人：ledger share ask liens --authorisation {given.Number} --salt …",
                        $"the owner hands both to who may ask: ledger share ask liens --authorisation {given.Number} --salt …"));
                    return code;
                });
            });
        return command;
    }

    public static Command Code(CommandSet set)
    {
        var command = new Command("code", new Wording("随权证发放的查询码（登记部门）", "the code that goes with a title certificate (registration)").In(set.Language));
        var unit = ShareCommands.Text(set, "--unit", "CODE", new("不动产单元代码", "unit code"), required: true);
        command.Add(unit);
        set.SetAction(command, $"ledger share code --unit {Unit} --profile .local/net/profiles/registration-clerk",
            (context, ct) => context.WithClientAsync(async (client, _) =>
            {
                var code = await client.Sharing.GetTraceCodeAsync(context.Line.GetValue(unit)!, ct);
                return context.Write(new CommandResult(
                    ExitCode.Ok, new JsonObject { ["code"] = code }, language => new PropertyTable(language).Row(new("查询码", "code"), code)));
            }));
        return command;
    }

    public static Command Traces(CommandSet set)
    {
        var command = new Command("traces", new Wording("谁查询过本单元（凭查询码）", "who asked about a unit, by its owner's code").In(set.Language));
        var unit = ShareCommands.Text(set, "--unit", "CODE", new("不动产单元代码", "unit code"), required: true);
        var code = ShareCommands.Text(set, "--code", "CODE", new("随权证发放的查询码", "the code that came with the certificate"), required: true);
        command.Add(unit);
        command.Add(code);
        set.SetAction(command, $"ledger share traces --unit {Unit} --code 0000-0000-0000-0000-0000-0000 --profile .local/net/profiles/registration-clerk",
            (context, ct) => context.WithClientAsync(async (client, _) =>
            {
                var report = await client.Sharing.ListTracesAsync(context.Line.GetValue(unit)!, context.Line.GetValue(code)!, ct);
                var exit = context.Write(new CommandResult(CodeOf(report), Json(report), language => Table(report, language)));
                context.Note(report.IsComplete
                    ? new(
                        $"至检查点 {report.Checkpoint.Size} 共 {report.Traces.Count} 次，无缺",
                        $"{report.Traces.Count} queries up to the checkpoint of size {report.Checkpoint.Size}; none is missing")
                    : new(
                        $"有 {report.Traces.Count(static trace => trace.IsHidden)} 次查询在账本上而无部门告知；未能询问：{string.Join("、", report.Unreached)}。请向监督机构反映",
                        $"{report.Traces.Count(static trace => trace.IsHidden)} queries stand on the ledger and no department tells of them; "
                            + $"not reached: {string.Join(", ", report.Unreached)}. Tell the supervisor"));
                return exit;
            }));
        return command;
    }

    private static ExitCode CodeOf(TraceReport report)
        => report.IsComplete ? ExitCode.Ok : report.Unreached.Count > 0 ? ExitCode.Unreachable : ExitCode.RecordsMissing;

    private static JsonObject Json(TraceReport report) => new()
    {
        ["complete"] = report.IsComplete,
        ["checkpoint"] = report.Checkpoint.Size,
        ["unreached"] = new JsonArray([.. report.Unreached.Select(static name => JsonValue.Create(name))]),
        ["traces"] = new JsonArray([.. report.Traces.Select(static trace => new JsonObject
        {
            ["number"] = trace.Number,
            ["hidden"] = trace.IsHidden,
            ["asker"] = trace.Event?.Asker,
            ["answered_ms"] = trace.Event?.AnsweredMs,
            ["result"] = trace.Event?.Result.ToString(),
            ["fields"] = trace.Event is { } e ? new JsonArray([.. e.Fields.Select(static field => JsonValue.Create(field.ToString()))]) : null,
            ["answered_by"] = trace.Signer,
            ["item"] = FieldOf(trace, "share.item"),
            ["purpose"] = FieldOf(trace, "share.purpose"),
            ["basis"] = FieldOf(trace, "share.basis"),
        })]),
    };

    private static ListTable Table(TraceReport report, Language language)
    {
        var table = new ListTable(
            language, new("次", "no."), new("时刻", "time"), new("查询人", "asker"), new("答复部门", "answered by"), new("项目", "item"), new("目的", "purpose"),
            new("依据", "basis"), new("结果", "result"));
        foreach (var trace in report.Traces)
        {
            var hidden = new Wording("（无部门告知）", "(no department tells)").In(language);
            table.Row(
                $"{trace.Number}",
                trace.Event is { } e ? Instants.Of(e.AnsweredMs) : hidden,
                trace.Event?.Asker ?? "",
                trace.Signer,
                FieldOf(trace, "share.item"),
                FieldOf(trace, "share.purpose"),
                FieldOf(trace, "share.basis"),
                trace.Event is { Result: var result } ? CodeWords.Of(result).In(language) : "");
        }

        return table;
    }

    private static string FieldOf(OwnersTrace trace, string name) => trace.Fields.GetValueOrDefault(name, "");
}
