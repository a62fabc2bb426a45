using System.Globalization;
using Ledger.Exchange;

namespace Ledger.Import;

/// <summary>Tells a person what became of a folder of messages.</summary>
/// <param name="output">Where to.</param>
internal sealed class ExchangeReport(TextWriter output)
{
    private const int MostShown = 20;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private static readonly IReadOnlyList<(ExchangeState State, string Name)> Names =
    [
        (ExchangeState.Recorded, "recorded on the ledger / 已载入或登簿"),
        (ExchangeState.History, "over before the cut-over, kept with their messages / 切换前已终止，随报文留存"),
        (ExchangeState.Repeated, "reported again, counted once / 重复上报，只计一次"),
        (ExchangeState.Equal, "on the ledger before and the same / 账本已有且相同"),
        (ExchangeState.Differs, "on the ledger with other content / 账本已有而内容不同"),
        (ExchangeState.Refused, "refused by rules / 被规则拒绝"),
        (ExchangeState.Waiting, "on the exception list / 在例外清单"),
        (ExchangeState.Rejected, "in a message that is refused / 所在报文被退回"),
    ];

    /// <summary>What was read.</summary>
    /// <param name="added">Files that are new.</param>
    /// <param name="files">All files.</param>
    public void Begin(int added, int files)
        => output.WriteLine($"{Text(files)} files, {Text(added)} of them new. / 共{Text(files)}个文件，其中新增{Text(added)}个。");

    /// <summary>The totals, and what people look at.</summary>
    /// <param name="totals">What became of everything.</param>
    /// <param name="exceptions">The exception list.</param>
    /// <param name="logs">What daily logs say otherwise.</param>
    /// <param name="file">Where the list is written.</param>
    public void End(ExchangeTotals totals, IReadOnlyList<ExceptionRow> exceptions, IReadOnlyList<ExceptionRow> logs, string file)
    {
        output.WriteLine(
            $"  files {Text(totals.Files)} = {Text(totals.Messages)} messages + {Text(totals.Logs)} daily logs + {Text(totals.Answers)} answers + {Text(totals.Unreadable)} unreadable + {Text(totals.Aside)} kept aside / 文件{Text(totals.Files)}：报文{Text(totals.Messages)}、登簿日志{Text(totals.Logs)}、应答{Text(totals.Answers)}、无法读取{Text(totals.Unreadable)}、未读{Text(totals.Aside)}");
        output.WriteLine(
            $"  rows {Text(totals.Rows)}, unknown values kept aside {Text(totals.AsideValues)} / 数据行{Text(totals.Rows)}，另存的未知内容{Text(totals.AsideValues)}");
        Line("acts / 登记", totals.Acts.Sum(static pair => pair.Value));
        foreach (var (state, name) in Names.Where(name => totals.Of(name.State) > 0))
            Line(name, totals.Of(state));
        if (totals.Findings.Count > 0)
        {
            output.WriteLine("Findings by check / 各检查发现的问题:");
            foreach (var (number, count) in totals.Findings)
            {
                var name = QualityChecks.All[number - 1].Name;
                output.WriteLine($"  {Text(count),12}  #{number,-2} {name.English} / {name.Chinese}");
            }
        }

        output.WriteLine($"{Text(totals.Events)} events in {Text(totals.Envelopes)} envelopes, each with a verified receipt. / {Text(totals.Envelopes)}个信封、{Text(totals.Events)}个事件，均有已验证的回执。");
        List<ExceptionRow> all = [.. exceptions, .. logs];
        foreach (var row in all.Take(MostShown))
            output.WriteLine($"  {row.File}{(row.Line > 0 ? $":{row.Line}" : "")} {row.What} {row.Rule} {row.Reason.English} / {row.Reason.Chinese}");
        if (all.Count > MostShown)
            output.WriteLine($"  … {Text(all.Count - MostShown)} more / 另有{Text(all.Count - MostShown)}条");
        if (all.Count == 0)
        {
            File.Delete(file);
            return;
        }

        Write(all, file);
        output.WriteLine($"Exception list / 例外清单: {file}");
    }

    private static void Write(IReadOnlyList<ExceptionRow> rows, string file)
    {
        using var writer = new StreamWriter(file);
        writer.WriteLine("kind,file,line,unit,what,rule,reason_en,reason_zh");
        foreach (var row in rows)
        {
            writer.WriteLine(string.Join(
                ',', row.Kind switch { 0 => "file", 1 => "act", 2 => "finding", _ => "log" }, CsvCell.Of(row.File), row.Line.ToString(Culture),
                CsvCell.Of(row.Unit), CsvCell.Of(row.What), CsvCell.Of(row.Rule), CsvCell.Of(row.Reason.English), CsvCell.Of(row.Reason.Chinese)));
        }
    }

    private static string Text(int number) => number.ToString("N0", Culture);

    private void Line(string name, int count) => output.WriteLine($"  {Text(count),12}  {name}");
}
