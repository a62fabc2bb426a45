using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Checks 17 and 18: notices and seizures against what stands on the unit.</summary>
internal static class RestrictionChecks
{
    // From an event's day: through the corresponding day.
    private const int LongestSeizureYears = 3;

    public static IEnumerable<Finding> NoticeKind(CheckedMessage message)
    {
        foreach (var act in message.Acts.Where(static act => act.Kind == ExchangeActKind.Notice))
        {
            var row = act.Row;
            var hasTitle = message.Others.SelectMany(static other => other.Acts)
                .Any(other => other.Kind == ExchangeActKind.Title && other.Unit == act.Unit && other.RecordedAt < act.RecordedAt && other.Row["QSZT"] != "3");
            var fromParcel = message.Head.PreEstateNum is { Length: UnitCode.Length } before && before[19] == 'W';
            if (row["YGDJZL"] is "2" or "4" && !hasTitle && fromParcel)
                yield return At(row, $"上手单元为宗地，应为预售（{(row["YGDJZL"] == "2" ? 1 : 3)}）", $"the unit before is a parcel, so it is a presale ({(row["YGDJZL"] == "2" ? 1 : 3)})");
            else if (row["YGDJZL"] is "1" or "3" && hasTitle)
                yield return At(row, $"单元已有所有权登记，应为其它（{(row["YGDJZL"] == "1" ? 2 : 4)}）", $"the unit has a title already, so it is no presale ({(row["YGDJZL"] == "1" ? 2 : 4)})");
        }

        Finding At(ExchangeRow row, string chinese, string english) => message.At(
            17, CheckLevel.Exception, row, "YGDJZL", new($"预告登记种类{row["YGDJZL"]}：{chinese}", $"kind of notice {row["YGDJZL"]}: {english}"));
    }

    public static IEnumerable<Finding> Seizure(CheckedMessage message)
    {
        foreach (var act in message.Acts.Where(static act => act.Kind == ExchangeActKind.Seizure))
        {
            var row = act.Row;
            var written = message.Written.Rows.FirstOrDefault(other => other.Line == row.Line && other.Table == row.Table) ?? row;
            if (written["CFLX"] is null or "5")
                yield return message.At(18, CheckLevel.Exception, row, "CFLX", new("查封类型缺失或为续封（5）", "the kind of seizure is missing, or a renewal (5)"));
            if (ExchangeValues.TryDay(row["CFQSSJ"], out var first) && ExchangeValues.TryDay(row["CFJSSJ"], out var last))
            {
                if (last < first)
                {
                    yield return message.At(18, CheckLevel.Exception, row, "CFJSSJ",
                        new($"止日{last}早于起日{first}", $"the last day {last} is before the first, {first}"));
                }
                else if (last > first.AddYears(LongestSeizureYears))
                {
                    yield return message.At(18, CheckLevel.Exception, row, "CFJSSJ", new($"{first}至{last}超过三年", $"{first} to {last} is more than three years"));
                }
            }

            var standing = message.Others.SelectMany(static other => other.Acts).FirstOrDefault(other =>
                other.Kind == ExchangeActKind.Seizure && other.Unit == act.Unit && other.Row["CFLX"] == "1" && other.RecordedAt < act.RecordedAt
                && other.Identity != act.Identity && other.Row["CFJG"] != row["CFJG"] && !IsLifted(message, other));
            if (row["CFLX"] == "1" && standing is not null)
            {
                yield return message.At(18, CheckLevel.Exception, row, "CFLX", new(
                    $"单元已被查封（{standing.Message.File}），后到的应为轮候查封（2）", $"the unit is seized already ({standing.Message.File}): a later one waits (2)"));
            }
        }
    }

    private static bool IsLifted(CheckedMessage message, ExchangeAct seizure) => message.Others.SelectMany(static other => other.Acts)
        .Any(other => other.Kind == ExchangeActKind.End && ExchangeAct.SameNumber(other.Predecessor, seizure.BusinessNumber));
}
