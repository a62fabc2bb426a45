using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of an act with what the columns of the severity matrix ask: who acts, on what basis, and the unit's pages.</summary>
/// <param name="Flow">The flow of registration: the row of the matrix.</param>
/// <param name="Unit">The unit's pages.</param>
/// <param name="Desk">The open cases on the unit.</param>
/// <param name="Act">The act: consents, acknowledgements.</param>
internal sealed record Disposal(FlowCode Flow, UnitPages Unit, PageView<DeskPage> Desk, Act Act)
{
    /// <summary>Parties who give up or encumber, in the unit's tokens.</summary>
    public IReadOnlyList<Party> Givers { get; init; } = [];

    /// <summary>Parties for whom the act is done (takers, beneficiaries, mortgagee), in the unit's tokens.</summary>
    public IReadOnlyList<Party> Takers { get; init; } = [];

    /// <summary>Number of the contract or instrument it rests on; empty for none.</summary>
    public string Basis { get; init; } = "";

    /// <summary>Pre-sale permit under which it is sold; empty for none.</summary>
    public string Permit { get; init; } = "";

    /// <summary>The mortgage that the act is of; null for another act.</summary>
    public MortgageId? Mortgage { get; init; }

    /// <summary>Acceptance number of its case; empty for an act without one.</summary>
    public string Case { get; init; } = "";

    /// <summary>Instant of the advance notice of mortgage that the act converts; 0 for none.</summary>
    public ulong NoticedMs { get; init; }

    /// <summary>The mortgages on the unit, where its flow asks for them.</summary>
    public IReadOnlyList<LiveMortgage> Mortgages { get; init; } = [];

    /// <summary>The mortgages on the parcels that the unit stands on, where its flow asks for them.</summary>
    public IReadOnlyList<LiveMortgage> ParcelMortgages { get; init; } = [];

    /// <summary>The seizures that the act ends: they do not stand in its way.</summary>
    public IReadOnlyList<SeizureRow> EndsSeizures { get; init; } = [];

    /// <summary>Proof of the right or notice that the act changes: it does not stand in its own way; null for none.</summary>
    public CertificateId? Replaces { get; init; }

    /// <summary>Its row of the house table, where it has no title; null for a unit that is registered.</summary>
    public PageView<HousePage>? House { get; init; }

    /// <summary>Scope of the right of residence that the act registers.</summary>
    public ResidenceScope Residence { get; init; }

    /// <summary>The open cases on the unit.</summary>
    public IReadOnlyList<PageView<CasePage>> Cases { get; init; } = [];

    /// <summary>The mortgages that notices on the unit are of: their banks consent there.</summary>
    public IReadOnlyList<PageView<MortgagePage>> NoticedMortgages { get; init; } = [];

    /// <summary>Who owns the unit; before its first registration, who gives it up.</summary>
    public IReadOnlyList<Party> Owners => Unit.LiveTitle is { } title ? [.. title.Owners.Select(static owner => owner.Party)] : Givers;

    /// <summary>Whether all of these are among the takers.</summary>
    public bool IsTakenBy(IReadOnlyCollection<Party> parties) => parties.Count > 0 && parties.All(Takers.Contains);

    /// <summary>The live contract on the unit, where the flow asks for it; null for none.</summary>
    public PageView<ContractPage>? Contract { get; init; }

    /// <summary>The supervised funds of that contract; null for none.</summary>
    public PageView<FundPage>? Fund { get; init; }

    /// <summary>The unit is mortgaged: its mortgagors give, the mortgagee takes.</summary>
    public Disposal ForMortgage(MortgageId mortgage, IReadOnlyList<Party> mortgagors, string basis) => this with
    {
        Givers = mortgagors,
        Takers = mortgage.Mortgagee.Length > 0
            ? [new() { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = mortgage.Mortgagee }]
            : [],
        Basis = basis,
        Mortgage = mortgage,
    };

    /// <summary>Reads the pages of a unit that an act disposes of.</summary>
    public static Disposal Read(Book book, FlowCode flow, string unitCode, Act act, IEnumerable<string>? parcels = null)
    {
        var unit = UnitPages.Read(book, unitCode, parcels ?? ParcelOf(unitCode));
        var contract = unit.Deal.Body is { } deal && Asks(book, flow) ? book.Contract(deal.ContractNumber) : null;
        var desk = book.Desk(unitCode);
        var construction = book.Matrix[flow, MatrixColumn.B].IsAsked;
        return new(flow, unit, desk, act)
        {
            House = unit.Title.Body is null ? book.House(unitCode) : null,
            Cases = [.. desk.Body?.Cases.Select(known => book.Case(known.AcceptanceNumber)) ?? []],
            NoticedMortgages = [.. unit.Encumbrances.Body?.Notices.Where(static row => row is { Ended: 0, Mortgage: not null })
                .Select(row => book.Mortgage(row.Mortgage)) ?? []],
            Contract = contract,
            Fund = contract?.Body is { SupervisionNumber.Length: > 0 } page ? book.Fund(page.SupervisionNumber) : null,
            Mortgages = construction || book.Matrix[flow, MatrixColumn.M].IsAsked ? LiveMortgage.Of(book, unit.Encumbrances, unitCode) : [],
            ParcelMortgages = construction ? [.. unit.Parcels.SelectMany(parcel => LiveMortgage.Of(book, parcel, unitCode))] : [],
        };
    }

    private static bool Asks(Book book, FlowCode flow)
        => book.Matrix[flow, MatrixColumn.D].IsAsked || book.Matrix[flow, MatrixColumn.F].IsAsked;

    // A unit of which the ledger has no page yet stands on the parcel that its code names.
    private static IEnumerable<string> ParcelOf(string unitCode)
        => UnitCode.TryParse(unitCode, DivisionPrefixes.Any, out var unit, out _) && !unit.IsParcel ? [unit.ParcelUnit.ToString()] : [];
}
