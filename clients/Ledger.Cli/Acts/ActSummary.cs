using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>What a request is about to have recorded, in words: units, parties, amounts, numbers and dates.</summary>
internal static class ActSummary
{
    private static readonly Dictionary<string, Wording> Names = new(StringComparer.Ordinal)
    {
        ["unit_code"] = new("单元", "unit"),
        ["unit_codes"] = new("单元", "unit"),
        ["further_parcels"] = new("其他宗地", "further parcels"),
        ["contract_number"] = new("合同", "contract"),
        ["mortgagee"] = new("抵押权人", "mortgagee"),
        ["filing_number"] = new("备案号", "filing number"),
        ["kind"] = new("类型", "kind"),
        ["mode"] = new("抵押方式", "mode"),
        ["right_type"] = new("权利类型", "right type"),
        ["use"] = new("用途", "use"),
        ["area"] = new("面积（平方米）", "area, m²"),
        ["co_ownership"] = new("共有方式", "co-ownership"),
        ["buyer_co_ownership"] = new("买方共有方式", "buyers' co-ownership"),
        ["share"] = new("份额", "share"),
        ["owners"] = new("权利人", "owners"),
        ["sellers"] = new("卖方", "sellers"),
        ["buyers"] = new("买方", "buyers"),
        ["mortgagors"] = new("抵押人", "mortgagors"),
        ["taxpayer"] = new("纳税人", "taxpayer"),
        ["certificate"] = new("证号", "certificate"),
        ["number"] = new("号码", "number"),
        ["ticket_number"] = new("税票号码", "ticket number"),
        ["price"] = new("价款", "price"),
        ["declared_price"] = new("申报价款", "declared price"),
        ["base"] = new("计税依据", "tax base"),
        ["due"] = new("应纳税额", "tax due"),
        ["reduction"] = new("减免税额", "reduction"),
        ["amount"] = new("金额", "amount"),
        ["tax"] = new("税种", "tax"),
        ["lines"] = new("税款行数", "tax lines"),
        ["tickets"] = new("税票张数", "tickets"),
        ["refunds"] = new("退税笔数", "refunds"),
        ["exemption"] = new("减免代码", "exemption"),
        ["mortgages"] = new("抵押", "mortgages"),
        ["seizures"] = new("查封", "seizures"),
        ["authority"] = new("查封机关", "authority"),
        ["document_number"] = new("文号", "document"),
        ["renewal_document_number"] = new("续封文号", "renewal document"),
        ["lift_document_number"] = new("解封文号", "lift document"),
        ["months"] = new("期限（月）", "term, months"),
        ["days"] = new("期限（日）", "term, days"),
        ["outcome"] = new("结果", "outcome"),
        ["reason"] = new("原因", "reason"),
        ["acceptance_number"] = new("受理编号", "acceptance number"),
        ["business_number"] = new("业务号", "business number"),
        ["date"] = new("日期", "date"),
        ["signing_date"] = new("签订日期", "signed"),
        ["filing_date"] = new("备案日期", "filed"),
        ["payment_date"] = new("缴款日期", "paid"),
        ["liability_date"] = new("纳税义务发生日期", "tax liability"),
        ["declaration_date"] = new("申报日期", "declared"),
        ["assessment_date"] = new("核定日期", "assessed"),
        ["recording_date"] = new("登簿日期", "recorded"),
        ["migration_date"] = new("迁移日期", "old book read"),
        ["start"] = new("起始日期", "starts"),
        ["term_first_day"] = new("履行期起", "term from"),
        ["term_last_day"] = new("履行期止", "term to"),
        ["delivery_time_ms"] = new("送达时间", "delivered"),
        ["acceptance_time_ms"] = new("受理时间", "accepted"),
    };

    /// <summary>The request as a table; each name once, with all its values.</summary>
    public static PropertyTable Of(IMessage request, Language language)
    {
        var rows = new List<(string Name, List<string> Values)>();
        Collect(request, language, rows);
        var table = new PropertyTable(language);
        foreach (var (name, values) in rows)
        {
            table.Row(Names[name], string.Join(", ", values.Distinct(StringComparer.Ordinal)));
        }

        return table;
    }

    private static void Collect(IMessage message, Language language, List<(string Name, List<string> Values)> rows)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (value is null or "" or 0u or 0ul or false or ByteString || (value is IList { Count: 0 }) || field.MessageType() == DocumentInput.Descriptor)
            {
                continue;
            }

            if (Names.ContainsKey(field.Name) && Text(field, value, language) is { Length: > 0 } text)
            {
                Row(rows, field.Name).Add(text);
            }

            foreach (var nested in value is IList list ? list.OfType<IMessage>() : value is IMessage one ? [one] : [])
            {
                if (nested is not (PartyInput or AmountInput))
                {
                    Collect(nested, language, rows);
                }
            }
        }
    }

    private static MessageDescriptor? MessageType(this FieldDescriptor field) => field.FieldType == FieldType.Message ? field.MessageType : null;

    private static List<string> Row(List<(string Name, List<string> Values)> rows, string name)
    {
        var found = rows.Find(row => row.Name == name);
        if (found.Values is null)
        {
            found = (name, []);
            rows.Add(found);
        }

        return found.Values;
    }

    private static string Text(FieldDescriptor field, object value, Language language) => value switch
    {
        AmountInput amount => Amount(amount, language),
        PartyInput party => party.Name.Length > 0 ? party.Name : party.DocumentNumber,
        IList list when list[0] is string => string.Join(", ", list.Cast<string>()),
        IList list => Count(list),
        IMessage => "",
        Enum => field.EnumType.FindValueByNumber(Convert.ToInt32(value, CultureInfo.InvariantCulture))?.Name ?? "",
        ulong instant when field.Name.EndsWith("_ms", StringComparison.Ordinal) => Instant(instant),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>How many, and of parties their names.</summary>
    private static string Count(IList list)
    {
        var names = list.Cast<IMessage>().Select(static item => item switch
        {
            PartyInput party => party.Name,
            OwnerInput owner => owner.Party?.Name,
            TransferPartyInput part => part.Party?.Name,
            _ => null,
        }).Where(static name => !string.IsNullOrEmpty(name)).ToList();
        return list[0] is StakeInput ? "" : list.Count.ToString(CultureInfo.InvariantCulture) + (names.Count > 0 ? $" ({string.Join(", ", names)})" : "");
    }

    private static string Amount(AmountInput amount, Language language)
    {
        var unit = amount.Unit == AmountUnit.WanYuan ? MoneyUnit.TenThousandYuan : MoneyUnit.Yuan;
        if (!Money.TryParse(Canonicalize.Fold(amount.Value), unit, out var money, out _))
        {
            return amount.Value;
        }

        var yuan = string.Create(CultureInfo.InvariantCulture, $"{money.Fen / 100:N0}.{money.Fen % 100:D2}");
        return new Wording($"{yuan}元", $"{yuan} yuan").In(language) + (unit == MoneyUnit.Yuan ? "" : $" ({amount.Value} 万元)");
    }

    private static string Instant(ulong milliseconds) => Day.TryAt(milliseconds, out _)
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
        : milliseconds.ToString(CultureInfo.InvariantCulture);
}
