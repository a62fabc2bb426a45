using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary><c>ledger rules [ID]</c>: the rules of this build, listed or one in full. Asks nobody.</summary>
internal static class RulesCommand
{
    public static Command Create(CommandSet set)
    {
        var command = new Command("rules", new Wording("列出规则，或详示一条", "list the rules, or show one in full").In(set.Language));
        var id = new Argument<string?>("ID")
        {
            Description = new Wording("规则编号，如 C-29；缺省列出全部", "a rule, e.g. C-29; all when absent").In(set.Language),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var markdown = new Option<bool>("--markdown")
        {
            Description = new Wording("输出规则手册 docs/rules.md", "print the reference, docs/rules.md").In(set.Language),
        };
        command.Add(id);
        command.Add(markdown);
        set.SetAction(command, "ledger rules C-29", (context, _) => Task.FromResult(Run(context, context.Line.GetValue(id), context.Line.GetValue(markdown))));
        return command;
    }

    private static ExitCode Run(CommandContext context, string? id, bool markdown)
    {
        if (markdown)
        {
            context.Output.Write(RuleReference.Markdown());
            return ExitCode.Ok;
        }

        if (id is null)
            return context.Write(List());

        var wanted = Canonicalize.FoldUpper(id);
        List<Rule> rules = [.. RuleCatalogue.All.Where(rule => rule.Id == wanted)];
        return rules.Count > 0
            ? context.Write(Show(rules))
            : throw new InputException(
            [
                new InputFailure { Field = "ID", MessageZh = $"没有规则“{id}”；ledger rules 列出全部", MessageEn = $"there is no rule '{id}'; `ledger rules` lists all" },
            ]);
    }

    private static CommandResult List() => new(
        ExitCode.Ok,
        new JsonObject { ["rules"] = new JsonArray([.. RuleCatalogue.All.Select(Json)]) },
        language =>
        {
            var table = new ListTable(language, new("编号", "id"), new("名称", "name"), new("条件", "condition"));
            foreach (var rule in RuleCatalogue.All.DistinctBy(static rule => rule.Id, StringComparer.Ordinal))
                table.Row(rule.Id, rule.Name.In(language), RuleConditions.Of(rule.Id).In(language));

            return table;
        });

    private static CommandResult Show(List<Rule> rules) => new(
        ExitCode.Ok,
        new JsonObject { ["rules"] = new JsonArray([.. rules.Select(Json)]) },
        language =>
        {
            var table = new PropertyTable(language)
                .Row(new("编号", "id"), rules[0].Id)
                .Row(new("条件", "condition"), RuleConditions.Of(rules[0].Id).In(language));
            foreach (var rule in rules)
            {
                table.Row(new("名称", "name"), rule.Name.In(language) + (rule.Aspect.Length > 0 ? $" ({rule.Aspect})" : ""))
                    .Row(new("来源", "source"), rule.Source);
                foreach (var profile in Profiles.All)
                {
                    var number = profile.Number.ToString(CultureInfo.InvariantCulture);
                    table.Row(new($"规则版本 {number}", $"profile {number}"), RuleReference.Severities(rule, profile) is { Length: > 0 } text ? text : "–");
                }
            }

            foreach (var column in RuleReference.Columns(rules[0]))
            {
                foreach (var profile in Profiles.All.Where(static profile => profile.Matrix.Flows.Count > 0))
                    table.Row(new($"矩阵 {column}", $"matrix {column}"), InMatrix(profile, column));
            }

            return table;
        });

    /// <summary>The flows by what they make of a column, e.g. <c>R: 101; X: 210, 211</c>.</summary>
    private static string InMatrix(Profile profile, MatrixColumn column) => string.Join("; ", profile.Matrix.Flows
        .GroupBy(flow => profile.Matrix[flow, column])
        .Where(static group => group.Key.IsAsked)
        .OrderBy(static group => group.Key.ToString(), StringComparer.Ordinal)
        .Select(static group => $"{group.Key}: {string.Join(", ", group.Select(FlowCodes.TextOf))}"));

    private static JsonObject Json(Rule rule)
    {
        var condition = RuleConditions.Of(rule.Id);
        return new JsonObject
        {
            ["id"] = rule.Id,
            ["aspect"] = rule.Aspect,
            ["name_zh"] = rule.Name.Chinese,
            ["name_en"] = rule.Name.English,
            ["condition_zh"] = condition.Chinese,
            ["condition_en"] = condition.English,
            ["source"] = rule.Source,
            ["matrix"] = new JsonArray([.. RuleReference.Columns(rule).Select(static column => JsonValue.Create(column.ToString()))]),
            ["severities"] = new JsonArray([.. Profiles.All.SelectMany(profile => profile.Flows.All
                .Where(flow => flow.SeverityOf(rule) is not null)
                .Select(flow => new JsonObject
                {
                    ["profile"] = profile.Number,
                    ["event"] = flow.Name,
                    ["severity"] = RuleReference.Letter(flow.SeverityOf(rule)!.Value),
                }))]),
        };
    }
}
