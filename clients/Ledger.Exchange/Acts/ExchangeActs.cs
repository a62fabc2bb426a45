using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Decides by the right rows what a message tells: never by its record type, never by YSDM.</summary>
internal static class ExchangeActs
{
    private static readonly string[] Proofs = ["BDCDJZMH", "BDCQZH"];

    /// <summary>Ending columns by table: whose business number, when.</summary>
    private static readonly Dictionary<string, (string Number, string When)> Endings = new(StringComparer.Ordinal)
    {
        ["QLF_QL_DYAQ"] = ("ZXDYYWH", "ZXSJ"),
        ["QLF_QL_YGDJ"] = ("ZXYGYWH", "ZXSJ"),
        ["QLF_QL_YYDJ"] = ("ZXYYYWH", "ZXYYDJSJ"),
        ["QLF_QL_CFDJ"] = ("JFYWH", "JFDJSJ"),
        ["QLF_XZDY"] = ("ZXYWH", "ZXRQ"),
    };

    /// <summary>The acts of a message.</summary>
    public static IReadOnlyList<ExchangeAct> Of(CheckedMessage message)
        => [.. message.Of(TableRole.Right).Select(row => Act(message, row))];

    /// <summary>Whether a right row says when or by what it ended.</summary>
    public static bool IsEnded(ExchangeRow row)
        => Endings.TryGetValue(row.Table.Name, out var ending) && (row[ending.Number] is not null || row[ending.When] is not null);

    private static ExchangeAct Act(CheckedMessage message, ExchangeRow row)
    {
        var name = row.Table.Name;
        var ended = IsEnded(row);
        var cancels = name == "QLF_QL_ZXDJ";
        var own = row["YWH"] ?? "";
        var flow = message.Head.RecFlowId ?? own;
        // One vendor writes the case in YWH and the act it ends in ZXYWH, another the reverse: the head has the case.
        var cancelled = !cancels ? own : ExchangeAct.SameNumber(row["ZXYWH"], flow) ? own : row["ZXYWH"];
        var number = cancels ? flow : ended ? row[Endings[name].Number] ?? flow : own.Length > 0 ? own : flow;
        var numbers = CertificateNumbers.Split(Proofs.Select(column => row[column]).FirstOrDefault(static value => value is not null));
        return new ExchangeAct
        {
            Message = message,
            Row = row,
            Kind = cancels || ended ? ExchangeActKind.End : KindOf(name),
            Unit = Canonicalize.FoldUpper(row["BDCDYH"] ?? message.Head.EstateNum ?? ""),
            BusinessNumber = number,
            Numbers = numbers,
            Predecessor = cancels || ended ? cancelled : row["SSYWH"] ?? row["SCYWH"],
            RecordedAt = Instant(ended ? row[Endings[name].When] : row["DJSJ"] ?? row["ZXSJ"]) ?? Instant(message.Head.CreateDate) ?? 0,
            AcceptedAt = message.Of("DJT_DJ_SLSQ").Select(static acceptance => Instant(acceptance["SLSJ"])).FirstOrDefault(static at => at is not null) ?? 0,
            Holders = [.. HoldersOf(message, row, numbers)],
        };
    }

    private static ExchangeActKind KindOf(string table) => table switch
    {
        "QLT_FW_FDCQ_YZ" or "QLF_QL_JSYDSYQ" or "QLT_FW_FDCQ_DZ" => ExchangeActKind.Title,
        "QLF_QL_DYAQ" => ExchangeActKind.Mortgage,
        "QLF_QL_YGDJ" => ExchangeActKind.Notice,
        "QLF_QL_YYDJ" => ExchangeActKind.Objection,
        "QLF_QL_CFDJ" => ExchangeActKind.Seizure,
        "QLF_QL_DYIQ" => ExchangeActKind.Easement,
        "QLF_XZDY" => ExchangeActKind.Lock,
        _ => ExchangeActKind.Other,
    };

    /// <summary>Holders belong to the row of their act, of several rows of one act to that whose certificate they name; with one right row, all do.</summary>
    private static IEnumerable<ExchangeRow> HoldersOf(CheckedMessage message, ExchangeRow row, IReadOnlyList<string> numbers)
    {
        var holders = message.Of("ZTT_GY_QLR");
        var rights = message.Of(TableRole.Right).ToList();
        if (rights.Count > 1)
        {
            var alone = rights.Count(other => other["YWH"] == row["YWH"]) == 1;
            holders = holders.Where(holder => alone && holder["YWH"] is { } own && row["YWH"] is { } act ? own == act
                : CertificateNumbers.Split(holder["BDCQZH"]).Any(number => numbers.Contains(number, StringComparer.Ordinal)));
        }

        return holders.OrderBy(static holder => int.TryParse(holder["SXH"], System.Globalization.CultureInfo.InvariantCulture, out var place) ? place
            : int.MaxValue);
    }

    private static ulong? Instant(string? text) => ExchangeValues.TryInstant(text, out var at) ? at : null;
}
