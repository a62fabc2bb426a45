using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Contracts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Tables and their changes for people and programs.</summary>
internal static class TableViews
{
    /// <summary>The tables of a day.</summary>
    public static CommandResult Listed(IReadOnlyList<TableInForce> tables, Day day) => new(
        ExitCode.Ok,
        new JsonObject { ["day"] = day.ToString(), ["tables"] = new JsonArray([.. tables.Select(Json)]) },
        language =>
        {
            var table = new ListTable(
                language, new("表", "table"), new("内容", "holds"), new("城市", "city"), new("自", "from"), new("行数", "rows"), new("来源", "source"),
                new("提出", "proposed by"), new("批准", "approved by"), new("条目", "entry"));
            foreach (var found in tables)
            {
                var proposal = found.Decision?.Proposal?.Proposal;
                table.Row(
                    TableKinds.NameOf(found.Kind),
                    TableKinds.MeaningOf(found.Kind).In(language),
                    found.City,
                    found.ValidFrom ?? "–",
                    found.Rows?.ToString(CultureInfo.InvariantCulture) ?? "–",
                    found.Source.Length > 0 ? found.Source : new Wording("规则版本自带", "built into the profile").In(language),
                    proposal?.Proposer ?? "–",
                    proposal is null ? "–" : string.Join(", ", proposal.Approvals),
                    found.Decision is { } decision ? $"{decision.Index} {Convert.ToHexStringLower(decision.Entry)[..16]}…" : "–");
            }

            return table;
        });

    /// <summary>Changes as JSON.</summary>
    public static JsonArray Json(IReadOnlyList<FileChange> changes) => new([.. changes.Select(static change => new JsonObject
    {
        ["field"] = change.Path,
        ["before"] = change.Before,
        ["after"] = change.After,
    })]);

    /// <summary>Changes for people.</summary>
    public static ListTable Changes(IReadOnlyList<FileChange> changes, Language language)
    {
        var table = new ListTable(language, new("字段", "field"), new("现行", "in force"), new("改为", "becomes"));
        foreach (var change in changes)
            table.Row(change.Path, change.Before ?? "–", change.After ?? "–");

        return table;
    }

    private static JsonObject Json(TableInForce found) => new()
    {
        ["table"] = TableKinds.NameOf(found.Kind),
        ["city"] = found.City,
        ["from"] = found.ValidFrom,
        ["rows"] = found.Rows,
        ["source"] = found.Source,
        ["built_in"] = found.Decision is null,
        ["proposal"] = found.Decision?.Proposal?.Id,
        ["proposed_by"] = found.Decision?.Proposal?.Proposal.Proposer,
        ["approved_by"] = found.Decision?.Proposal is { } proposal
            ? new JsonArray([.. proposal.Proposal.Approvals.Select(static name => JsonValue.Create(name))])
            : null,
        ["entry"] = found.Decision is { } decision ? Convert.ToHexStringLower(decision.Entry) : null,
        ["index"] = found.Decision?.Index,
    };
}
