using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An application with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="View">The case, absent as a rule; what came in before for a further part.</param>
/// <param name="Operator">Who accepts.</param>
/// <param name="Desks">Desks of the units, each with its unit's code.</param>
/// <param name="Numbers">The business numbers, each with its page and field.</param>
/// <param name="Bases">The contract or instrument it rests on, of an exchange both instruments; empty for none.</param>
internal sealed record ApplicationCase(
    ApplicationAccepted Event,
    PageView<CasePage> View,
    EnrolledOperator Operator,
    IReadOnlyList<(string Unit, PageView<DeskPage> Desk)> Desks,
    IReadOnlyList<(string Number, PageView<BusinessPage> Page, string Path)> Numbers,
    IReadOnlyList<Basis> Bases)
{
    /// <summary>What this part adds to the case.</summary>
    public CasePage Added { get; } = PageOf(Event);

    /// <summary>Reads the pages.</summary>
    public static ApplicationCase Load(ApplicationAccepted e, Book book)
        => new(
            e,
            book.Case(e.AcceptanceNumber),
            EnrolledOperator.Load(book, e.Act.Operator),
            [.. Contracts.Desks.UnitsOf(PageOf(e)).Select(unit => (unit, book.Desk(unit)))],
            [.. e.Flows.Select((flow, i) => (flow.BusinessNumber, book.Business(flow.BusinessNumber), $"flows[{i}].business_number"))],
            e.Basis.Length > 0 ? Basis.ReadWithPair(book, e.Basis) : []);

    /// <summary>Who applies for a unit.</summary>
    public IReadOnlyList<Party> ApplicantsOf(string unitCode)
        => Event.Applicants.FirstOrDefault(row => row.UnitCode == unitCode)?.Parties ?? [];

    private static CasePage PageOf(ApplicationAccepted e)
    {
        var page = new CasePage
        {
            AcceptanceNumber = e.AcceptanceNumber,
            AcceptanceMs = e.AcceptanceMs,
            Town = e.Town,
            ExecutingTown = e.ExecutingTown,
            State = CaseState.Accepted,
            Basis = e.Basis,
            Acceptor = e.Act.Operator,
            Part = e.Part,
            Parts = e.Parts,
            Channel = e.Channel,
            AllAtOnce = e.AllAtOnce,
        };
        page.Flows.AddRange(e.Flows);
        page.Projects.AddRange(e.Projects);
        page.Applicants.AddRange(e.Applicants);
        return page;
    }
}
