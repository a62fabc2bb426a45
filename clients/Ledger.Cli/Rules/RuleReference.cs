using System.Globalization;
using System.Text;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>The rules as a document: every rule with what it asks and how severe it is in each event, and the severity matrix.</summary>
internal static class RuleReference
{
    /// <summary>File of the document in the repository.</summary>
    public const string Path = "docs/rules.md";

    /// <summary>The line that makes it anew.</summary>
    public const string Renewal = "dotnet run --project clients/Ledger.Cli -- rules --markdown > docs/rules.md";

    /// <summary>The document in Markdown.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder();
        text.Append("# Rules / 规则\n\n")
            .Append("Made from the code; do not edit. / 由程序生成，请勿手改：\n\n")
            .Append(CultureInfo.InvariantCulture, $"```bash\n{Renewal}\n```\n\n")
            .Append("**R** refuses / 拒绝; **W** refuses unless the act acknowledges it with a reason / 须说明理由确认，否则拒绝; ")
            .Append("**X** refuses unless an approved exception is attached / 须附已批准的例外，否则拒绝; **I** informs / 提示. ")
            .Append("A rule that stands twice has aspects of different severity. / 重复出现的规则有严重程度不同的方面。\n\n");
        foreach (var profile in Profiles.All)
            text.Append(CultureInfo.InvariantCulture, $"{Described(profile)}\n\n");

        text.Append("## The rules / 规则一览\n\n| id | 名称 name | 条件 condition | 来源 source |");
        foreach (var profile in Profiles.All)
            text.Append(CultureInfo.InvariantCulture, $" {profile.Number} |");

        text.Append("\n|---|---|---|---|").Append(string.Concat(Enumerable.Repeat("---|", Profiles.All.Count))).Append('\n');
        foreach (var rule in RuleCatalogue.All)
            text.Append(CultureInfo.InvariantCulture, $"{Row(rule)}\n");

        foreach (var profile in Profiles.All.Where(static profile => profile.Matrix.Flows.Count > 0))
            Matrix(text, profile);

        return text.ToString();
    }

    /// <summary>How severe a rule is in the events of a profile: the letter with the events, or how many but for some.</summary>
    public static string Severities(Rule rule, Profile profile)
    {
        var flows = profile.Flows.All;
        var groups = flows.GroupBy(flow => flow.SeverityOf(rule))
            .Where(static group => group.Key is not null)
            .OrderBy(static group => group.Key)
            .Select(group => $"{Letter(group.Key!.Value)}: {Events(group, flows)}");
        return string.Join("; ", groups);
    }

    /// <summary>The columns of the matrix that a rule is found under.</summary>
    public static IEnumerable<MatrixColumn> Columns(Rule rule)
        => Enum.GetValues<MatrixColumn>().Where(column => MatrixRules.Of(column).Contains(rule.Id, StringComparer.Ordinal));

    /// <summary>The letter of a severity.</summary>
    public static string Letter(Severity severity) => severity switch
    {
        Severity.Reject => "R",
        Severity.Warning => "W",
        Severity.Exception => "X",
        _ => "I",
    };

    /// <summary>What a column of the matrix looks for, and the rules under which it is found (events.md 6).</summary>
    public static Wording NameOf(MatrixColumn column) => column switch
    {
        MatrixColumn.S => new("单元有效查封", "seizure active on the unit"),
        MatrixColumn.P => new("预查封", "pre-seizure"),
        MatrixColumn.L => new("宗地有效查封", "seizure on the parcel"),
        MatrixColumn.M => new("现势抵押", "live mortgage"),
        MatrixColumn.B => new("在建或土地抵押", "construction or land mortgage"),
        MatrixColumn.N => new("他人预告", "notice of another"),
        MatrixColumn.O => new("异议", "objection"),
        MatrixColumn.H => new("居住权", "residence right"),
        MatrixColumn.E => new("地役权", "easement"),
        MatrixColumn.K => new("锁定", "lock"),
        MatrixColumn.C => new("更正未结", "correction open"),
        MatrixColumn.J => new("其他业务在办", "other open case"),
        MatrixColumn.D => new("他人已网签", "contract of another"),
        MatrixColumn.T => new("税款缴清", "tax cleared"),
        _ => new("监管资金到账", "funds arrived"),
    };

    private static string Events(IEnumerable<ProfileFlow> group, IReadOnlyList<ProfileFlow> flows)
    {
        List<string> names = [.. group.Select(static flow => flow.Name)];
        if (names.Count == flows.Count)
            return "all / 全部";

        return names.Count * 2 > flows.Count
            ? $"all but / 除外 {string.Join(", ", flows.Select(static flow => flow.Name).Except(names, StringComparer.Ordinal))}"
            : string.Join(", ", names);
    }

    private static string Described(Profile profile)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Profile {profile.Number} / 规则版本 {profile.Number}: {profile.Flows.All.Count} events / 事件, {profile.Flows.RuleIds.Count} rules / 规则.");
    }

    private static string Row(Rule rule)
    {
        var condition = RuleConditions.Of(rule.Id);
        var aspect = rule.Aspect.Length > 0 ? $" ({rule.Aspect})" : "";
        var matrix = string.Concat(Columns(rule).Select(static column => $" {column}"));
        var asked = matrix.Length > 0 ? $" Matrix / 矩阵:{matrix}." : "";
        var severities = Profiles.All.Select(profile => Severities(rule, profile) is { Length: > 0 } text ? Cell(text) : "–");
        return $"| {rule.Id}{Cell(aspect)} | {Cell(rule.Name.Chinese)} {Cell(rule.Name.English)} | {Cell(condition.Chinese)} {Cell(condition.English)}{asked} | {Cell(rule.Source)} | {string.Join(" | ", severities)} |";
    }

    private static void Matrix(StringBuilder text, Profile profile)
    {
        var columns = Enum.GetValues<MatrixColumn>();
        text.Append(CultureInfo.InvariantCulture, $"\n## Severity matrix of profile {profile.Number} / 规则版本 {profile.Number} 的严重程度矩阵\n\n")
            .Append("What each flow makes of what stands on a unit: `c` is decided by C-46 and C-47, `r` must be there, `-` is not asked. ")
            .Append("/ 各登记小类如何对待单元上的限制：`c` 由 C-46、C-47 决定，`r` 为必备，`-` 不检查。\n\n");
        foreach (var column in columns)
            text.Append(CultureInfo.InvariantCulture, $"- **{column}** {NameOf(column).Chinese} / {NameOf(column).English} ({string.Join(", ", MatrixRules.Of(column))})\n");

        text.Append(CultureInfo.InvariantCulture, $"\n| 小类 flow | | {string.Join(" | ", columns)} |\n|---|---|{string.Concat(columns.Select(static _ => "---|"))}\n");
        foreach (var flow in profile.Matrix.Flows)
        {
            var name = FlowCodes.NameOf(flow);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {FlowCodes.TextOf(flow)} | {name.Chinese} {name.English} | {string.Join(" | ", columns.Select(column => profile.Matrix[flow, column]))} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
