using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>Daily logs against the messages that came: what was registered and not reported, and totals that their own lists deny.</summary>
internal static class LogComparison
{
    /// <summary>Everything that does not agree.</summary>
    public static IReadOnlyList<ExceptionRow> Compare(ImportJournal journal)
    {
        var rows = new List<ExceptionRow>();
        foreach (var staged in journal.StagedOf(StagedKind.Log))
        {
            var file = new ExchangeFile(staged.Name, staged.Content);
            var log = AccessLog.Read(file, SafeXml.Read(file));
            // The older log has no lists.
            if (log.Registered.Count > 0 && log.RegisterInfo.Total != log.Registered.Count)
                rows.Add(At("RegisterInfo", $"totalNum为{log.RegisterInfo.Total}，列表有{log.Registered.Count}条", $"totalNum is {log.RegisterInfo.Total}, the list has {log.Registered.Count}"));
            if (log.Accessed.Count > 0 && log.AccessInfo.Total != log.Accessed.Count)
                rows.Add(At("AccessInfo", $"totalNum为{log.AccessInfo.Total}，列表有{log.Accessed.Count}条", $"totalNum is {log.AccessInfo.Total}, the list has {log.Accessed.Count}"));
            foreach (var entry in log.Registered.Where(entry => !journal.HasAct(entry.BusinessNumber, entry.Unit)))
            {
                rows.Add(At(
                    entry.BusinessNumber, $"{log.AccessDate}登记的业务没有报文", $"registered on {log.AccessDate}, and no message of it came") with
                { Unit = entry.Unit });
            }

            ExceptionRow At(string what, string chinese, string english) => new(3, staged.Name, 0, "", what, "LOG", new(chinese, english));
        }

        return rows;
    }
}
