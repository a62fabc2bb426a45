using System.Globalization;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Checks 14, 15, 19 to 22, 25 and 27: rows against each other and against what was reported before.</summary>
internal static class RowChecks
{
    private const decimal AreaTolerance = 0.02m;
    private const int DaysPerYear = 365;

    public static IEnumerable<Finding> States(CheckedMessage message)
    {
        foreach (var row in message.Of(TableRole.Right))
        {
            if (row["QSZT"] == "1" && ExchangeActs.IsEnded(row) && !EndsNow(message, row))
            {
                yield return message.At(14, CheckLevel.Exception, row, "QSZT",
                    new("权属状态为现势而注销（解封）栏已填", "the row is live by its state and ended by its columns"));
            }
        }

        var titles = message.Acts.Where(static act => act.Kind == ExchangeActKind.Title).ToList();
        foreach (var act in titles)
        {
            var others = message.Others.SelectMany(static other => other.Acts)
                .Where(other => other.Kind == ExchangeActKind.Title && other.Unit == act.Unit && other.Row.Table == act.Row.Table
                    && other.Identity != act.Identity)
                .ToList();
            if (act.Row["QSZT"] is "2" or "3")
            {
                var isFollowed = others.Exists(other => other.RecordedAt > act.RecordedAt) || message.Others.SelectMany(static other => other.Acts)
                    .Any(other => other.Kind == ExchangeActKind.End && ExchangeAct.SameNumber(other.Predecessor, act.BusinessNumber));
                if (!isFollowed)
                    yield return message.At(14, CheckLevel.Exception, act.Row, "QSZT", new("历史（终止）的权利没有后续登记", "a right that is over has no act after it"));
            }
            else if (Beside(act, others) is { } second)
            {
                yield return message.At(14, CheckLevel.Exception, act.Row, "QSZT", new(
                    $"同一单元另有现势所有权（{second.Message.File}），两者无承接关系", $"the unit has another live title ({second.Message.File}), and neither follows the other"));
            }
        }
    }

    public static IEnumerable<Finding> Doubles(CheckedMessage message)
    {
        var seen = new HashSet<ExchangeRow>(ExchangeRow.ByContent);
        foreach (var row in message.Written.Rows.Where(row => !seen.Add(row)))
            yield return message.At(15, CheckLevel.Warning, row, "*", new("与前行完全相同，只读一次", "the same as a row before: read once"));

        var applicants = message.Of("DJF_DJ_SQR").ToList();
        var holders = applicants.Select(static row => row["QLRZJH"] ?? row["QLRMC"]).Distinct(StringComparer.Ordinal).Count();
        var obligors = applicants.Select(static row => row["YWRZJH"] ?? row["YWRMC"]).Distinct(StringComparer.Ordinal).Count();
        if (holders > 1 && obligors > 1 && applicants.Count == holders * obligors)
        {
            yield return message.At(15, CheckLevel.Warning, applicants[0], "*", new(
                $"申请人行为{holders}名权利人与{obligors}名义务人的组合，取各自不同者", $"the rows of applicants are {holders} holders times {obligors} obligors: each is taken once"));
        }
    }

    public static IEnumerable<Finding> Areas(CheckedMessage message)
    {
        foreach (var row in message.Of("QLT_FW_FDCQ_YZ"))
        {
            if (Number(row["JZMJ"]) is not { } floor)
                continue;
            if (Number(row["ZYJZMJ"]) is { } inner && Number(row["FTJZMJ"]) is { } shared && Math.Abs(floor - inner - shared) > AreaTolerance)
            {
                yield return message.At(19, CheckLevel.Warning, row, "JZMJ", new(
                    $"建筑面积{row["JZMJ"]}不等于专有{row["ZYJZMJ"]}与分摊{row["FTJZMJ"]}之和", $"the floor area {row["JZMJ"]} is not the sum of {row["ZYJZMJ"]} and {row["FTJZMJ"]}"));
            }

            var flats = message.Of("KTT_FW_H").Select(static flat => Number(flat["SCJZMJ"]) ?? Number(flat["YCJZMJ"]));
            if (flats.FirstOrDefault(static area => area is not null) is { } flat
                && Math.Abs(floor - flat) > AreaTolerance)
            {
                yield return message.At(19, CheckLevel.Warning, row, "JZMJ", new(
                    $"建筑面积{row["JZMJ"]}与户表{flat.ToString(CultureInfo.InvariantCulture)}不符", $"the floor area {row["JZMJ"]} is not the flat's {flat.ToString(CultureInfo.InvariantCulture)}"));
            }
        }
    }

    public static IEnumerable<Finding> Floors(CheckedMessage message)
    {
        foreach (var row in message.Of(TableRole.Right))
        {
            foreach (var column in (string[])["SZC", "ZCS"])
            {
                if (row[column] is { } text && (text.Length > 3 || text.AsSpan().ContainsAnyExceptInRange('0', '9')))
                {
                    yield return message.At(20, CheckLevel.Warning, row, column,
                        new($"“{CheckedMessage.Shown(row, column)}”不是楼层数，仅作文本", $"'{CheckedMessage.Shown(row, column)}' is no number of a floor: kept as text"));
                }
            }
        }
    }

    public static IEnumerable<Finding> Derived(CheckedMessage message)
    {
        foreach (var row in message.Of(TableRole.Right))
        {
            foreach (var (term, from, until) in ((string, string, string)[])
                [("DYQX", "ZWLXQSSJ", "ZWLXJSSJ"), ("TDSYQX", "TDSYQSSJ", "TDSYJSSJ"), ("TDSYQX", "SYQQSSJ", "SYQJSSJ"), ("CFQX", "CFQSSJ", "CFJSSJ")])
            {
                if (Number(row[term]) is { } years && ExchangeValues.TryDay(row[from], out var first) && ExchangeValues.TryDay(row[until], out var last)
                    && Math.Abs(years - (last.DaysSince(first) / DaysPerYear)) > 1)
                {
                    yield return message.At(21, CheckLevel.Warning, row, term, new(
                        $"{term}为{row[term]}年，与起止日期不符，以起止日期为准", $"{term} is {row[term]} years, which is not what the days say: the days count"));
                }
            }

            if (row["YGDJZL"] is "3" or "4" && Number(row["QDJG"]) is { } amount && amount > 0 && amount % 1 == 0)
            {
                yield return message.At(21, CheckLevel.Warning, row, "QDJG",
                    new("抵押预告的数额为整万元，可能已取整，不覆盖更准确的值", "the amount of a mortgage notice is whole 万元, perhaps rounded: it replaces no better value"));
            }
        }
    }

    public static IEnumerable<Finding> OtherRight(CheckedMessage message)
        => message.Of("QLF_QL_QTXGQL").Where(row => !ExchangeAct.SameNumber(row["YWH"], message.Head.RecFlowId)).Select(row => message.At(
            22, CheckLevel.Exception, row, "YWH", new("其他相关权利行属于同一单元的另一业务", "the row of another right belongs to another act of the same unit")));

    public static IEnumerable<Finding> Again(CheckedMessage message)
    {
        foreach (var act in message.Acts)
        {
            var before = (message.Earlier ?? message.Others).SelectMany(static other => other.Acts)
                .FirstOrDefault(other => other.Identity == act.Identity && other.Message.Head.BizMsgId != message.Head.BizMsgId);
            if (before is null)
                continue;
            if (act.Agrees(before, out var differs))
            {
                yield return message.At(25, CheckLevel.Warning, act.Row, "YWH",
                    new($"同一登记已由{before.Message.File}上报且内容相同，只计一次", $"the same act as in {before.Message.File} and it says the same: counted once"));
            }
            else
            {
                yield return message.At(25, CheckLevel.Exception, act.Row, differs[0], new(
                    $"同一登记已由{before.Message.File}上报而内容不同：{string.Join('、', differs)}", $"the same act as in {before.Message.File} with other content: {string.Join(", ", differs)}"));
            }
        }
    }

    public static IEnumerable<Finding> Unknown(CheckedMessage message) => message.Written.Aside.Select(aside => new Finding(
        27, CheckLevel.Warning, message.File, aside.Line, aside.Attribute is null ? aside.Table : $"{aside.Table} {aside.Attribute}",
        aside.Attribute is null ? new("未知的表或元素内容，另存不读", "an unknown table or content of an element: kept aside") : new("未知的列，另存不读", "an unknown column: kept aside")));

    /// <summary>Another live title that neither leads to this one nor comes of it, by whatever titles stand between; null when there is none.</summary>
    private static ExchangeAct? Beside(ExchangeAct act, List<ExchangeAct> others)
    {
        var (before, after) = (Reached(act, others, Follows), Reached(act, others, static (earlier, later) => Follows(later, earlier)));
        return others.Find(other => other.Row["QSZT"] == "1" && !before.Contains(other.Identity) && !after.Contains(other.Identity));
    }

    private static HashSet<string> Reached(ExchangeAct from, List<ExchangeAct> others, Func<ExchangeAct, ExchangeAct, bool> isNext)
    {
        var (reached, open) = (new HashSet<string>(StringComparer.Ordinal), new Queue<ExchangeAct>([from]));
        while (open.TryDequeue(out var at))
        {
            foreach (var next in others.Where(other => isNext(at, other) && reached.Add(other.Identity)))
                open.Enqueue(next);
        }

        return reached;
    }

    /// <summary>One title comes after another when it names its certificate, its unit's code or its business number.</summary>
    private static bool Follows(ExchangeAct later, ExchangeAct earlier)
        => later.RecordedAt >= earlier.RecordedAt
            && (CertificateNumbers.Split(later.Message.Head.PreCertId).Intersect(earlier.Numbers, StringComparer.Ordinal).Any()
                || ExchangeAct.SameNumber(later.Predecessor, earlier.BusinessNumber));

    // Of a cancellation some still write the old row's state as it was.
    private static bool EndsNow(CheckedMessage message, ExchangeRow row) => !ExchangeAct.SameNumber(row["YWH"], message.Head.RecFlowId);

    private static decimal? Number(string? text)
        => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
