using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>
/// An example of every act's request: every field once, with a value that it can hold, so that a person sees what goes where and a
/// program reads it without a fault. Made from the form: what a field is called says what it may hold, and where the form refuses that, the
/// next value that it takes.
/// </summary>
public static class ActExamples
{
    private const ulong Instant = 1_780_277_400_000;

    // A value of each kind that some field wants: what is tried where its name does not say it.
    private static readonly string[] Texts =
    [
        "2026-06-01", "2046-05-31", "202606010001", "441900004001GB00012F00010101", "441900004001GB00012W00000000", "441900004001GB00012",
        "441900B26060000001", "441900A26060000001", "粤（2026）东莞不动产权第0000001号", "粤（2026）东莞不动产证明第0000001号", "344196260600000001",
        "（2026）粤1971执保123号", "12441900000000027N", "91441900MA00000238", "441900188001010016", "441900119", "LY202606010001", "1/2", "120.50", "100000.00",
        "CHECKED_ON_PAPER", "C-29", "44000000001", "1", "示例", "",
    ];

    private static readonly uint[] Numbers = [1, 2, 3, 8, 10, 12, 20, 91, 0];

    /// <summary>The request of an act, filled with examples.</summary>
    /// <param name="form">The act.</param>
    /// <param name="change">What is to be otherwise; what it makes faulty is mended as the rest is.</param>
    /// <param name="furtherFaults">Paths of fields that somebody else than the form refuses, such as a profile's rules of form.</param>
    public static IMessage Of(ActForm form, Action<IMessage>? change = null, Func<IMessage, IEnumerable<string>>? furtherFaults = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        var request = Filled(form.Request);
        change?.Invoke(request);
        var tries = new Dictionary<string, int>(StringComparer.Ordinal);
        var isMended = true;
        while (isMended)
        {
            // Each round every faulty field takes its next value; one that has none left stays as it is.
            isMended = false;
            var faults = FaultsOf(form, request);
            var isReadable = faults.Count == 0 && furtherFaults is not null;
            foreach (var path in isReadable ? furtherFaults!(request) : faults)
                isMended |= Mend(request, path, tries, isReadable);
        }

        return request;
    }

    /// <summary>Paths of the fields that the form refuses.</summary>
    public static IReadOnlyList<string> FaultsOf(ActForm form, IMessage request)
    {
        ArgumentNullException.ThrowIfNull(form);
        Build(request, out var faults);
        return faults;
    }

    /// <summary>The event that a request becomes, as if it were the first on its ledger but for the contract that it names.</summary>
    /// <param name="request">Request of an act.</param>
    /// <param name="faults">Paths of the fields that the form refuses: the event is of use where there are none.</param>
    public static BuiltAct Build(IMessage request, out IReadOnlyList<string> faults)
    {
        var scope = new ActScope(new ExamplePages(), new AnySalts(), Day.Of(2026, 12, 31), new byte[32], new byte[32]);
        var built = scope.Build(AskedAct.Alone(request));
        faults = [.. scope.Faults.All.Select(static fault => fault.Field).Distinct(StringComparer.Ordinal)];
        return built;
    }

    private static IMessage Filled(MessageDescriptor type, string within = "")
    {
        var message = type.Parser.ParseFrom([]);
        var chosen = new HashSet<OneofDescriptor>();
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if ((field.RealContainingOneof is { } oneof && !chosen.Add(oneof)) || IsOfAnotherCase(type.Name, field.Name))
                continue;

            var value = Example(field, within);
            if (field.IsRepeated)
            {
                ((IList)field.Accessor.GetValue(message)).Add(value);
            }
            else
            {
                field.Accessor.SetValue(message, value);
            }
        }

        return message;
    }

    /// <summary>What does not go with the rest of its message: a ticket of lines states its tax in these.</summary>
    private static bool IsOfAnotherCase(string message, string field) => (message, field) is ("TicketInput", "tax" or "side" or "amount");

    private static object Example(FieldDescriptor field, string within) => field.FieldType switch
    {
        FieldType.Message => Filled(field.MessageType, field.Name),
        FieldType.String => Text(field.ContainingType.Name, within is "proof" or "notice" && field.Name == "number" ? "proof" : field.Name),
        FieldType.Bytes => ByteString.CopyFrom([.. Enumerable.Range(0, field.Name == "signature" ? 64 : 32).Select(static i => (byte)i)]),
        FieldType.Bool => false,
        // The example's amount is in yuan: in ten thousands of them it would be a city's budget.
        FieldType.Enum => Code(field.EnumType, field.ContainingType.Name == "AmountInput" ? 0 : 1),
        FieldType.UInt64 => field.Name.EndsWith("_ms", StringComparison.Ordinal) ? Instant : 1ul,
        // A contract in one has no parts.
        FieldType.UInt32 when (field.ContainingType.Name, field.Name) is ("MortgageId", "part") or ("SignMortgageContractAct", "parts") => 0u,
        FieldType.UInt32 when field.Name is "vat_rate" => 5_000u,
        FieldType.UInt32 when field.Name is "rate" => 1_000u,
        FieldType.UInt32 when field.Name is "town" => 441_900_119u,
        FieldType.UInt32 => field.Name is "party" || field.Name.EndsWith("_not_signing", StringComparison.Ordinal) ? 0u : 1u,
        _ => throw new InvalidOperationException($"Requests have no fields of type {field.FieldType}."),
    };

    /// <summary>A text that a field may hold, by what it is called.</summary>
    /// <param name="message">Name of its message.</param>
    /// <param name="name">Its name.</param>
    public static string Text(string message, string name) => (message, name) switch
    {
        ("PartyInput", "document_number") => "441900188001010016",
        ("PartyInput", "name") => "安示例",
        ("MortgageId", "contract_number") => "DY-2026-0001",
        ("MortgageId", "mortgagee") => "91441900MA00000238",
        ("AmountInput", "value") => "1,200,000.00",
        ("DocumentField", "name") => "paper",
        ("DocumentField", "value") => "旧簿第1页",
        ("AttachedFile", "name") => "scan.pdf",
        ("AcknowledgementInput", "text") => "已核对纸质材料",
        ("AcknowledgementInput", "rule") => "F-02",
        ("AcknowledgementInput" or "ConsentInput", "subject" or "of") => "441900004001GB00012F00010101",
        ("ExceptionInput", "rule") => "C-29",
        ("ExceptionInput", "number") => "EX202606010001",
        (_, "town" or "executing_town" or "from_town") => "441900119",
        (_, "to_town") => "441900121",
        (_, "event") => "TransferRecorded",
        (_, "certificate") or ("CertificateInput", "number") => "粤（2026）东莞不动产权第0000001号",
        (_, "proof") => "粤（2026）东莞不动产证明第0000001号",
        (_, "ticket_number") or ("TicketInput", "number") => "344196260600000001",
        (_, "contract_number" or "filing_number" or "basis" or "pays_for") => "441900B26060000001",
        (_, "agreement_number") => "JG202606010001",
        (_, "deposit_number") => "DJ202606010001",
        (_, "qualification_number") => "ZG202606010001",
        (_, "instrument" or "instrument_number") => "WS202606010001",
        (_, "exemption") => "LEGAL_HEIR",
        (_, "authority") => "12441900000000027N",
        (_, "electronic_id") => "1.2.156.3005.2.11100000MB03271699001.12441900000000027N.2021000000001.001.C",
        (_, "bank" or "assignee" or "mortgagee") => "91441900MA00000238",
        (_, "parcel") => "441900004001GB00012",
        (_, "organ") => "14419000000",
        (_, "pre_seizures" or "restriction") => "（2026）粤1971执保123号",
        ("UnitReissueInput", "unit_code") => "441900004001GB00012F00010102",
        (_, "permit_number") => "东房预字第202600001号",
        (_, "building" or "buildings" or "buildings_added") => "441900004001GB00012F0001",
        (_, "further_parcels") => "441900004001GB00013W00000000",
        (_, "land_unit") => "441900004001GB00012W00000000",
        (_, "area" or "predicted_area" or "surveyed_area") => "120.50",
        (_, "inner_area") => "100.00",
        (_, "shared_area") => "20.50",
        (_, "share" or "scope") => "1/1",
        (_, "reason" or "ground") => "CHECKED_ON_PAPER",
        _ when name.Contains("document_number", StringComparison.Ordinal) => "（2026）粤1971执保123号",
        _ when name.StartsWith("unit", StringComparison.Ordinal) || name.EndsWith("unit", StringComparison.Ordinal) => "441900004001GB00012F00010101",
        _ when name.Contains("acceptance", StringComparison.Ordinal) || name.Contains("business", StringComparison.Ordinal) => "202606010001",
        _ when name.EndsWith("_date", StringComparison.Ordinal) || name is "date" or "start" or "from" or "issued" or "printed" or "handed" => "2026-06-01",
        _ when name.Contains("first_day", StringComparison.Ordinal) => "2026-06-01",
        _ when name.Contains("last_day", StringComparison.Ordinal) || name.Contains("until", StringComparison.Ordinal) => "2046-05-31",
        _ when name.EndsWith("_end", StringComparison.Ordinal) => "2046-05-31",
        _ => Texts[0],
    };

    private static object Code(EnumDescriptor type, int place) => Enum.ToObject(type.ClrType, type.Values[Math.Min(place, type.Values.Count - 1)].Number);

    /// <summary>Gives a faulty field its next value; a text that can be read but does not fit the others is first of all left out.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool Mend(IMessage request, string path, Dictionary<string, int> tries, bool isReadable)
    {
        if (Find(request, path) is not var (message, field, index))
            return false;

        if (isReadable && tries.TryAdd(path + "?", 0) && MendReadable(message, field, path, index))
            return true;

        var place = tries[path] = tries.GetValueOrDefault(path) + 1;
        object? next = field.FieldType switch
        {
            FieldType.String when place <= Texts.Length => Texts[place - 1],
            FieldType.UInt32 when place <= Numbers.Length => Numbers[place - 1],
            FieldType.UInt64 when place <= 2 => place == 1 ? Instant : 0ul,
            FieldType.Enum when place < field.EnumType.Values.Count => Code(field.EnumType, place + 1 < field.EnumType.Values.Count ? place + 1 : 0),
            FieldType.Bool when place == 1 => true,
            FieldType.Bytes when place == 1 => ByteString.Empty,
            _ => null,
        };
        if (next is null && place > 1 && field.FieldType != FieldType.Message)
            return false;

        if (next is not null && field.IsRepeated)
        {
            ((IList)field.Accessor.GetValue(message))[index] = next;
        }
        else if (next is not null)
        {
            field.Accessor.SetValue(message, next);
        }
        else
        {
            // A part that the act does not take beside the others.
            return field.FieldType == FieldType.Message && place == 1 && !(isReadable && field.IsRepeated) && Clear(message, field);
        }

        return true;
    }

    /// <summary>A text or an element that does not fit the others is left out; a list that is too short gets a further element.</summary>
    private static bool MendReadable(IMessage message, FieldDescriptor field, string path, int index)
    {
        if (field is { FieldType: FieldType.String, IsRepeated: false })
        {
            field.Accessor.Clear(message);
            return true;
        }

        if (!field.IsRepeated)
            return false;

        var list = (IList)field.Accessor.GetValue(message);
        if (path.EndsWith(']') && field.FieldType != FieldType.Message)
        {
            list.RemoveAt(index);
            return true;
        }

        if (path.EndsWith(']') || field.FieldType != FieldType.Message || list.Count != 1)
            return false;

        list.Add(Next((IMessage)list[0]!));
        return true;
    }

    /// <summary>An element like another, of the next unit, business and certificate.</summary>
    public static T Next<T>(T element)
        where T : IMessage
    {
        ArgumentNullException.ThrowIfNull(element);
        var text = JsonFormatter.Default.Format(element)
            .Replace("F00010101", "F00010102", StringComparison.Ordinal).Replace("202606010001", "202606010002", StringComparison.Ordinal)
            .Replace("0000001号", "0000002号", StringComparison.Ordinal);
        return (T)JsonParser.Default.Parse(text, element.Descriptor);
    }

    private static bool Clear(IMessage message, FieldDescriptor field)
    {
        field.Accessor.Clear(message);
        return true;
    }

    /// <summary>The field at a path as faults name it, e.g. <c>units[0].price.value</c>; null where there is none.</summary>
    private static (IMessage Message, FieldDescriptor Field, int Index)? Find(IMessage message, string path)
    {
        var steps = path.Split('.');
        for (var i = 0; i < steps.Length; i++)
        {
            var open = steps[i].IndexOf('[', StringComparison.Ordinal);
            var index = open < 0 ? 0 : int.Parse(steps[i].AsSpan(open + 1, steps[i].Length - open - 2), CultureInfo.InvariantCulture);
            if (message.Descriptor.FindFieldByName(open < 0 ? steps[i] : steps[i][..open]) is not { } field)
                return null;

            if (i == steps.Length - 1)
                return field.IsRepeated && ((IList)field.Accessor.GetValue(message)).Count <= index ? null : (message, field, index);

            var value = field.Accessor.GetValue(message);
            if ((value is IList list ? index < list.Count ? list[index] : null : value) is not IMessage nested)
                return null;

            message = nested;
        }

        return null;
    }

    /// <summary>Every contract is one of the example's unit: what is about a contract is about its units.</summary>
    private sealed class ExamplePages : IPageReader
    {
        private static readonly Page Contract = new()
        {
            Body = new ContractPage { Units = { new ContractUnit { UnitCode = Text("", "unit_code"), Epoch = 1 } } }.ToByteString(),
        };

        public Page? ReadPage(string key) => key.StartsWith(PageKeys.Contract(""), StringComparison.Ordinal) ? Contract : null;
    }

    private sealed class AnySalts : ISalts
    {
        public uint? EpochOf(UnitCode unit, uint? stated) => stated ?? 1;

        public byte[]? OfParty(UnitCode unit, uint epoch, PersonId person)
            => SHA256.HashData(Encoding.UTF8.GetBytes($"{unit} {epoch} {person.Class} {person.Number}"))[..PartyToken.SaltSize];

        public byte[]? OfField(int act, string field) => new byte[Log.DocumentField.SaltSize];
    }
}
