using System.Globalization;
using System.Text;
using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Export;

/// <summary>The daily logs of the counties, and beside them the list of what no record tells.</summary>
/// <param name="outbox">The exporter's own records.</param>
/// <param name="options">Where to.</param>
internal sealed class DailyLogs(Outbox outbox, ExportOptions options)
{
    private static readonly byte[] Mark = Encoding.UTF8.GetPreamble();

    /// <summary>Writes those of the days of the export: for every county with an act, and for those that the profile names.</summary>
    public IEnumerable<string> Write(IReadOnlyList<RegisteredAct> acts)
    {
        for (var day = options.From; day <= options.To; day = day.AddDays(1))
        {
            var areas = acts.Where(act => act.Day == day).Select(static act => act.Area).Concat(options.Profile.AreaNames.Keys);
            foreach (var area in areas.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var ofDay = acts.Where(act => act.Day == day && act.Area == area).ToList();
                yield return WriteLog(area, day, ofDay);
                WriteGaps(area, day, ofDay);
            }
        }
    }

    private string WriteLog(string area, Day day, List<RegisteredAct> acts)
    {
        var entries = acts.ConvertAll(act => (Act: act, Report: outbox.Find(act.Act)));
        var reported = entries.FindAll(static entry => entry.Report is { State: ReportState.Unanswered or ReportState.Done });
        var log = new AccessLog
        {
            AreaCode = area,
            AreaName = options.Profile.AreaNames.GetValueOrDefault(area, area),
            AccessDate = day,
            RegisterInfo = Counts(acts),
            AccessInfo = Counts(reported.Select(static entry => entry.Act)),
            Registered = [.. entries.Select(entry => new RegisterEntry(
                entry.Act.Act.BusinessNumber, Number(entry.Act.RegType), entry.Act.RightType, entry.Act.Act.Unit, entry.Act.Numbers,
                reported.Contains(entry), reported.Contains(entry) ? entry.Report!.Id : null))],
            Accessed = [.. reported.Select(static entry => new AccessEntry(entry.Act.Act.BusinessNumber, entry.Act.Act.Unit, entry.Report!.Id))],
        };
        var file = Path.Combine(options.Folder, area, "AccessLog", $"AccessLog{area}{Number((int)day.Number)}.xml");
        OwnFiles.Write(file, log.Write(options.Profile.NewerNames));
        outbox.LogWritten(area, day);
        return file;
    }

    /// <summary>In the older shape mortgages and easements have counts of their own, whatever type their acts are of.</summary>
    private AccessCounts Counts(IEnumerable<RegisteredAct> acts)
        => AccessCounts.Of(acts.Select(act => options.Profile.NewerNames ? act.RegType : act.Type switch
        {
            "9000101" => AccessCounts.Mortgage,
            "9000102" => AccessCounts.Easement,
            _ => act.RegType,
        }));

    private void WriteGaps(string area, Day day, List<RegisteredAct> acts)
    {
        var text = new StringBuilder("BizMsgID,YWH,BDCDYH,table,row,attribute,written,why_zh,why_en\n");
        foreach (var act in acts)
        {
            foreach (var gap in act.Gaps)
            {
                text.AppendJoin(',', new[]
                {
                    outbox.Find(act.Act)?.Id ?? "", act.Act.BusinessNumber, act.Act.Unit, gap.Table, Number(gap.Row), gap.Attribute, gap.Written,
                    gap.Why.Chinese, gap.Why.English,
                }.Select(CsvCell.Of)).Append('\n');
            }
        }

        var file = Path.Combine(options.Folder, area, "Gaps", $"Gaps{area}{Number((int)day.Number)}.csv");
        OwnFiles.Write(file, [.. Mark, .. Encoding.UTF8.GetBytes(text.ToString())]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
