using System.CommandLine;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger codes [LIST]</c>: every code that an act can hold, with its meaning and where it is from. Asks nobody.</summary>
internal static class CodesCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("codes", new Wording("列出各项业务可填的代码及其含义", "the codes that acts hold, and what they mean").In(set.Language));
        var name = new Argument<string?>("LIST")
        {
            Description = new Wording("代码表名，如 tax-kind；缺省列出各表", "a list, e.g. tax-kind; the lists when absent").In(set.Language),
            Arity = ArgumentArity.ZeroOrOne,
        };
        command.Add(name);
        set.SetAction(command, "ledger codes right-type", (context, _) => Task.FromResult(Run(context, context.Line.GetValue(name))));
        return command;
    }

    private static ExitCode Run(CommandContext context, string? name)
    {
        if (name is null)
        {
            var code = context.Write(Lists());
            if (!context.Json)
                context.Error.WriteLine(new Wording("一张表的全部代码：ledger codes <表名>。", "The codes of a list: ledger codes <list>.").In(context.Language));

            return code;
        }

        return CodeLists.All.FirstOrDefault(list => list.Name == name) is { } found
            ? context.Write(One(found))
            : throw new InputException(
            [
                new InputFailure { Field = "LIST", MessageZh = $"没有代码表“{name}”；ledger codes 列出各表", MessageEn = $"there is no list '{name}'; `ledger codes` names them" },
            ]);
    }

    private static CommandResult Lists() => new(
        ExitCode.Ok,
        new JsonObject { ["lists"] = new JsonArray([.. CodeLists.All.Select(Json)]) },
        language =>
        {
            var table = new ListTable(language, new("代码表", "list"), new("内容", "what it lists"), new("来源", "source"), new("代码", "codes"));
            foreach (var list in CodeLists.All)
                table.Row(list.Name, list.Title.In(language), list.Source.In(language), string.Join(", ", list.Codes.Select(static code => code.Code)));

            return table;
        });

    private static CommandResult One(CodeList list) => new(ExitCode.Ok, Json(list), language =>
    {
        var table = new ListTable(language, new("代码", "code"), new("含义", "meaning"));
        foreach (var code in list.Codes)
            table.Row(code.Code, code.Meaning.In(language));

        return table;
    });

    private static JsonObject Json(CodeList list) => new()
    {
        ["list"] = list.Name,
        ["title_zh"] = list.Title.Chinese,
        ["title_en"] = list.Title.English,
        ["source_zh"] = list.Source.Chinese,
        ["source_en"] = list.Source.English,
        ["codes"] = new JsonArray([.. list.Codes.Select(static code => new JsonObject
        {
            ["code"] = code.Code,
            ["meaning_zh"] = code.Meaning.Chinese,
            ["meaning_en"] = code.Meaning.English,
        })]),
    };
}
