using System.Globalization;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Checks 9 and 10: certificate and proof numbers.</summary>
internal static class CertificateChecks
{
    private static readonly char[] Unclean = ['(', ')', ' ', '\t', '\u3000'];

    public static IEnumerable<Finding> Numbers(CheckedMessage message)
    {
        foreach (var row in message.Rows.Where(static row => row.Table.Role is TableRole.Right or TableRole.Holder))
        {
            foreach (var (column, value) in row.Values.Where(static pair => ExchangeSchema.KindOf(pair.Key) == ValueKind.Certificates))
            {
                var numbers = CertificateNumbers.Split(value);
                if (numbers.FirstOrDefault(IsCut) is { } cut)
                {
                    yield return message.At(9, CheckLevel.Exception, row, column,
                        new($"“{cut}”不完整，可能被截断", $"'{cut}' is not whole, perhaps cut at the column's width"));
                }
                else if (value.IndexOfAny(Unclean) >= 0 || CertificateNumbers.Join(numbers) != value.Replace('，', ',').Replace('、', ',').Replace(';', ','))
                {
                    yield return message.At(9, CheckLevel.Warning, row, column, new(
                        $"证号写法不规范，按“{CertificateNumbers.Join(numbers)}”读取", $"not in canonical form, read as {CertificateNumbers.Join(numbers)}"));
                }
            }
        }

        var known = message.Acts.SelectMany(static act => act.Numbers).ToHashSet(StringComparer.Ordinal);
        foreach (var holder in message.Of("ZTT_GY_QLR"))
        {
            if (known.Count > 0 && CertificateNumbers.Split(holder["BDCQZH"]).FirstOrDefault(number => !known.Contains(number)) is { } other)
            {
                yield return message.At(9, CheckLevel.Exception, holder, "BDCQZH", new(
                    $"权利人的证号“{other}”不在权利行的证号中", $"the holder's number '{other}' is none of the right row's"));
            }
        }
    }

    public static IEnumerable<Finding> Counts(CheckedMessage message)
    {
        var holding = message.Of("ZTT_GY_QLR").Where(static holder => holder["SFCZR"] == "1").ToList();
        var certificates = holding.SelectMany(static holder => CertificateNumbers.Split(holder["BDCQZH"])).Distinct(StringComparer.Ordinal).Count();
        if (message.Of("DJT_DJ_SLSQ").FirstOrDefault(static acceptance => acceptance["SQFBCZ"] == "1") is { } separate && certificates != holding.Count
            && holding.Count > 0)
        {
            yield return message.At(10, CheckLevel.Warning, separate, "SQFBCZ", new(
                $"申请分别持证，持证人{holding.Count}名而证号{certificates}个", $"separate certificates are asked for, and {holding.Count} holders have {certificates}"));
        }

        // An ended row keeps its number, and nothing is issued for it.
        var issued = message.Acts.Where(static act => act.Kind != ExchangeActKind.End)
            .SelectMany(static act => act.Numbers).Distinct(StringComparer.Ordinal).ToList();
        var proofs = issued.Count(static number => number.Contains("证明", StringComparison.Ordinal));
        foreach (var (field, count) in ((string, int)[])[("CertCount", issued.Count - proofs), ("ProofCount", proofs)])
        {
            if (message.Head[field] is { } stated && stated != count.ToString(CultureInfo.InvariantCulture))
            {
                yield return message.AtHead(10, CheckLevel.Warning, field,
                    new($"{field}为{stated}，报文中有{count}个证号", $"{field} is {stated}, the message has {count} numbers"));
            }
        }
    }

    /// <summary>Begins like a number of the unified registration and is none.</summary>
    private static bool IsCut(string number)
        => number.Length > 7 && number[1] == '（' && number[6] == '）' && number.Contains("不动产", StringComparison.Ordinal)
            && !CertificateNumber.TryParse(number, out _, out _);
}
