using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The way of one application through the departments, step by step. Which steps there are follows from what it was accepted for: the
/// basis, the columns of the severity matrix and the city's file; how far they are say the pages.
/// </summary>
/// <param name="book">The state.</param>
/// <param name="papers">The case with its pages.</param>
/// <param name="state">Its state on the day of the view.</param>
internal sealed class CaseWay(Book book, CasePapers papers, CaseState state)
{
    private readonly List<CaseStepView> steps = [];

    private CasePage Page => papers.Page;

    private uint RecordedDay => Page.RecordedMs > 0 ? Day.At(Page.RecordedMs).Number : 0;

    private bool IsOpen => CaseStates.IsOpen(state);

    // Archived cases keep how they ended: only what was recorded has an instant.
    private bool IsRecorded => state == CaseState.Recorded || (state == CaseState.Archived && Page.Ended == 0);

    private bool IsEnded => !IsOpen && !IsRecorded;

    private bool AsksTax => Page.Flows.Any(flow => MissingFacts.AsksTax(book, flow.Flow)) && papers.Basis is not null;

    private bool AsksFunds => papers.Basis?.Contract.Body is { } contract && SupervisedFunds.IsRequired(book.City, contract)
        && Page.Flows.Any(flow => book.Matrix[flow.Flow, MatrixColumn.F].Required);

    /// <summary>The steps, in the order of the way.</summary>
    public IReadOnlyList<CaseStepView> Steps()
    {
        AddBasis();
        AddFunds();
        AddMortgages();
        Add(CaseStepKind.Accepted, DepartmentNames.Registration, "", isDone: true, Day.At(Page.AcceptanceMs).Number, papers.View, ["ApplicationAccepted"]);
        AddTaxes();
        AddCounter();
        foreach (var unit in papers.Units)
            AddRecording(unit);
        foreach (var project in Page.Projects)
            AddRecording(project);
        if (IsEnded)
            AddCompensation();
        else
            AddClosing();
        Add(
            CaseStepKind.Archived, DepartmentNames.Registration, "", state == CaseState.Archived, Page.Archived, papers.View, ["CaseArchived"],
            IsEnded ? [] : [CaseStepKind.Recorded, CaseStepKind.CertificatesIssued]);
        return steps;
    }

    private void AddBasis()
    {
        if (papers.Basis is not { } basis)
            return;
        if (!basis.IsContract)
        {
            Add(
                CaseStepKind.InstrumentStated, DepartmentNames.Registration, basis.Number, basis.Exists, basis.Date, basis.Instrument, ["InstrumentStated"]);
            return;
        }

        Add(CaseStepKind.ContractSigned, DepartmentNames.Transaction, basis.Number, basis.Exists, basis.Date, basis.Contract, ["ContractSigned"]);
        var isFiled = basis.Filed > 0;
        if (isFiled || basis.Letter == 'A' || book.City.FilingRequired)
        {
            Add(
                CaseStepKind.ContractFiled, DepartmentNames.Transaction, basis.Number, isFiled, basis.Filed, basis.Contract, ["ContractFiled"],
                [CaseStepKind.ContractSigned]);
        }
    }

    private void AddFunds()
    {
        if (!AsksFunds && papers.Fund is null)
            return;
        var (number, fund) = (papers.Basis!.Contract.Body!.SupervisionNumber, papers.Fund?.Body);
        Add(
            CaseStepKind.FundsSupervised, DepartmentNames.Transaction, number.Length > 0 ? number : papers.Basis.Number, fund is not null, fund?.Date ?? 0,
            papers.Fund, ["FundsSupervised"], [CaseStepKind.ContractSigned]);
        Add(
            CaseStepKind.FundsArrived, DepartmentNames.Finance, number, fund is not null && fund.ArrivedFen >= fund.RequiredFen, fund?.Moved ?? 0,
            papers.Fund, ["FundsDeposited"], [CaseStepKind.FundsSupervised]);
    }

    private void AddMortgages()
    {
        foreach (var unit in papers.Units.Where(static unit => unit.IsMortgage))
        {
            var known = unit.Mortgage;
            Add(
                CaseStepKind.MortgageSigned, DepartmentNames.Finance, known?.Body is { } page ? Labels.Mortgage(page.Id) : unit.Flow.UnitCode,
                known is not null || unit.Flow.Recorded, known?.Body?.SigningDate ?? 0, known, ["MortgageContractSigned"], [CaseStepKind.ContractFiled]);
        }

        foreach (var unit in papers.Units.Where(static unit => unit.Flow.Flow is FlowCode.M3 or FlowCode.M4 or FlowCode.M6))
        {
            var agreed = unit.Mortgages.FirstOrDefault(
                known => known.Page.Body is { Agreements.Count: > 0 } || (unit.Flow.Flow == FlowCode.M4 && known.IsReleased));
            Add(
                CaseStepKind.MortgageChangeAgreed, DepartmentNames.Finance, unit.Flow.UnitCode, agreed is not null || unit.Flow.Recorded,
                agreed?.Page.Body?.Agreements.Select(static agreement => agreement.Date).DefaultIfEmpty().Max() ?? 0, agreed?.Page,
                unit.Flow.Flow == FlowCode.M4 ? ["MortgageChangeAgreed", "ReleaseInstructed"] : ["MortgageChangeAgreed"]);
        }

        foreach (var unit in papers.Units)
            AddMortgagee(unit);
    }

    // A mortgage that is cancelled is released before; one that lies on what is transferred is released, goes along or is changed.
    private void AddMortgagee(CaseUnit unit)
    {
        var asks = unit.Flow.Flow == FlowCode.M9 || (FlowGroups.IsTransfer(unit.Flow.Flow) && unit.Mortgages.Count > 0
            && book.Matrix[unit.Flow.Flow, MatrixColumn.M].ByMortgage);
        if (!asks || unit.Flow.Recorded)
            return;
        var released = unit.Mortgages.FirstOrDefault(static mortgage => mortgage.IsReleased);
        var isDone = unit.Flow.Flow == FlowCode.M9 ? released is not null : !MissingFacts.WaitsForMortgagee(book, papers, unit);
        var first = released ?? (unit.Mortgages.Count > 0 ? unit.Mortgages[0] : null);
        Add(
            CaseStepKind.MortgageeAnswered, DepartmentNames.Finance, first is null ? unit.Flow.UnitCode : Labels.Mortgage(first.Row.Id), isDone,
            released?.Page.Body?.ReleaseDate ?? 0, first?.Page,
            unit.Flow.Flow == FlowCode.F212 ? ["MortgageeConsented", "MortgageChangeAgreed", "ReleaseInstructed"] : ["ReleaseInstructed"]);
    }

    private void AddTaxes()
    {
        if (!AsksTax)
            return;
        var (number, view) = (papers.Basis!.Number, papers.Tax!);
        var page = view.Body;
        var isOfThisVersion = page is not null && (page.State == TaxState.Unspecified || page.DeclaredVersion == papers.Basis.Version);
        var isDeclared = isOfThisVersion && page!.State != TaxState.Returned;
        var isAssessed = isDeclared && page!.State != TaxState.Declared && (page.State == TaxState.Unspecified || page.Version == papers.Basis.Version);
        Add(
            CaseStepKind.TaxDeclared, DepartmentNames.Tax, number, isDeclared, page?.DeclarationDate ?? 0, view, ["TaxDeclared"],
            [CaseStepKind.ContractFiled, CaseStepKind.InstrumentStated]);
        Add(
            CaseStepKind.TaxAssessed, DepartmentNames.Tax, number, isAssessed, page?.AssessmentDate ?? 0, view, ["TaxAssessed"], [CaseStepKind.TaxDeclared]);
        Add(
            CaseStepKind.TaxCleared, DepartmentNames.Tax, number, isAssessed && MissingFacts.AreTaxesCleared(book, papers), page?.LastPaymentDate ?? 0, view,
            ["TaxPaid", "TaxExempted"], [CaseStepKind.TaxAssessed]);
        if (book.City.TaxCertificateNeeded || page is { Clearance.Length: > 0 })
        {
            Add(
                CaseStepKind.TaxCertified, DepartmentNames.Tax, number, page is { Clearance.Length: > 0 }, 0, view, ["TaxCertificateIssued"],
                [CaseStepKind.TaxCleared]);
        }
    }

    private void AddCounter()
    {
        var since = Page.Stops.LastOrDefault(static stop => stop.Until == 0)?.From ?? 0;
        if (state == CaseState.Supplement)
            Add(CaseStepKind.Supplemented, DepartmentNames.Registration, "", isDone: false, since, papers.View, ["CaseResumed"]);
        if (state == CaseState.Suspended)
            Add(CaseStepKind.Resumed, DepartmentNames.Registration, "", isDone: false, since, papers.View, ["CaseResumed"]);
        AddNotices();
        var isReviewed = state == CaseState.Reviewed || IsRecorded || Page.State == CaseState.Reviewed || (IsOpen && Page.Former == CaseState.Reviewed);
        if (isReviewed || !Page.Flows.All(static flow => IsUnreviewed(flow.Flow)) || Page.Flows.Count == 0)
        {
            Add(
                CaseStepKind.Reviewed, DepartmentNames.Registration, "", isReviewed, Page.Reviewed, papers.View, ["CaseReviewed"],
                state == CaseState.Notice ? [CaseStepKind.NoticeOver] : [CaseStepKind.Supplemented, CaseStepKind.Resumed]);
        }
    }

    // What a court or an authority orders is entered at once; an objection, too, but it is somebody's wish, and reviewed.
    private static bool IsUnreviewed(FlowCode flow) => Promises.IsAtOnce(flow) && flow is not (FlowCode.F600 or FlowCode.F601);

    private void AddNotices()
    {
        var needed = papers.Units.Select(unit => NoticeOver.NeededFor(book.City, unit.Flow.Flow, papers.Basis))
            .Concat(Page.Projects.Select(project => NoticeOver.NeededFor(book.City, project.Flow, papers.Basis)))
            .OfType<PublicNoticeKind>();
        foreach (var kind in needed.Concat(Page.Notices.Select(static notice => notice.Kind)).Distinct())
        {
            var posted = Page.Notices.LastOrDefault(notice => notice.Kind == kind);
            var isOver = posted is not null && posted.Until <= book.Today.Number;
            var step = Add(
                CaseStepKind.NoticeOver, DepartmentNames.Registration, CodeNames.Of(kind)!.English, isOver, posted?.Until ?? 0, papers.View,
                ["PublicNoticePosted"]);

            // Nobody does anything while it hangs.
            if (posted is not null && step.State == CaseStepState.Due)
                (step.State, step.Day) = (CaseStepState.Waiting, posted.Until);
        }
    }

    private void AddRecording(CaseUnit unit)
    {
        var step = Add(
            CaseStepKind.Recorded, DepartmentNames.Registration, unit.Flow.UnitCode, unit.Flow.Recorded, RecordedDay,
            unit.Flow.Recorded ? papers.View : null, [.. MissingFacts.ActsOf(book.Profile, unit.Flow.Flow).Select(static act => act.Name)], BeforeRecording);
        (step.Flow, step.BusinessNumber) = (unit.Flow.Flow, unit.Flow.BusinessNumber);
    }

    private void AddRecording(CaseProject project)
    {
        var step = Add(
            CaseStepKind.Recorded, DepartmentNames.Registration, project.Building, project.Recorded >= project.Units,
            RecordedDay, papers.View, ["ProjectFirstRegistered"], BeforeRecording);
        step.Flow = project.Flow;
    }

    private static readonly CaseStepKind[] BeforeRecording =
    [
        CaseStepKind.ContractFiled, CaseStepKind.InstrumentStated, CaseStepKind.FundsArrived, CaseStepKind.MortgageSigned, CaseStepKind.MortgageChangeAgreed,
        CaseStepKind.MortgageeAnswered, CaseStepKind.TaxCleared, CaseStepKind.TaxCertified, CaseStepKind.Supplemented, CaseStepKind.Resumed,
        CaseStepKind.NoticeOver, CaseStepKind.Reviewed,
    ];

    private void AddClosing()
    {
        if (papers.Certificates.Count > 0 || !IsRecorded)
        {
            var open = papers.Certificates.FirstOrDefault(static view => view.Body is { Voided: 0, Printed: 0 });
            Add(
                CaseStepKind.CertificatesIssued, DepartmentNames.Registration, open?.Key["cert/".Length..] ?? "", IsRecorded && open is null,
                papers.Certificates.Select(static view => view.Body?.Printed ?? 0).DefaultIfEmpty().Max(),
                open ?? (papers.Certificates.Count > 0 ? papers.Certificates[^1] : null),
                ["CertificateIssued"], [CaseStepKind.Recorded]);
        }

        if (papers.Fund?.Body is { } fund)
        {
            Add(
                CaseStepKind.FundsReleased, DepartmentNames.Transaction, fund.AgreementNumber, fund.State == FundState.Closed, fund.Moved, papers.Fund,
                ["FundsReleased"], [CaseStepKind.FundsArrived, CaseStepKind.Recorded]);
        }
    }

    // What was paid for a registration that did not come goes back, unless the basis goes on in another case: first its end, then money and tax.
    private void AddCompensation()
    {
        if (papers.Basis is not { Exists: true } basis)
            return;
        var paid = papers.Tax?.Body?.Tickets.Aggregate(0UL, static (sum, ticket) => sum + ticket.AmountFen) ?? 0;
        var back = papers.Tax?.Body?.Tickets.Aggregate(0UL, static (sum, ticket) => sum + ticket.RefundedFen) ?? 0;
        var held = papers.Fund?.Body is { } fund ? fund.ArrivedFen - fund.ReleasedFen : 0;
        if ((paid == 0 && (papers.Fund?.Body?.ArrivedFen ?? 0) == 0) || basis.State == BasisState.Registered || GoesOn(basis))
            return;
        Add(
            CaseStepKind.BasisEnded, basis.IsContract ? DepartmentNames.Transaction : DepartmentNames.Registration, basis.Number,
            basis.State == BasisState.Ended, basis.Ended > 0 ? basis.Ended : Page.Ended, null, basis.IsContract ? ["ContractRevoked"] : ["InstrumentStated"]);
        Source(steps[^1], basis);
        if (papers.Fund?.Body is { ArrivedFen: > 0 } money)
        {
            Add(
                CaseStepKind.FundsReleased, DepartmentNames.Transaction, money.AgreementNumber, held == 0, money.Moved, papers.Fund, ["FundsReleased"],
                [CaseStepKind.BasisEnded]);
        }

        if (paid > 0)
        {
            Add(
                CaseStepKind.TaxRefunded, DepartmentNames.Tax, basis.Number, back == paid, 0, papers.Tax, ["TaxRefunded"], [CaseStepKind.BasisEnded]);
        }
    }

    // Another application on the same basis is in hand.
    private bool GoesOn(Basis basis)
        => papers.Units.SelectMany(static unit => unit.Disposal.Cases)
            .Any(other => other.Body is { } page && page.AcceptanceNumber != Page.AcceptanceNumber && page.Basis == basis.Number);

    private CaseStepView Add<T>(
        CaseStepKind kind, string department, string subject, bool isDone, uint day, PageView<T>? source, IEnumerable<string> events,
        params IReadOnlyList<CaseStepKind> after)
        where T : class, Google.Protobuf.IMessage<T>
    {
        var open = steps.Where(step => after.Contains(step.Kind) && (step.State is CaseStepState.Due or CaseStepState.Waiting))
            .Select(static step => step.Kind).Distinct().ToList();
        var step = new CaseStepView
        {
            Kind = kind,
            Department = department,
            Subject = subject,
            State = isDone ? CaseStepState.Done
                : !IsStillAsked(kind) ? CaseStepState.NotNeeded
                : open.Count > 0 ? CaseStepState.Waiting
                : CaseStepState.Due,
        };
        step.Events.AddRange(events);
        step.Day = step.State switch
        {
            CaseStepState.Done => day,
            CaseStepState.Due => day > 0 && kind is CaseStepKind.Supplemented or CaseStepKind.Resumed or CaseStepKind.BasisEnded ? day : Since(after),
            _ => 0,
        };
        if (step.State == CaseStepState.Waiting)
            step.WaitsFor.AddRange(open);
        if (source is { Body: not null })
            (step.Page, step.Entry) = (source.Key, Google.Protobuf.ByteString.CopyFrom(source.Entry.Span));
        steps.Add(step);
        return step;
    }

    private CaseStepView Add(
        CaseStepKind kind, string department, string subject, bool isDone, uint day, PageView<CasePage>? source, IEnumerable<string> events,
        params IReadOnlyList<CaseStepKind> after)
        => Add<CasePage>(kind, department, subject, isDone, day, source, events, after);

    // After the end of a case only what winds it up.
    private bool IsStillAsked(CaseStepKind kind) => !IsEnded
        || kind is CaseStepKind.Archived or CaseStepKind.BasisEnded or CaseStepKind.FundsReleased or CaseStepKind.TaxRefunded;

    // A step is due since the last of those before it was done, and not before the case came in.
    private uint Since(IReadOnlyList<CaseStepKind> after)
        => steps.Where(step => after.Contains(step.Kind) && step.State == CaseStepState.Done).Select(static step => step.Day)
            .Append(IsEnded ? Page.Ended : Day.At(Page.AcceptanceMs).Number)
            .Max();

    private static void Source(CaseStepView step, Basis basis)
    {
        step.Page = basis.Key;
        step.Entry = Google.Protobuf.ByteString.CopyFrom((basis.IsContract ? basis.Contract.Entry : basis.Instrument.Entry).Span);
    }
}
