using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押权转移登记: the mortgage goes on under the assignee's number; rank, date and terms stay.</summary>
internal sealed class MortgageTransferredFlow() : BookFlow<MortgageTransferred, MortgageAssignmentCase>(new("抵押权转移登记", "transfer of a mortgage"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.M6];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, MortgageTransferred e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Mortgage(e.Assignee, "assignee");
        shape.Certificate(e.Certificate, CertificateKind.Proof, legacyAllowed: false, "certificate");
        MortgageShape.Businesses(shape, e.Units, "units");
    }

    /// <inheritdoc/>
    protected override MortgageAssignmentCase LoadOwn(MortgageTransferred e, Book book) => MortgageAssignmentCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(MortgageAssignmentCase loaded)
        => [.. loaded.Event.Units.Select(static (unit, i) => new BookAct(FlowCode.M6, unit.UnitCode, unit.BusinessNumber, $"units[{i}].business_number"))];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, MortgageAssignmentCase loaded, Signer signer)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        CertificatesUnique.CheckNew(judgement, [(loaded.Certificate, e.Certificate, "certificate")]);
        CertificateYear.Check(judgement, e.Certificate, e.Recording.RecordingDate, "certificate");
        foreach (var disposal in loaded.Units)
            Restrictions.Check(judgement, disposal);
        MortgageStands.CheckAbsent(judgement, loaded.New);
        MortgageeSigns.CheckAssignee(judgement, e, loaded.Assignee);
        if (!MortgageStands.CheckState(judgement, mortgage, MortgageState.Registered) || mortgage.Body!.State != MortgageState.Registered)
            return;
        SameUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", mortgage, mortgage.Body.Units.Select(unit => unit.UnitCode));
        if (MortgageAgreements.Require(judgement, mortgage, MortgageChangeKind.Assigned) is not { } agreement)
            return;

        // Who is outside the ledger signs on paper, which the exception of C-41 names.
        if (!agreement.Accepted && loaded.Assignee.Body is { Lender: true })
            MortgageAgreements.NotAccepted(judgement, mortgage);
        MortgageAgrees.Equal(judgement, mortgage, new("受让方", "assignee"), Text(e.Assignee), Text(agreement.Assignee), "assignee");
        MaximumDetermined.CheckPart(judgement, mortgage, agreement, mortgage.Says);
        foreach (var disposal in loaded.Units)
            CheckSeized(judgement, disposal.Unit, mortgage);
        DateOrder.Check(
            judgement, DatedFact.Recorded(mortgage, new("协议日期", "day of the agreement"), agreement.Date),
            DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, MortgageAssignmentCase loaded)
    {
        var e = loaded.Event;
        foreach (var disposal in loaded.Units)
        {
            var encumbrances = disposal.Unit.Encumbrances.Body!.Clone();
            encumbrances.Mortgages.First(row => row.Id.Equals(e.Mortgage)).Id = e.Assignee;
            encumbrances.Stamp(e.Act, e.Recording);
            book.Write(disposal.Unit.Encumbrances.Key, encumbrances);
        }

        var page = loaded.Mortgage.Body!.Clone();
        page.Id = e.Assignee;
        page.Former = e.Mortgage;
        page.First ??= e.Mortgage;
        page.Certificate = e.Certificate;
        page.Document = e.Act.Document;
        MortgageAgreements.Recorded(page, MortgageChangeKind.Assigned, book, e.Recording);
        book.Write(loaded.New.Key, page);
        var former = loaded.Mortgage.Body!.Clone();
        former.State = MortgageState.Transferred;
        former.Assignee = e.Assignee;
        former.Agreements.Clear();
        former.LiveUnits = 0;
        former.Document = e.Act.Document;
        book.Write(loaded.Mortgage.Key, former);
        MortgageProofs.Issue(book, loaded.Certificate, e.Units[0].UnitCode, e.Recording);
        MortgageProofs.Void(book, loaded.Mortgage.Body!, loaded.Former, e.Recording, e.Certificate);
    }

    private static void CheckSeized(Judgement judgement, UnitPages unit, PageView<MortgagePage> mortgage)
    {
        if (unit.Encumbrances.Body?.Mortgages.FirstOrDefault(row => row.Id.Equals(mortgage.Body!.Id)) is { } row)
            MaximumDetermined.CheckUnderSeizure(judgement, unit, new(row, unit.Encumbrances, mortgage, new("", null, default)));
    }

    private static string Text(MortgageId id) => $"{Labels.Mortgagee(id)}/{id.ContractNumber}";
}
