using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>例外批准: a second person lets one event pass where one rule stops it about one subject, with the own signature.</summary>
internal sealed class ExceptionApprovedFlow() : Flow<ExceptionApproved, ExceptionApproval>(null, new("例外批准", "approval of an exception"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ExceptionApproved e)
    {
        shape.Identifier<OfficeNumber>(e.Number, "number");
        if (!shape.Profile.Flows.RuleIds.Contains(e.Rule))
            shape.Fault(Shape.C69, "rule", null, new("规则编号，如C-29", "the id of a rule, e.g. C-29"));
        if (shape.Profile.Flows.FindByName(e.Event) is null)
            shape.Fault(Shape.C69, "event", null, new("事件类型，如TransferRecorded", "the short name of an event, e.g. TransferRecorded"));
        shape.Subject(e.Subject, "subject");
        shape.Identifier<ReasonCode>(e.Ground, "ground");
        if (e.DocumentNumber.Length > 0 && !AuthorityDocumentNumber.TryParse(e.DocumentNumber, out _, out _))
            shape.Identifier<OfficeNumber>(e.DocumentNumber, "document_number");
        if (e.Restriction.Length > 0)
            shape.Subject(e.Restriction, "restriction");
        shape.Hash(e.Approver, "approver");
        shape.Date(e.Until, "until");
        if (e.Signature.Length != StaffKey.SignatureLength)
            shape.Fault(Shape.C69, "signature", $"{e.Signature.Length} bytes", new($"{StaffKey.SignatureLength}字节", $"{StaffKey.SignatureLength} bytes"));
    }

    /// <inheritdoc/>
    protected override ExceptionApproval Load(ExceptionApproved e, Book book)
        => new(e, book.Exception(e.Number), EnrolledOperator.Load(book, e.Approver));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, ExceptionApproval loaded, Signer signer)
    {
        var e = loaded.Event;
        var flow = judgement.Profile.Flows.FindByName(e.Event)!;

        // What a bank writes is excepted by the registration department, never by the bank itself.
        WriterIsEntitled.Check(
            judgement, signer, flow.Department is DepartmentNames.Finance or null ? DepartmentNames.Registration : flow.Department, "ExceptionApproved");
        NumberUnused.Check(judgement, loaded.View, OfficeNumber.Name, e.Number, "number");
        ExceptionIsGiven.Check(judgement, loaded, flow, signer);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, ExceptionApproval loaded)
    {
        var e = loaded.Event;
        book.Write(loaded.View.Key, new ExceptionPage
        {
            Number = e.Number,
            Rule = e.Rule,
            Event = e.Event,
            Subject = e.Subject,
            Ground = e.Ground,
            DocumentNumber = e.DocumentNumber,
            Approver = e.Approver,
            Until = e.Until,
            Restriction = e.Restriction,
            Member = loaded.Approver.Staff.Body!.Member,
        });
    }
}
