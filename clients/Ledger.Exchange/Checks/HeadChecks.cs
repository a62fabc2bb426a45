using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Checks 1 to 5: what the head says against itself and the rows.</summary>
internal static class HeadChecks
{
    private const int MessageDigits = 18;
    private const int AreaDigits = 6;

    public static IEnumerable<Finding> MessageNumber(CheckedMessage message)
    {
        var id = message.Head.BizMsgId ?? "";
        var suffix = message.Profile.Suffixes.FirstOrDefault(known => id.EndsWith(known, StringComparison.Ordinal)) ?? "";
        var digits = id[..^suffix.Length];
        if (digits.Length != MessageDigits || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            yield return message.AtHead(1, CheckLevel.Warning, "BizMsgID", new(
                $"“{Short(id)}”不是18位数字（可带{string.Join('、', message.Profile.Suffixes)}）",
                $"'{Short(id)}' is not 18 digits (with a suffix {string.Join(", ", message.Profile.Suffixes)} or without)"));
        }
        else if (digits[..AreaDigits] != message.Head.AreaCode)
        {
            yield return message.AtHead(1, CheckLevel.Warning, "BizMsgID", new(
                $"前6位{digits[..AreaDigits]}不是AreaCode {message.Head.AreaCode}", $"its first six digits {digits[..AreaDigits]} are not AreaCode {message.Head.AreaCode}"));
        }
        else if (!uint.TryParse($"20{digits.AsSpan(AreaDigits, 6)}", out var day) || !Day.TryFromNumber(day, out _, out _))
        {
            yield return message.AtHead(1, CheckLevel.Warning, "BizMsgID", new(
                $"第7至12位{digits.AsSpan(AreaDigits, 6)}不是日期", $"digits 7 to 12, {digits.AsSpan(AreaDigits, 6)}, are no date"));
        }
    }

    public static IEnumerable<Finding> Counties(CheckedMessage message)
    {
        var area = message.Profile.County(message.Head.AreaCode ?? "");
        if (message.Head.EstateNum is { Length: >= AreaDigits } unit && message.Profile.County(unit[..AreaDigits]) != area)
        {
            yield return message.AtHead(2, CheckLevel.Reject, "AreaCode", new(
                $"AreaCode {message.Head.AreaCode}与单元号前6位{unit[..AreaDigits]}不符；县区代码有变更的，请列入口径的recodedCounties",
                $"AreaCode {message.Head.AreaCode} is not the unit's county {unit[..AreaDigits]}; a county whose code changed belongs into recodedCounties of the profile"));
        }

        foreach (var row in message.Rows.Where(row => row["QXDM"] is { } county && message.Profile.County(county) != area))
        {
            yield return message.At(2, CheckLevel.Exception, row, "QXDM", new(
                $"QXDM {row["QXDM"]}与AreaCode {message.Head.AreaCode}不符", $"QXDM {row["QXDM"]} is not AreaCode {message.Head.AreaCode}"));
        }
    }

    public static IEnumerable<Finding> Units(CheckedMessage message)
    {
        var estate = message.Head.EstateNum ?? "";
        if (!Canonicalize.TryParse<UnitCode>(estate, out var unit, out var error))
        {
            yield return message.AtHead(3, CheckLevel.Reject, "EstateNum", error.Wording);
            yield break;
        }

        foreach (var row in message.Rows.Where(static row => row["BDCDYH"] is not null && row.Table.Name is not ("QLF_QL_DYAQ_DYWQD" or "KTT_ZDJBXX")))
        {
            var written = row["BDCDYH"]!;
            var fits = row.Table.Name == "KTT_FW_ZRZ"
                ? written.Length == UnitCode.Length && written[..24] == estate[..24]
                : Canonicalize.FoldUpper(written) == unit.ToString()
                    || (row.Table.Role == TableRole.Cadastre && written.StartsWith(estate[..19], StringComparison.Ordinal));
            if (!fits)
            {
                yield return message.At(3, CheckLevel.Reject, row, "BDCDYH", new(
                    $"单元号{CheckedMessage.Shown(row, "BDCDYH")}与EstateNum {estate}不符", $"the unit {CheckedMessage.Shown(row, "BDCDYH")} is not EstateNum {estate}"));
            }
        }
    }

    public static IEnumerable<Finding> RecordType(CheckedMessage message)
    {
        var (type, registration) = (message.Head.RecType ?? "", message.Head.RegType ?? "");
        var tables = ExchangeSchema.RightTablesOf(type);
        if (tables.Count == 0)
        {
            yield return message.AtHead(4, CheckLevel.Reject, "RecType", new($"RecType {type}未知", $"RecType {type} is unknown"));
            yield break;
        }

        if (!tables.Any(table => message.Of(table).Any()))
        {
            yield return message.AtHead(4, CheckLevel.Reject, "RecType", new(
                $"RecType {type}应有{string.Join('、', tables)}，报文中没有", $"RecType {type} wants a row of {string.Join(" or ", tables)}, and there is none"));
        }

        // Of the older codes of mortgages and easements the type of registration says little: many write 900 whatever the act was.
        var isOld = type is "9000101" or "9000102";
        if (!isOld && registration.Length == 3 && registration[0] != type[0])
        {
            yield return message.AtHead(4, CheckLevel.Reject, "RegType", new(
                $"RegType {registration}与RecType {type}不符", $"RegType {registration} does not go with RecType {type}"));
        }

        foreach (var row in message.Of(TableRole.Right).Concat(message.Of("DJT_DJ_SLSQ")))
        {
            var column = row["DJLX"] is not null ? "DJLX" : "DJDL";
            var isOwn = ExchangeAct.SameNumber(row["YWH"], message.Head.RecFlowId);
            if (isOwn && !ExchangeActs.IsEnded(row) && row[column] is { Length: 3 } stated && registration is not ("" or "900") && stated[0] != registration[0])
            {
                yield return message.At(4, CheckLevel.Reject, row, column, new(
                    $"登记类型{stated}与RegType {registration}不符", $"the type of registration {stated} is not RegType {registration}"));
            }
        }
    }

    public static IEnumerable<Finding> BusinessNumbers(CheckedMessage message)
    {
        var flow = message.Head.RecFlowId;
        if (flow is null)
        {
            yield return message.AtHead(5, CheckLevel.Exception, "RecFlowID", new("业务号缺失", "there is no business number"));
            yield break;
        }

        foreach (var row in message.Of(TableRole.Process).Where(static row => row["YWH"] is not null))
        {
            var number = row["YWH"]!;
            if (!IsFlow(number))
                yield return At(row, number);
        }

        var isTold = message.Of(TableRole.Right).Any(row => IsFlow(row["YWH"]));
        foreach (var row in message.Of(TableRole.Right).Where(static row => row["YWH"] is not null && !ExchangeActs.IsEnded(row)))
        {
            if (!isTold && !IsFlow(row["ZXYWH"]) && row.Table.Name != "QLF_QL_QTXGQL")
                yield return At(row, row["YWH"]!);
        }

        bool IsFlow(string? number) => number is not null
            && (ExchangeAct.SameNumber(number, flow) || ExchangeAct.SameNumber(ExchangeAct.BaseNumber(number), ExchangeAct.BaseNumber(flow)));

        Finding At(ExchangeRow row, string number) => message.At(
            5, CheckLevel.Exception, row, "YWH", new($"业务号{Short(number)}与RecFlowID {Short(flow)}不符", $"the business number {Short(number)} is not RecFlowID {Short(flow)}"));
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
