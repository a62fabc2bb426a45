using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>受理: an application is taken in hand; from here its days run, and no other case is opened on its units.</summary>
internal sealed class ApplicationAcceptedFlow()
    : Flow<ApplicationAccepted, ApplicationCase>(DepartmentNames.Registration, new("受理", "acceptance of an application"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ApplicationAccepted e) => ApplicationShape.Check(shape, e);

    /// <inheritdoc/>
    protected override ApplicationCase Load(ApplicationAccepted e, Book book) => ApplicationCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, ApplicationCase loaded, Signer signer)
    {
        var e = loaded.Event;
        CaseStaff.CheckDuty(judgement, loaded.Operator, "act.operator", StaffDuty.Accept);
        DateOrder.CheckAcceptance(
            judgement, e.AcceptanceNumber, "acceptance_number", e.AcceptanceMs, "acceptance_ms", online: e.Channel == CaseChannel.Online);
        TownsOfCity.Check(judgement, e.Town, "town");
        TownsOfCity.Check(judgement, e.ExecutingTown, "executing_town");
        ApplicationParts.Check(judgement, loaded);
        CaseFits.Check(judgement, loaded);
        BusinessNumbersUnused.Check(judgement, loaded.Numbers);
        CheckDesks(judgement, loaded);
        ApplicationBasis.Check(judgement, loaded);
        GuardianSpeaks.Check(judgement, e.GuardianStatements, "guardian_statements");
    }

    /// <inheritdoc/>
    protected override void Write(Book book, ApplicationCase loaded)
    {
        loaded.Added.PromisedDays = (uint)Promises.Of(loaded.Added, loaded.Bases is [var first, ..] ? first : null, book.City, book.Table(TableKind.Limits));
        var page = ApplicationParts.Join(loaded);
        book.Write(loaded.View.Key, page);
        foreach (var (unit, desk) in loaded.Desks)
            Desks.Put(book, desk, unit, page, Desks.OpenOn(page, unit));
        foreach (var (number, view, _) in loaded.Numbers)
        {
            book.Write(view.Key, new BusinessPage
            {
                AcceptanceNumber = page.AcceptanceNumber,
                UnitCode = page.Flows.First(flow => flow.BusinessNumber == number).UnitCode,
            });
        }
    }

    // As severe as the strictest flow that is accepted for the unit: column J has no exceptions, so the order of severities serves.
    private static void CheckDesks(Judgement judgement, ApplicationCase loaded)
    {
        foreach (var (unit, desk) in loaded.Desks)
        {
            judgement.About(unit);
            var severity = Desks.OpenOn(loaded.Added, unit).Select(flow => judgement.Matrix[flow, MatrixColumn.J].Severity).Min();
            if (severity is { } known)
                OtherCase.Check(judgement, desk, unit, loaded.Event.AcceptanceNumber, known);
        }

        judgement.About("");
    }
}
