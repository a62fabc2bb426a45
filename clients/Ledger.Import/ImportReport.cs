using System.Globalization;
using Ledger.Exchange;
using Ledger.Facts;
using Ledger.Log;

namespace Ledger.Import;

/// <summary>Tells a person how an import goes and how it ended.</summary>
/// <param name="output">Where to.</param>
/// <param name="clock">Measures the rate.</param>
internal sealed class ImportReport(TextWriter output, TimeProvider clock)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private readonly long started = clock.GetTimestamp();
    private ImportTotals? before;

    /// <summary>What will be done, and what is invented.</summary>
    public void Begin(ImportTotals totals, ImportRange range, bool resumed, IReadOnlyList<Wording> notes)
    {
        before = totals;
        output.WriteLine(resumed
            ? $"This data was imported before: going on where it ended, {Text(totals.Open)} of {Text(totals.Rows)} rows are open. / 继续上次的导入。"
            : $"{Text(totals.Rows)} rows read, {Text(totals.Unreadable)} of them unreadable. / 已读取{Text(totals.Rows)}行。");
        foreach (var note in notes)
            output.WriteLine($"{note.English} / {note.Chinese}");
        output.WriteLine("From the file: properties, areas, land fractions, prices (as yuan, not converted) and dates.");
        output.WriteLine("Invented: every person (born in the 1880s), unit and parcel code (under 441900), contract, case,");
        output.WriteLine($"certificate and ticket number (range {range.Number}), the holder before the first sale, and that a home is its seller's only one.");
        output.WriteLine("来自文件：不动产、面积、土地持分、价格（按元计，不换算）、日期。");
        output.WriteLine($"虚构：全部人员（19世纪80年代出生）、单元与宗地代码（441900下）、合同号、案件号、证号、税票号（区段{range.Number}）、首次出售前的权利人；并视住房为卖方唯一住房。");
        output.WriteLine();
    }

    /// <summary>Follows the import until disposed.</summary>
    /// <param name="totals">The totals at the moment.</param>
    /// <param name="waiting">What stands in its way; null when nothing does.</param>
    public ImportProgress Follow(Func<ImportTotals> totals, Func<SetbackRow?> waiting) => new(output, clock, totals, waiting);

    /// <summary>The totals, with every rule that refused or warned.</summary>
    /// <param name="totals">What became of the rows.</param>
    /// <param name="rejected">Rows that are not on the ledger.</param>
    /// <param name="lines">Where the lines of the files went.</param>
    /// <param name="file">Where those rows are written.</param>
    public void End(ImportTotals totals, IReadOnlyList<RejectedRow> rejected, IReadOnlyList<LineCount> lines, string file)
    {
        var seconds = Math.Max(clock.GetElapsedTime(started).TotalSeconds, 0.001);
        output.WriteLine();
        foreach (var count in lines)
        {
            output.WriteLine(string.Create(
                Culture, $"  {count.File}: {count.Lines:N0} lines = {count.Names:N0} of names + {count.Rows:N0} of rows + {count.Blank:N0} empty / 共{count.Lines:N0}行：列名{count.Names:N0}、数据{count.Rows:N0}、空行{count.Blank:N0}"));
            if (count.Unclaimed > 0)
                output.WriteLine(string.Create(Culture, $"    {count.Unclaimed:N0} rows belong to no sale / {count.Unclaimed:N0}行不属于任何交易"));
        }

        Line("rows of sales / 交易行数", totals.Rows);
        Line("recorded / 已登簿", totals.Recorded);
        Line("refused / 被拒", totals.Refused);
        Line("unreadable / 无法读取", totals.Unreadable);
        foreach (var (name, count) in (IEnumerable<(string, int)>)
        [
            ("taken over from the old book (before 1970) / 旧簿载入（1970年前）", totals.OldBook),
            ("known from before, with the same content / 已导入且内容相同", totals.Known),
            ("recorded, and taken back by a correction of the book since / 曾登簿，其后以更正登记撤销", totals.Corrected),
            ("take back what was recorded: book corrected, taxes refunded / 删除已登簿的交易：已更正、退税", totals.TakenBack),
            ("contradict the ledger, which stays as it is: on the exception list / 与账本不一致而未更正，见例外清单", totals.Changed),
            ("changed or taken back by the register before recording / 登簿前被更改或删除", totals.Withdrawn),
            ("take back what is not on the ledger / 删除未登簿的交易", totals.Deletions),
            ("open / 未完", totals.Open),
        ])
        {
            if (count > 0)
                Line(name, count);
        }

        Changes(totals.ByChange);
        Rules("Refused rows by rule (a row refused by several counts under each) / 各规则拒绝的行数", totals.RefusedByRule);
        Rules("Warnings acknowledged by the import / 导入确认的警告", totals.Acknowledged);
        Rules("Information given by rules / 规则给出的提示", totals.Informed);
        foreach (var rule in totals.RefusedByRule)
            output.WriteLine($"  {rule.Rule}: {RowAdvice.For(rule.Rule).English} / {RowAdvice.For(rule.Rule).Chinese}");
        foreach (var row in rejected.Where(static row => row.State is RowState.Unreadable or RowState.Changed))
            output.WriteLine($"  {row.File} line {row.Line} {row.Id}: {row.Text.English} / {row.Text.Chinese}");
        var (events, envelopes) = (totals.Events - before!.Events, totals.Envelopes - before.Envelopes);
        output.WriteLine();
        output.WriteLine(
            string.Create(
                Culture, $"{events:N0} events in {envelopes:N0} envelopes, each with a verified receipt, in {seconds:N1} s: {events / seconds:N0} events/s, {(totals.Recorded - before.Recorded) / seconds:N0} cases/s."));
        if (rejected.Count == 0)
            return;
        Write(rejected, file);
        output.WriteLine($"Rows that are not on the ledger as the file states them, with reasons and advice / 未按文件登簿的行、原因与建议: {file}");
    }

    private static string Text(int number) => number.ToString("N0", Culture);

    private static void Write(IReadOnlyList<RejectedRow> rejected, string file)
    {
        using var writer = new StreamWriter(file);
        writer.WriteLine("file,line,id,outcome,step,rule,reason_en,reason_zh,advice_en,advice_zh");
        foreach (var row in rejected)
        {
            writer.WriteLine(string.Join(
                ',', CsvCell.Of(row.File), row.Line.ToString(Culture), CsvCell.Of(row.Id), row.State.ToString(), CsvCell.Of(row.Step), row.Rule,
                CsvCell.Of(row.Text.English), CsvCell.Of(row.Text.Chinese), CsvCell.Of(row.Advice?.English ?? ""), CsvCell.Of(row.Advice?.Chinese ?? "")));
        }
    }

    private void Line(string name, int count) => output.WriteLine($"  {Text(count),12}  {name}");

    // Nothing is said of a register that knows additions alone.
    private void Changes(IReadOnlyList<(RowChange Change, RowState State, int Count)> counts)
    {
        if (counts.All(static count => count.Change == RowChange.Addition))
            return;
        output.WriteLine("By what the register says / 按登记数据的状态:");
        foreach (var (change, name) in (ReadOnlySpan<(RowChange, string)>)
            [(RowChange.Addition, "additions / 新增"), (RowChange.Change, "changes / 更改"), (RowChange.Deletion, "deletions / 删除")])
        {
            var rows = counts.Where(count => count.Change == change).ToList();
            var became = string.Join(", ", rows.Select(static count => string.Create(Culture, $"{count.Count:N0} {count.State}")));
            output.WriteLine(string.Create(Culture, $"  {rows.Sum(static count => count.Count),12:N0}  {name}{(became.Length > 0 ? " = " : "")}{became}"));
        }
    }

    private void Rules(string heading, IReadOnlyList<RuleCount> rules)
    {
        if (rules.Count == 0)
            return;
        output.WriteLine($"{heading}:");
        foreach (var rule in rules)
            output.WriteLine($"  {Text(rule.Count),12}  {rule.Rule,-6} {rule.Name.English} / {rule.Name.Chinese}");
    }
}
