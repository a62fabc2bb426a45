using System.Globalization;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Checks 11, 12, 13 and 16: people and organisations. Nothing that they find names one.</summary>
internal static class PartyChecks
{
    private static readonly char[] Joints = [',', '，', '、', ';', '；'];
    private static readonly string[] Unknown = ["000000"];

    public static IEnumerable<Finding> Order(CheckedMessage message)
    {
        foreach (var act in message.Acts.Where(static act => act.Holders.Count > 0))
        {
            var places = act.Holders.Select(static holder => holder["SXH"] ?? "").ToList();
            var wanted = Enumerable.Range(1, places.Count).Select(static n => n.ToString(CultureInfo.InvariantCulture));
            if (!places.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                yield return message.At(11, CheckLevel.Warning, act.Holders[0], "SXH", new(
                    $"顺序号为{string.Join('、', places)}，应为1至{places.Count}；按文件顺序编号", $"the order is {string.Join(", ", places)}, expected 1 to {places.Count}: numbered as they stand in the file"));
            }
        }
    }

    public static IEnumerable<Finding> Shares(CheckedMessage message)
    {
        foreach (var act in message.Acts.Where(static act => act.Kind != ExchangeActKind.End && act.Holders.Count > 0))
        {
            var (first, holders) = (act.Holders[0], act.Holders);
            if (holders.FirstOrDefault(static holder => holder["QLBL"] is { } text && !ExchangeShares.TryRead(text, out _)) is { } unread)
            {
                yield return message.At(12, CheckLevel.Exception, unread, "QLBL", new(
                    $"份额“{CheckedMessage.Shown(unread, "QLBL")}”无法识别（如50%、1/2、0.5）", $"the share '{CheckedMessage.Shown(unread, "QLBL")}' is none (50%, 1/2, 0.5)"));
                continue;
            }

            if (holders.Any(static holder => holder["GYFS"] == "0") && holders.Count > 1)
            {
                yield return message.At(12, CheckLevel.Exception, first, "GYFS",
                    new($"共有方式为单独所有，权利人有{holders.Count}名", $"sole ownership, and {holders.Count} holders"));
            }
            else if (holders.All(static holder => holder["GYFS"] == "2"))
            {
                if (holders.FirstOrDefault(static holder => holder["QLBL"] is null) is { } without)
                {
                    yield return message.At(12, CheckLevel.Exception, without, "QLBL", new("按份共有而无份额", "ownership by shares without a share"));
                }
                else if (!Share.TrySum(holders.Select(static holder => ExchangeShares.TryRead(holder["QLBL"]!, out var share) ? share : Share.Zero),
                    out var sum) || sum != Share.One)
                {
                    yield return message.At(12, CheckLevel.Exception, first, "QLBL", new($"份额之和为{sum}，应为1", $"the shares add up to {sum}, expected 1"));
                }
            }
        }
    }

    public static IEnumerable<Finding> Documents(CheckedMessage message)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in message.Rows)
        {
            foreach (var (type, number) in PartyColumns.Pairs)
            {
                // Numbers of several people stand joined in one column.
                var (types, numbers) = (Parts(row[type]), Parts(row[number]));
                for (var i = 0; i < numbers.Length; i++)
                {
                    var kind = types.Length == 0 ? "" : types[Math.Min(i, types.Length - 1)];
                    if (!Unknown.Contains(numbers[i], StringComparer.Ordinal) && seen.Add($"{kind} {numbers[i]}")
                        && Fault(kind, numbers[i]) is var (level, text))
                    {
                        yield return message.At(13, level, row, number, text);
                    }
                }
            }

            if (row.Table.Name == "ZTT_GY_QLR")
            {
                foreach (var finding in Kinds(message, row))
                    yield return finding;
            }
        }
    }

    public static IEnumerable<Finding> JoinedNames(CheckedMessage message)
    {
        foreach (var row in message.Of(TableRole.Right))
        {
            var named = row["YWR"] is not null || row["DYR"] is not null
                ? message.Of("DJF_DJ_SQR").SelectMany(static applicant => Parts(applicant["YWRMC"])).Distinct(StringComparer.Ordinal).Count()
                : message.Of("ZTT_GY_QLR").Count();
            foreach (var column in (string[])["DYR", "YWR", "TDSYQR"])
            {
                var names = Parts(row[column]);
                var isCut = names.Length > 0 && names[^1].EndsWith('等');
                if (isCut || (column != "TDSYQR" && names.Length > 1 && named > 0 && names.Length != named))
                {
                    yield return message.At(16, CheckLevel.Warning, row, column, new(
                        isCut ? "姓名列表以“等”结尾，不完整，仅作文本" : $"合并的姓名有{names.Length}个，申请人行有{named}名，仅作文本",
                        isCut ? "the list of names ends with 等 and is not whole: kept as text" : $"{names.Length} names are joined, the rows of applicants have {named}: kept as text"));
                }
            }
        }
    }

    private static IEnumerable<Finding> Kinds(CheckedMessage message, ExchangeRow holder)
    {
        var (kind, type) = (holder["QLRLX"], holder["ZJZL"]);
        if (kind is "2" or "3" or "4" && type is "1" or "3")
        {
            yield return message.At(13, CheckLevel.Exception, holder, "ZJZL",
                new($"权利人类型{kind}（单位）而证件种类为{type}（个人）", $"the holder's kind {kind} is an organisation, its document's kind {type} a person's"));
        }

        if (kind is "1" && type is "6" or "7" or "8")
        {
            yield return message.At(13, CheckLevel.Exception, holder, "QLRLX",
                new($"权利人类型为个人而证件种类为{type}（单位）", $"the holder is a person, its document's kind {type} an organisation's"));
        }

        if (kind is "1" && holder["XB"] == "3" && type == "1")
            yield return message.At(13, CheckLevel.Warning, holder, "XB", new("个人的性别为3（不详）", "a person's sex is 3 (unknown)"));
    }

    private static (CheckLevel Level, Wording Text)? Fault(string type, string number)
    {
        var clean = Canonicalize.FoldUpper(string.Concat(number.Where(static c => !char.IsWhiteSpace(c))));
        if (clean.Length > 3 && clean[^1] == ')' && clean.LastIndexOf('(') is > 0 and var tail)
            clean = clean[..tail];
        var text = type switch
        {
            "1" when clean.Length == 15 => CitizenId.TryUpgrade(clean, out _, out _)
                ? (CheckLevel.Warning, new("旧15位身份证号", "an identity number of the old 15 digits"))
                : (CheckLevel.Exception, new Wording("15位身份证号不成立", "15 digits that are no identity number")),
            "1" when !CitizenId.TryParse(clean, out _, out _)
                => (CheckLevel.Exception, new("身份证号不成立（校验码、出生日期或位数）", "no identity number: check character, birth date or length")),
            "8" when !CreditCode.TryParse(clean, out _, out _)
                => (CheckLevel.Exception, new("统一社会信用代码不成立（校验码或位数）", "no credit code: check character or length")),
            _ => ((CheckLevel Level, Wording Text)?)null,
        };
        return text ?? (clean == number ? null
            : (CheckLevel.Warning, new("证件号含小写、全角、空格或尾注，已规范读取", "a number in lower case, full width, with blanks or a tail: read in canonical form")));
    }

    private static string[] Parts(string? text) => text?.Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
