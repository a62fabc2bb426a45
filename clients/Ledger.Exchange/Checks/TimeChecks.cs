using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Check 24: times in their order.</summary>
internal static class TimeChecks
{
    public static IEnumerable<Finding> Times(CheckedMessage message)
    {
        foreach (var act in message.Acts)
        {
            var row = act.Row;
            var column = row["DJSJ"] is null && row.Table.Name == "QLF_QL_ZXDJ" ? "ZXSJ" : "DJSJ";
            if (row[column] is not { } text)
            {
                yield return message.At(24, CheckLevel.Exception, row, column, new("登簿时间缺失或为占位值", "the time of recording is missing, or a filler"));
                continue;
            }

            if (!ExchangeValues.TryInstant(text, out var recorded))
            {
                yield return message.At(24, CheckLevel.Exception, row, column, new(
                    $"登簿时间“{CheckedMessage.Shown(row, column)}”不是时间", $"the time of recording '{CheckedMessage.Shown(row, column)}' is none"));
                continue;
            }

            if (recorded > message.Now)
                yield return message.At(24, CheckLevel.Exception, row, column, new($"登簿时间{text}晚于当前", $"the time of recording {text} is to come"));

            // An ended row keeps the time of its own recording; acceptance and head are the ending's.
            if (ExchangeActs.IsEnded(row))
                continue;
            if (act.AcceptedAt > recorded)
                yield return message.At(24, CheckLevel.Exception, row, column, new($"登簿时间{text}早于受理时间", $"recorded at {text}, before it was accepted"));
            if (ExchangeValues.TryInstant(message.Head.CreateDate, out var created) && Day.At(created) != Day.At(recorded))
            {
                yield return message.AtHead(24, CheckLevel.Warning, "CreateDate",
                    new($"CreateDate {message.Head.CreateDate}与登簿时间{text}不在同一天", $"CreateDate {message.Head.CreateDate} is on another day than the recording, {text}"));
            }
        }
    }
}
