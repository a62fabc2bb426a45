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

    /// <summary>Reads the pages of a unit that an act disposes of.</summary>
    public static Disposal Read(Book book, FlowCode flow, string unitCode, Act act, IEnumerable<string>? parcels = null)
        => new(flow, UnitPages.Read(book, unitCode, parcels), book.Desk(unitCode), act);
}
