using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>
/// What the acts of one request share: the faults found, the pages read, the tokens made. Acts of one envelope are
/// applied in order, so what an earlier one states about a contract's units serves the later ones.
/// </summary>
internal sealed class ActScope
{
    private readonly UnitKeyring _keyring;
    private readonly IPageReader _pages;
    private readonly Dictionary<string, ActUnit> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ActUnit>> _unitsOfContracts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Unit, PersonId Person), ByteString> _tokens = [];
    private readonly List<PartySalt> _salts = [];
    private readonly Day _today;

    public ActScope(UnitKeyring keyring, IPageReader pages, Day today, byte[] requestHash, byte[] @operator)
    {
        _keyring = keyring;
        _pages = pages;
        _today = today;
        RequestHash = ByteString.CopyFrom(requestHash);
        Operator = ByteString.CopyFrom(@operator);
        Input = new(Faults, today);
    }

    public InputFaults Faults { get; } = new();

    public InputReader Input { get; }

    /// <summary>SHA-256 of the signed request text, the same for every act of the request.</summary>
    public ByteString RequestHash { get; }

    /// <summary>SHA-256 of the operator's certificate.</summary>
    public ByteString Operator { get; }

    /// <summary>Latest time of every page read: the envelope must not be older.</summary>
    public ulong LatestPageMs { get; private set; }

    /// <summary>Salts behind every token made.</summary>
    public IReadOnlyList<PartySalt> Salts => _salts;

    /// <summary>A unit with the keys of its epoch; null after a fault.</summary>
    public ActUnit? Unit(string text, string field)
    {
        if (Input.Unit(text, field) is not { } code)
        {
            return null;
        }

        var key = code.ToString();
        if (_units.TryGetValue(key, out var known))
        {
            return known;
        }

        var epoch = EpochOf(key);
        var keys = epoch is { } fixedEpoch ? _keyring.Find(fixedEpoch) : _keyring.Current;
        if (keys is null)
        {
            Input.Fault(field, $"本部门没有第{epoch}期联盟密钥", $"the department does not hold the consortium key of epoch {epoch}", "configure that key");
            return null;
        }

        var unit = new ActUnit(code, keys);
        _units.Add(key, unit);
        return unit;
    }

    /// <summary>Units of a list of inputs, each once, sorted by code; faulty ones are left out.</summary>
    public List<(ActUnit Unit, T Input, string Field)> Units<T>(IReadOnlyList<T> inputs, Func<T, string> code, string field, string codeField = ".unit_code")
    {
        Input.Count(inputs.Count, field);
        var read = new List<(ActUnit Unit, T Input, string Field)>(inputs.Count);
        for (var i = 0; i < inputs.Count; i++)
        {
            var path = $"{field}[{i}]";
            if (Unit(code(inputs[i]), path + codeField) is not { } unit)
            {
                continue;
            }

            if (read.Exists(other => other.Unit.Text == unit.Text))
            {
                Input.Fault(path + codeField, "单元重复", "the unit stands twice", "each unit once");
            }

            read.Add((unit, inputs[i], path));
        }

        read.Sort(static (a, b) => string.CompareOrdinal(a.Unit.Text, b.Unit.Text));
        return read;
    }

    /// <summary>Tells the later acts of the envelope which units a contract has.</summary>
    public void StateUnits(string contractNumber, IReadOnlyList<ActUnit> units) => _unitsOfContracts[contractNumber] = units;

    /// <summary>
    /// Units of a contract, sorted: as an earlier act of the envelope or the ledger states them; none when neither knows
    /// the contract (the rules will say so).
    /// </summary>
    public IReadOnlyList<ActUnit> UnitsOf(string contractNumber)
    {
        if (contractNumber.Length == 0)
        {
            return [];
        }

        if (!_unitsOfContracts.TryGetValue(contractNumber, out var units))
        {
            var page = Page(PageKeys.Contract(contractNumber));
            units = page is null
                ? []
                : [.. ContractPage.Parser.ParseFrom(page.Body).Units.Select(u => Unit(u.UnitCode, "contract_number")).OfType<ActUnit>()];
            _unitsOfContracts.Add(contractNumber, units);
        }

        return units;
    }

    /// <summary>Reads a party: class and check digit (F-04), name in its one spelling kept as a field of the document.</summary>
    /// <param name="input">The party.</param>
    /// <param name="field">Path of the field.</param>
    /// <param name="draft">The act.</param>
    /// <param name="name">Name of the party within the document.</param>
    /// <param name="named">Whether its name must be stated: not of a party that an earlier act named, such as a taxpayer.</param>
    public InputParty Party(PartyInput? input, string field, ActDraft draft, string name, bool named = true)
    {
        if (input is null)
        {
            Faults.Missing(field);
            return InputParty.Faulty;
        }

        var number = Canonicalize.FoldUpper(input.DocumentNumber);
        var identityClass = IdentityDocument.ClassOf(input.DocumentType, number);
        if (identityClass == IdentityClass.Unspecified)
        {
            Input.Fault(field + ".document_type", $"证件种类 {input.DocumentType} 未知", $"the document type {input.DocumentType} is unknown", "a code of table A.30: 1 to 8 or 99");
            return InputParty.Faulty;
        }

        draft.Field($"_{name}.name", Input.Name(input.Name, field + ".name", named), field + ".name");
        draft.Field($"_{name}.number", number, field + ".document_number");
        var kind = input.DocumentType is 6 or 7 or 8 ? PartyKind.Organisation : PartyKind.Person;
        if (identityClass == IdentityClass.CreditCode)
        {
            return new(kind, identityClass, Input.Text<CreditCode>(number, field + ".document_number"), null);
        }

        if (!PersonId.TryCreate(identityClass, number, out var person, out var error)
            || (identityClass == IdentityClass.ResidentId && !CitizenId.TryParse(number, _today, out _, out error)))
        {
            Faults.Add(field + ".document_number", error);
            return InputParty.Faulty;
        }

        return new(kind, identityClass, "", person);
    }

    /// <summary>The party as one unit sees it.</summary>
    public Party At(InputParty party, ActUnit unit)
    {
        var seen = new Party { Kind = party.Kind, IdentityClass = party.Class, CreditCode = party.CreditCode };
        if (party.Person is { } person)
        {
            seen.Token = Token(unit, person);
        }

        return seen;
    }

    /// <summary>The party across all units of an event.</summary>
    public PartyAcrossUnits Across(InputParty party, IReadOnlyList<ActUnit> units)
    {
        var seen = new PartyAcrossUnits { Kind = party.Kind, IdentityClass = party.Class, CreditCode = party.CreditCode };
        if (party.Person is { } person)
        {
            seen.Tokens.AddRange(units.Select(unit => Token(unit, person)));
        }

        return seen;
    }

    /// <summary>Reads a page, so that its time counts.</summary>
    public Page? Page(string key)
    {
        var page = _pages.ReadPage(key);
        LatestPageMs = Math.Max(LatestPageMs, page?.TimeMs ?? 0);
        return page;
    }

    private ByteString Token(ActUnit unit, PersonId person)
    {
        if (!_tokens.TryGetValue((unit.Text, person), out var token))
        {
            var salt = unit.Keys.SaltOf(unit.Code, person);
            token = ByteString.CopyFrom(PartyToken.Of(salt, person).Bytes.Span);
            _tokens.Add((unit.Text, person), token);
            _salts.Add(new()
            {
                UnitCode = unit.Text,
                IdentityClass = (uint)person.Class,
                Number = person.Number,
                Salt = ByteString.CopyFrom(salt),
                Epoch = unit.Epoch,
            });
        }

        return token;
    }

    private uint? EpochOf(string unitCode)
    {
        // The encumbrance page exists from the first act on the unit. A unit seized before it was opened has one without
        // tokens, which binds to no epoch.
        if (Page(PageKeys.Encumbrances(unitCode)) is { } encumbrances
            && EncumbrancePage.Parser.ParseFrom(encumbrances.Body) is { Origin: not Origin.NotOpened } opened)
        {
            return opened.Epoch;
        }

        return Page(PageKeys.Deal(unitCode)) is { } deal ? DealPage.Parser.ParseFrom(deal.Body).Epoch : null;
    }
}
