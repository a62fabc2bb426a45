using System.Globalization;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Checks 6, 7, 8 and 26: amounts, and what a mortgage lies on.</summary>
internal static class MoneyChecks
{
    private const decimal FenPerYuan = 100;

    public static IEnumerable<Finding> Unit(CheckedMessage message)
    {
        foreach (var row in message.Of(TableRole.Right))
        {
            foreach (var (column, lowest) in ((string, bool)[])[("FDCJYJG", true), ("QDJG", row["YGDJZL"] is "1" or "2"), ("BDBZZQSE", false),
                ("ZGZQSE", false)])
            {
                if (row[column] is not { } text)
                    continue;
                if (!ExchangeValues.TryMoney(text, row["JEDW"], out var amount))
                {
                    yield return message.At(6, CheckLevel.Exception, row, column, new(
                        $"“{CheckedMessage.Shown(row, column)}”不是金额（万元，至多6位小数）", $"'{CheckedMessage.Shown(row, column)}' is no amount (万元, at most six decimals)"));
                    continue;
                }

                if (!TryAreaOf(message, row, out var area) || amount == Money.Zero)
                    continue;
                var perSquare = amount.Fen / FenPerYuan / area;
                if (perSquare > message.Profile.HighestSquarePrice || (lowest && perSquare < message.Profile.LowestSquarePrice))
                {
                    yield return message.At(6, CheckLevel.Exception, row, column, new(
                        $"{CheckedMessage.Shown(row, column)}万元合每平方米{Round(perSquare)}元，不在{message.Profile.LowestSquarePrice}至{message.Profile.HighestSquarePrice}元之间：可能以元填写（相差一万倍）",
                        $"{CheckedMessage.Shown(row, column)} 万元 is {Round(perSquare)} yuan a m², outside {message.Profile.LowestSquarePrice} to {message.Profile.HighestSquarePrice}: perhaps written in 元, 10,000 times too much or too little"));
                }
            }
        }
    }

    public static IEnumerable<Finding> MortgageAmount(CheckedMessage message)
    {
        foreach (var row in message.Of("QLF_QL_DYAQ"))
        {
            var column = row["DYFS"] switch { "1" => "BDBZZQSE", "2" => "ZGZQSE", _ => null };
            if (column is not null && (!ExchangeValues.TryMoney(row[column], row["JEDW"], out var amount) || amount == Money.Zero))
            {
                yield return message.At(7, CheckLevel.Exception, row, column, new(
                    $"抵押方式{row["DYFS"]}要求{column}大于0", $"a mortgage of kind {row["DYFS"]} wants {column} above 0"));
            }
        }
    }

    public static IEnumerable<Finding> JointMortgage(CheckedMessage message)
    {
        foreach (var act in message.Acts.Where(static act => act.Row.Table.Name == "QLF_QL_DYAQ"))
        {
            var units = message.Others.SelectMany(static other => other.Acts)
                .Where(other => other.Row.Table.Name == "QLF_QL_DYAQ" && other.Unit != act.Unit
                    && other.Numbers.Intersect(act.Numbers, StringComparer.Ordinal).Any())
                .Select(static other => other.Unit)
                .Concat(message.Of("QLF_QL_DYAQ_DYWQD").Select(static thing => thing["BDCDYH"] ?? "").Where(unit => unit.Length > 0 && unit != act.Unit))
                .Distinct(StringComparer.Ordinal)
                .Count();
            if (units > 0)
            {
                yield return message.At(8, CheckLevel.Warning, act.Row, "BDBZZQSE", new(
                    $"共同抵押，同一证明另涉{units}个单元：数额可能为总额或分摊额，不累加", $"a joint mortgage, its proof names {units} further units: the amount may be the whole or a part, and is not summed"));
            }
        }
    }

    public static IEnumerable<Finding> List(CheckedMessage message)
    {
        var things = message.Of("QLF_QL_DYAQ_DYWQD").ToList();
        foreach (var row in message.Of("QLF_QL_DYAQ").Where(static row => row["DYBDCLX"] == "4" || row["ZJJZWZL"] is not null))
        {
            if (things.Count == 0)
            {
                yield return message.At(26, CheckLevel.Exception, row, "DYBDCLX",
                    new("在建建筑物抵押无抵押物清单", "a mortgage of a building under construction has no list of what is mortgaged"));
            }
        }

        foreach (var thing in things.Where(static thing => thing["BDCDYH"] is null))
            yield return message.At(26, CheckLevel.Exception, thing, "BDCDYH", new("清单行无单元号", "a row of the list names no unit"));
    }

    private static bool TryAreaOf(CheckedMessage message, ExchangeRow row, out decimal area)
    {
        area = 0;
        var text = row["JZMJ"] ?? row["DYMJ"]
            ?? message.Of("KTT_FW_H").Select(static flat => flat["SCJZMJ"] ?? flat["YCJZMJ"]).FirstOrDefault(static found => found is not null);
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out area) && area > 0;
    }

    private static string Round(decimal value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
