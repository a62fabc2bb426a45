using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>
/// Reads the request of one act, or a part of it, and notes on the way what belongs to the act besides its event: fields of its
/// document, what it names, tokens of its parties.
/// </summary>
/// <param name="scope">What the acts of the request share.</param>
/// <param name="draft">The act in the making.</param>
/// <param name="path">Path of what is read, ending in a dot, or empty.</param>
/// <param name="oldBook">The old book that what is read repeats; null for all else.</param>
internal sealed class ActReader(ActScope scope, ActDraft draft, string path, OldBook? oldBook = null)
    : InputReader(scope.Faults, scope.Today, path, scope.Grammar)
{
    /// <summary>Whether an amount read so far was given in 万元 (F-07).</summary>
    public bool IsConverted => draft.IsConverted;

    /// <summary>SHA-256 of the operator's certificate.</summary>
    public Google.Protobuf.ByteString Operator => scope.Operator;

    /// <summary>Reads a part of what this one reads.</summary>
    public ActReader In(string field) => new(scope, draft, PathOf(field) + ".", oldBook);

    /// <summary>Reads an element of a list.</summary>
    public ActReader In(string list, int place) => new(scope, draft, $"{PathOf(list)}[{place}].", oldBook);

    /// <summary>Reads the same as it stands in an old book.</summary>
    public ActReader Of(OldBook book) => new(scope, draft, PathOf(""), book);

    /// <summary>Adds a field of the act's document; an empty value is no field.</summary>
    /// <param name="name">Name in the document, beginning with an underscore.</param>
    /// <param name="value">Its value.</param>
    /// <param name="field">Field of the request that has it.</param>
    public void Document(string name, string value, string field) => draft.Field(name, value, PathOf(field));

    /// <summary>Remembers a unit, contract or mortgage the act names.</summary>
    public void Names(string subject) => draft.Names(subject);

    /// <summary>An amount in fen.</summary>
    public ulong Amount(AmountInput? amount, string field)
    {
        if (amount is null)
        {
            Missing(field);
            return 0;
        }

        MoneyUnit? unit = amount.Unit switch
        {
            AmountUnit.Yuan => MoneyUnit.Yuan,
            AmountUnit.WanYuan => MoneyUnit.TenThousandYuan,
            _ => null,
        };
        if (unit is not { } known)
        {
            Fault(field + ".unit", "金额单位未知", "the unit of the amount is unknown", "yuan or 万元");
            return 0;
        }

        if (WrittenMoney.TryParse(amount.Value, known, out var money, out var written, out var error))
        {
            draft.IsConverted |= written == MoneyUnit.TenThousandYuan;
            return money.Fen;
        }

        Fault(field + ".value", error);
        return 0;
    }

    /// <summary>As <see cref="Amount"/>, or 0 when absent.</summary>
    public ulong OptionalAmount(AmountInput? amount, string field) => amount is null ? 0 : Amount(amount, field);

    /// <summary>A unit with the epoch of its tokens; null after a fault.</summary>
    public ActUnit? Unit(string text, string field) => scope.Unit(this, text, field);

    /// <summary>A unit under another epoch of the key; null after a fault.</summary>
    public ActUnit? Renewed(ActUnit unit, uint epoch, string field) => scope.Renewed(this, unit, epoch, field);

    /// <summary>The code of a unit that the act names; empty after a fault.</summary>
    public string NamedUnit(string text, string field)
    {
        var unit = Unit(text, field)?.Text ?? "";
        Names(unit);
        return unit;
    }

    /// <summary>Units of a list of inputs, each once, sorted by code; faulty ones are left out.</summary>
    /// <param name="inputs">The list.</param>
    /// <param name="code">Code of the unit of an element.</param>
    /// <param name="list">Name of the list.</param>
    /// <param name="codeField">Path of the code within an element.</param>
    public List<(ActUnit Unit, T Input, ActReader Reader)> Units<T>(IReadOnlyList<T> inputs, Func<T, string> code, string list, string codeField = ".unit_code")
    {
        Count(inputs.Count, list);
        var read = new List<(ActUnit Unit, T Input, ActReader Reader)>(inputs.Count);
        for (var i = 0; i < inputs.Count; i++)
        {
            var field = $"{list}[{i}]{codeField}";
            if (Unit(code(inputs[i]), field) is not { } unit)
                continue;

            if (read.Exists(other => other.Unit.Text == unit.Text))
                Fault(field, "单元重复", "the unit stands twice", "each unit once");

            read.Add((unit, inputs[i], In(list, i)));
        }

        read.Sort(static (a, b) => string.CompareOrdinal(a.Unit.Text, b.Unit.Text));
        return read;
    }

    /// <summary>Names a contract, and through it its units.</summary>
    /// <returns>The units, sorted; none when nobody knows the contract.</returns>
    public IReadOnlyList<ActUnit> NameContract(string contractNumber)
    {
        Names(contractNumber);
        var units = scope.UnitsOf(this, contractNumber);
        foreach (var unit in units)
            Names(unit.Text);

        return units;
    }

    /// <summary>Tells the later acts of the envelope which units a contract has.</summary>
    public void StateUnits(string contractNumber, IReadOnlyList<ActUnit> units) => scope.StateUnits(contractNumber, units);

    /// <summary>Count and head of the queries on a unit, as an earlier act of the envelope or the ledger states them.</summary>
    /// <param name="trace">The unit's HMAC.</param>
    public (ulong Count, Google.Protobuf.ByteString Head) TraceOf(Google.Protobuf.ByteString trace) => scope.TraceOf(trace);

    /// <summary>Tells the later acts of the envelope how far the queries on a unit have come.</summary>
    public void StateTrace(Google.Protobuf.ByteString trace, (ulong Count, Google.Protobuf.ByteString Head) at) => scope.StateTrace(trace, at);

    /// <summary>A page that the act is judged on: the envelope must not be older.</summary>
    public void JudgedOn(string key) => scope.Page(key);

    /// <summary>Reads a party: class and check digit (F-04), name in its one spelling kept as a field of the document.</summary>
    /// <param name="input">The party.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="name">Name of the party within the document.</param>
    /// <param name="named">Whether its name must be stated: not of a party that an earlier act named, such as a taxpayer.</param>
    public InputParty Party(PartyInput? input, string field, string name, bool named = true)
    {
        if (input is null)
        {
            Missing(field);
            return InputParty.Faulty;
        }

        var kind = input.DocumentType is 6 or 7 or 8 ? PartyKind.Organisation : PartyKind.Person;
        Document($"_{name}.name", Name(input.Name, field + ".name", named), field + ".name");
        if (!IdentityDocument.Types.Contains(input.DocumentType))
        {
            var type = input.DocumentType;
            Fault(field + ".document_type", $"证件种类 {type} 未知", $"the document type {type} is unknown", "a code of table A.30: 1 to 8 or 99");
            return InputParty.Faulty;
        }

        var at = field + ".document_number";
        if (!StatedIdentity.TryRead(input.DocumentType, input.DocumentNumber, Today, oldBook is not null, out var identity, out var error))
        {
            if (oldBook?.ReasonOf(input.DocumentNumber) is not { } reason)
            {
                Fault(at, oldBook is null ? error : Excusable(error));
                return InputParty.Faulty;
            }

            if (!StatedIdentity.TryReadIllFormed(input.DocumentNumber, out identity, out error))
            {
                Fault(at, error);
                return InputParty.Faulty;
            }

            Document($"_{name}.number_exception", reason, at);
        }

        Document($"_{name}.number", identity.Number, at);
        Document($"_{name}.number_written", identity.Written, at);
        if (identity.Doubt is { } doubt)
            draft.Doubt(PathOf(at), doubt);
        return identity.Person is null ? new(kind, identity.Class, identity.Number, null) : new(kind, identity.Class, "", identity.Person);
    }

    /// <summary>The party as one unit sees it.</summary>
    public Party At(InputParty party, ActUnit unit)
    {
        var seen = new Party { Kind = party.Kind, IdentityClass = party.Class, CreditCode = party.CreditCode };
        if (party.Person is { } person && scope.Token(unit, person) is { } token)
            seen.Token = token;

        return seen;
    }

    /// <summary>The party across all units of an event.</summary>
    public PartyAcrossUnits Across(InputParty party, IReadOnlyList<ActUnit> units)
    {
        var seen = new PartyAcrossUnits { Kind = party.Kind, IdentityClass = party.Class, CreditCode = party.CreditCode };
        if (party.Person is { } person)
            seen.Tokens.AddRange(units.Select(unit => scope.Token(unit, person)).OfType<Google.Protobuf.ByteString>());

        return seen;
    }

    private static FormatError Excusable(FormatError error) => error with
    {
        Expected = new(
            error.Expected.Chinese + "；旧簿确有其号的，在 number_exceptions 中写明号码和理由",
            error.Expected.English + "; if the old book really has it so, state number and reason in number_exceptions"),
    };
}
