using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// How cases stand (大通办, 一窗受理): whose step is next, until when, and what the rules will miss. All of it is drawn from the pages of
/// one state, by the same conditions that judge the acts; nothing here is told by a message.
/// </summary>
public sealed class CaseViews
{
    private readonly ICasePages pages;
    private readonly Book book;

    /// <summary>Views over one state.</summary>
    /// <param name="pages">The state.</param>
    /// <param name="origin">The ledger's name.</param>
    /// <param name="profile">Profile in force there.</param>
    /// <param name="timeMs">The instant for which is asked, ms since the epoch.</param>
    public CaseViews(ICasePages pages, string origin, uint profile, ulong timeMs)
    {
        this.pages = pages;
        book = new(new LookedAt(pages, origin, profile, timeMs), Profiles.All.First(known => known.Number == profile));
    }

    /// <summary>The last of so many working days after the day for which is asked.</summary>
    /// <param name="workingDays">0 gives that day itself.</param>
    public Day LastDayWithin(int workingDays) => LastDayAfter(book.Today, workingDays);

    /// <summary>The last of so many working days after a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="workingDays">0 gives that day itself.</param>
    public Day LastDayAfter(Day day, int workingDays) => book.WorkingDays.After(day, workingDays);

    /// <summary>A case; null when there is none under the number.</summary>
    /// <param name="acceptanceNumber">Its number, in canonical spelling.</param>
    /// <param name="withMissing">Whether the rules are asked what is missing; lists do without.</param>
    public CaseView? Find(string acceptanceNumber, bool withMissing = true)
    {
        var found = book.Case(acceptanceNumber);
        if (found.Body is not { } page)
            return null;

        var papers = CasePapers.Load(book, pages, found);
        var state = CaseStates.At(page, book.Today);
        var steps = new CaseWay(book, papers, state).Steps();
        var terms = new CaseTerms(book, page, state);
        var view = new CaseView
        {
            Page = page,
            Entry = Google.Protobuf.ByteString.CopyFrom(found.Entry.Span),
            Day = book.Today.Number,
            State = state,
            Promise = terms.Promise,
            Limit = terms.Limit,
        };
        view.Steps.AddRange(steps);
        view.Holders.AddRange(Holders(page, steps));
        view.Stops.AddRange(CaseTerms.Stops(page, state));
        if (withMissing && CaseStates.IsOpen(state))
            view.Missing.AddRange(MissingFacts.Of(book, papers).Select(static finding => VerdictMessages.ToMessage(finding)));
        return view;
    }

    private static IEnumerable<CaseHolder> Holders(CasePage page, IEnumerable<CaseStepView> steps)
        => steps.Where(static step => step.State == CaseStepState.Due)
            .GroupBy(static step => step.Department, StringComparer.Ordinal)
            .Select(due => new CaseHolder
            {
                Department = due.Key,
                Town = due.Key == DepartmentNames.Registration ? page.ExecutingTown : 0,
                Since = due.Select(static step => step.Day).Where(static day => day > 0).DefaultIfEmpty().Min(),
            });
}
