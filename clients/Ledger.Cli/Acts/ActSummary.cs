using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>
/// What a request is about to have recorded, in words, as the request is built: every part is a group of its own, and every field
/// that the request has is shown. What is left out is what is not stated: empty texts and lists, absent parts, numbers that are 0, what is not marked.
/// </summary>
internal sealed class ActSummary
{
    private const string Indent = "  ";
    private const int Decimals = 2;
    private const int WanDecimals = 6;

    private readonly IMessage request;
    private readonly Language language;
    private readonly PropertyTable table;
    private readonly List<string> doubts = [];

    private ActSummary(IMessage request, Language language) => (this.request, this.language, table) = (request, language, new PropertyTable(language));

    /// <summary>The request as a table, with what is doubtful about its figures behind it.</summary>
    public static PropertyTable Of(IMessage request, Language language)
    {
        var summary = new ActSummary(request, language);
        summary.Fields(request, "", "");
        foreach (var doubt in summary.doubts)
            summary.table.Row(new("疑点", "doubtful"), doubt);

        return summary.table;
    }

    private void Fields(IMessage message, string indent, string within)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (IsUnstated(field, value))
                continue;

            if (value is IList list)
            {
                List(field, list, indent);
            }
            else
            {
                Item(field, value, indent, "", within);
            }
        }
    }

    private void List(FieldDescriptor field, IList list, string indent)
    {
        if (field.FieldType != FieldType.Message)
        {
            Row(indent, field, "", string.Join(", ", list.Cast<object>().Select(item => Text(field, item, ""))));
            return;
        }

        for (var i = 0; i < list.Count; i++)
            Item(field, list[i]!, indent, list.Count > 1 ? $" {i + 1}/{list.Count}" : "", field.Name);

        if (list.Count > 1)
            Totals(field.MessageType, list, indent);
    }

    private void Item(FieldDescriptor field, object value, string indent, string place, string within)
    {
        if (value is IMessage part and not (PartyInput or AmountInput))
        {
            Row(indent, field, place, "");
            Fields(part, indent + Indent, within);
        }
        else
        {
            Row(indent, field, place, Text(field, value, within));
        }
    }

    /// <summary>What the amounts of a list come to; of tax bases, which several taxes share, no sum means anything.</summary>
    private void Totals(MessageDescriptor type, IList list, string indent)
    {
        foreach (var field in type.Fields.InDeclarationOrder()
            .Where(static field => field.FieldType == FieldType.Message && field.MessageType == AmountInput.Descriptor && field.Name != "base"))
        {
            // Nothing that nobody stated comes to nothing: a ticket whose tax stands in its lines has no amount of its own.
            var amounts = list.Cast<IMessage>().Select(field.Accessor.GetValue).OfType<AmountInput>().ToList();
            if (amounts.Count == 0)
                continue;

            UInt128 fen = 0;
            foreach (var amount in amounts)
            {
                if (!TryRead(amount, out var money))
                    return;

                fen += money.Fen;
            }

            var name = FieldNames.Of(field.Name);
            table.Row(new($"{indent}合计{name.Chinese}", $"{indent}total {name.English}"), Yuan(fen));
        }
    }

    private void Row(string indent, FieldDescriptor field, string place, string text)
    {
        var name = FieldNames.Of(field.Name);
        table.Row(new($"{indent}{name.Chinese}{place}", $"{indent}{name.English}{place}"), text);
    }

    private string Text(FieldDescriptor field, object value, string within) => value switch
    {
        AmountInput amount => Amount(field, amount),
        PartyInput party => Party(party),
        bool truth => (truth ? new Wording("是", "yes") : new Wording("否", "no")).In(language),
        Enum code => CodeWords.Of(code).In(language),
        ByteString bytes => Convert.ToHexStringLower(bytes.Span),
        ulong instant when field.Name.EndsWith("_ms", StringComparison.Ordinal) => Instants.ForPeople(instant),
        uint or string when CodeLists.MeaningOf(field, value) is { } meaning => $"{value} {meaning.In(language)}",
        uint rate when field.Name is "rate" or "vat_rate" => Percent(rate),
        uint index when field.Name == "party" => Named(within, index),
        uint index when field.Name == "mortgagors_not_signing" => Named("mortgagors", index),
        string area when field.Name == "area" => AreaText(field, area),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The party of the request's list that a number points at; the number where it points at none.</summary>
    private string Named(string list, uint index) =>
        request.Descriptor.FindFieldByName(list)?.Accessor.GetValue(request) is IList parties && index < parties.Count
            && parties[(int)index] is PartyInput party
            ? Party(party)
            : index.ToString(CultureInfo.InvariantCulture);

    /// <summary>Name and document, of the number its ends only: a screen is seen by others, too.</summary>
    private string Party(PartyInput party)
    {
        var number = party.DocumentNumber;
        var masked = number.Length > 8 ? $"{number[..3]}…{number[^4..]}" : new string('*', number.Length);
        var document = IdentityDocument.Types.TryGet(party.DocumentType, out var type)
            ? type.Name.In(language)
            : new Wording($"证件种类{party.DocumentType}", $"document type {party.DocumentType}").In(language);
        return $"{party.Name} ({document}, {masked})".TrimStart();
    }

    private string Amount(FieldDescriptor field, AmountInput amount)
    {
        if (!TryRead(amount, out var money))
            return $"{amount.Value} {CodeWords.Of(amount.Unit).In(language)}";

        var recorded = Yuan(money.Fen);
        var isWan = amount.Unit == AmountUnit.WanYuan || amount.Value.Contains('万', StringComparison.Ordinal);
        Doubt(field, amount.Value, isWan ? WanDecimals : Decimals, recorded);
        return recorded + (amount.Unit == AmountUnit.WanYuan ? $" ({amount.Value} {CodeWords.Of(amount.Unit).In(language)})" : "");
    }

    private string AreaText(FieldDescriptor field, string text)
    {
        if (!Area.TryParse(Canonicalize.Fold(text), out var area, out _))
            return text;

        Doubt(field, text, Decimals, area.ToString());
        return area.ToString();
    }

    /// <summary>More decimals than the ledger keeps are rounded; whoever typed them hears so before it is recorded.</summary>
    private void Doubt(FieldDescriptor field, string text, int decimals, string recorded)
    {
        var folded = Canonicalize.Fold(text);
        var point = folded.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0 && folded[(point + 1)..].TrimEnd('元').TrimEnd('万').TrimEnd('0').Length > decimals)
        {
            var name = FieldNames.Of(field.Name);
            doubts.Add(new Wording(
                $"{name.Chinese}“{text}”的小数多于{decimals}位，将登记为{recorded}；请核对",
                $"{name.English} '{text}' has more than {decimals} decimals and will be recorded as {recorded}: check it").In(language));
        }
    }

    private string Yuan(UInt128 fen)
    {
        var yuan = string.Create(CultureInfo.InvariantCulture, $"{fen / 100:N0}.{fen % 100:D2}");
        return new Wording($"{yuan}元", $"{yuan} yuan").In(language);
    }

    private static bool TryRead(AmountInput amount, out Money money)
    {
        var unit = amount.Unit == AmountUnit.WanYuan ? MoneyUnit.TenThousandYuan : MoneyUnit.Yuan;
        return WrittenMoney.TryParse(amount.Value, unit, out money, out _, out _);
    }

    private static string Percent(uint perHundredThousand) => string.Create(CultureInfo.InvariantCulture, $"{perHundredThousand / 1000m:0.###} %");

    /// <summary>Whether a request says nothing by it; the first party of a list is number 0.</summary>
    private static bool IsUnstated(FieldDescriptor field, object? value) => value switch
    {
        null or "" or 0ul or false or ByteString { IsEmpty: true } or IList { Count: 0 } => true,
        0u => field.Name is not ("party" or "mortgagor"),
        Enum code => Convert.ToInt32(code, CultureInfo.InvariantCulture) == 0
            && field.EnumType.Values[0].Name.EndsWith("_UNSPECIFIED", StringComparison.Ordinal),
        _ => false,
    };
}
