using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>
/// What the acts of one request share: the faults found, the pages read, the tokens made. Acts of one envelope are
/// applied in order, so what an earlier one states about a contract's units serves the later ones.
/// </summary>
public sealed class ActScope
{
    private readonly IPageReader pages;
    private readonly Dictionary<string, ActUnit> units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<ActUnit>> unitsOfContracts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Unit, uint Epoch, PersonId Person), ByteString?> tokens = [];
    private readonly Dictionary<ByteString, (ulong Count, ByteString Head)> traces = [];
    private readonly List<PartySalt> partySalts = [];
    private int acts;

    /// <summary>A scope.</summary>
    /// <param name="pages">Pages of the ledger, or none.</param>
    /// <param name="salts">What the acts are blinded with, or none.</param>
    /// <param name="today">Day of UTC+8 that has come: what has happened did so by then.</param>
    /// <param name="requestHash">SHA-256 of the signed request text.</param>
    /// <param name="operator">SHA-256 of the operator's certificate.</param>
    public ActScope(IPageReader pages, ISalts salts, Day today, ReadOnlySpan<byte> requestHash, ReadOnlySpan<byte> @operator)
    {
        this.pages = pages;
        Salts = salts;
        Today = today;
        RequestHash = ByteString.CopyFrom(requestHash);
        Operator = ByteString.CopyFrom(@operator);
        Input = new(Faults, today);
    }

    /// <summary>How the city in force writes its numbers: who knows it tells a wrong one at its field; who does not leaves it to the rules.</summary>
    public LocalGrammar Grammar { get; init; } = LocalGrammar.Any;

    /// <summary>What is wrong with the request.</summary>
    public InputFaults Faults { get; } = new();

    /// <summary>Reads what a request says beside its acts.</summary>
    public InputReader Input { get; }

    /// <summary>Latest time of every page read, ms since the epoch: the envelope must not be older.</summary>
    public ulong LatestPageMs { get; private set; }

    /// <summary>Salts behind every token made.</summary>
    public IReadOnlyList<PartySalt> PartySalts => partySalts;

    internal ISalts Salts { get; }

    internal Day Today { get; }

    /// <summary>SHA-256 of the signed request text, the same for every act of the request.</summary>
    internal ByteString RequestHash { get; }

    /// <summary>SHA-256 of the operator's certificate.</summary>
    internal ByteString Operator { get; }

    /// <summary>Builds an act, which sees what those before it state.</summary>
    /// <param name="act">The act; after a fault in it what is built is of no use.</param>
    public BuiltAct Build(AskedAct act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var place = acts++;
        if (act.Form is { } form)
            return form.Build(this, place, act.Path, act.Request!);

        Faults.Missing(act.Path + "act");
        return new("", new DocumentSalts(), new(), []);
    }

    /// <summary>Reads a page, so that its time counts.</summary>
    internal Page? Page(string key)
    {
        var page = pages.ReadPage(key);
        LatestPageMs = Math.Max(LatestPageMs, page?.TimeMs ?? 0);
        return page;
    }

    /// <summary>A unit with the epoch of its tokens; null after a fault.</summary>
    internal ActUnit? Unit(InputReader input, string text, string field)
    {
        if (input.UnitCode(text, field) is not { } code)
            return null;

        var key = code.ToString();
        if (units.TryGetValue(key, out var known))
            return known;

        var stated = EpochOf(key);
        if (Salts.EpochOf(code, stated) is not { } epoch)
        {
            input.Fault(field, $"本部门没有第{stated}期联盟密钥", $"the department does not hold the consortium key of epoch {stated}", "configure that key");
            return null;
        }

        var unit = new ActUnit(code, epoch);
        units.Add(key, unit);
        return unit;
    }

    /// <summary>A unit under another epoch of the key; null after a fault.</summary>
    internal ActUnit? Renewed(InputReader input, ActUnit unit, uint epoch, string field)
    {
        if (Salts.EpochOf(unit.Code, epoch) is not null)
            return unit with { Epoch = epoch };

        input.Fault(field, $"本部门没有第{epoch}期联盟密钥", $"the department does not hold the consortium key of epoch {epoch}", "configure that key");
        return null;
    }

    /// <summary>Tells the later acts of the envelope which units a contract has.</summary>
    internal void StateUnits(string contractNumber, IReadOnlyList<ActUnit> units) => unitsOfContracts[contractNumber] = units;

    /// <summary>
    /// Units of a contract or instrument, sorted: as an earlier act of the envelope or the ledger states them; none when neither knows
    /// the contract (the rules will say so).
    /// </summary>
    internal IReadOnlyList<ActUnit> UnitsOf(InputReader input, string contractNumber)
    {
        if (contractNumber.Length == 0)
            return [];

        if (!unitsOfContracts.TryGetValue(contractNumber, out var units))
        {
            units = [.. UnitsOnLedger(contractNumber).Select(u => Unit(input, u.UnitCode, "contract_number")).OfType<ActUnit>()];
            unitsOfContracts.Add(contractNumber, units);
        }

        return units;
    }

    /// <summary>Count and head of the queries on a unit: as an earlier act of the envelope or the ledger states them.</summary>
    internal (ulong Count, ByteString Head) TraceOf(ByteString trace)
        => traces.TryGetValue(trace, out var known) ? known
            : Page(PageKeys.Trace(trace.Span)) is { } page && TracePage.Parser.ParseFrom(page.Body) is var stated ? (stated.Count, stated.Head)
            : (0, TraceChain.Start);

    /// <summary>Tells the later acts of the envelope how far the queries on a unit have come.</summary>
    internal void StateTrace(ByteString trace, (ulong Count, ByteString Head) at) => traces[trace] = at;

    private RepeatedField<ContractUnit> UnitsOnLedger(string number)
        => Page(PageKeys.Contract(number)) is { } contract ? ContractPage.Parser.ParseFrom(contract.Body).Units
            : Page(PageKeys.Instrument(number)) is { } instrument ? InstrumentPage.Parser.ParseFrom(instrument.Body).Units
            : [];

    /// <summary>The token of a person under a unit; null when its salt is not known.</summary>
    internal ByteString? Token(ActUnit unit, PersonId person)
    {
        if (!tokens.TryGetValue((unit.Text, unit.Epoch, person), out var token))
        {
            if (Salts.OfParty(unit.Code, unit.Epoch, person) is { } salt)
            {
                token = ByteString.CopyFrom(PartyToken.Of(salt, person).Bytes.Span);
                partySalts.Add(new()
                {
                    UnitCode = unit.Text,
                    IdentityClass = (uint)person.Class,
                    Number = person.Number,
                    Salt = ByteString.CopyFrom(salt),
                    Epoch = unit.Epoch,
                });
            }

            tokens.Add((unit.Text, unit.Epoch, person), token);
        }

        return token;
    }

    private uint? EpochOf(string unitCode)
    {
        // The encumbrance page exists from the first act on the unit. That of a unit seized before it was opened may have no
        // tokens, and then binds to no epoch.
        if (Page(PageKeys.Encumbrances(unitCode)) is { } encumbrances
            && EncumbrancePage.Parser.ParseFrom(encumbrances.Body) is var opened && (opened.Origin != Origin.NotOpened || opened.Epoch != 0))
        {
            return opened.Epoch;
        }

        if (Page(PageKeys.Deal(unitCode)) is { } deal)
            return DealPage.Parser.ParseFrom(deal.Body).Epoch;
        return Page(PageKeys.House(unitCode)) is { } house ? HousePage.Parser.ParseFrom(house.Body).Epoch : null;
    }
}
