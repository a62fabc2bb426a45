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

    /// <summary>Acceptance number of its case; empty for an act without one.</summary>
    public string Case { get; init; } = "";

    /// <summary>The mortgages on the unit, where its flow asks for them.</summary>
    public IReadOnlyList<LiveMortgage> Mortgages { get; init; } = [];

    /// <summary>The mortgages on the parcels that the unit stands on, where its flow asks for them.</summary>
    public IReadOnlyList<LiveMortgage> ParcelMortgages { get; init; } = [];

    /// <summary>The unit is mortgaged: its mortgagors give, the mortgagee takes.</summary>
    public Disposal ForMortgage(MortgageId mortgage, IReadOnlyList<Party> mortgagors, string basis) => this with
    {
        Givers = mortgagors,
        Takers = mortgage.Mortgagee.Length > 0
            ? [new() { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = mortgage.Mortgagee }]
            : [],
        Basis = basis,
    };

    /// <summary>Reads the pages of a unit that an act disposes of.</summary>
    public static Disposal Read(Book book, FlowCode flow, string unitCode, Act act, IEnumerable<string>? parcels = null)
    {
        var unit = UnitPages.Read(book, unitCode, parcels);
        var construction = book.Matrix[flow, MatrixColumn.B].IsAsked;
        return new(flow, unit, book.Desk(unitCode), act)
        {
            Mortgages = construction || book.Matrix[flow, MatrixColumn.M].IsAsked ? LiveMortgage.Of(book, unit.Encumbrances, unitCode) : [],
            ParcelMortgages = construction ? [.. unit.Parcels.SelectMany(parcel => LiveMortgage.Of(book, parcel, unitCode))] : [],
        };
    }
}
