using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>通知抵押权人 of profile 2: of a transfer, an easement or the split of a unit; the note stands on the mortgage's page.</summary>
internal sealed class MortgageeNotifiedFlowTwo()
    : Flow<MortgageeNotified, MortgageeNoteCaseTwo>(DepartmentNames.Registration, new("通知抵押权人", "notice to the mortgagee"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageeNotified e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Date(e.Date, "date");
        MortgageeNoteShape.Check(shape, e.Subject, e.ContractNumber, e.Number, null);
        if (e.Subject is not (ConsentSubject.Transfer or ConsentSubject.Easement or ConsentSubject.Reshape))
            shape.Fault(Shape.C69, "subject", e.Subject, new("转让、地役权或单元变更", "transfer, easement or reshaping of a unit"));
    }

    /// <inheritdoc/>
    protected override MortgageeNoteCaseTwo Load(MortgageeNotified e, Book book)
        => MortgageeNoteCaseTwo.Load(
            book,
            e.Mortgage,
            new() { Subject = e.Subject, Number = e.ContractNumber.Length > 0 ? e.ContractNumber : e.Number, Date = e.Date },
            withdrawn: false);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageeNoteCaseTwo loaded, Signer signer)
    {
        MortgageeNotedTwo.Check(judgement, loaded, new("通知日期", "day of notice"));
        if (loaded.Basis is { } basis)
        {
            DateOrder.Check(
                judgement, basis.Dated(new("合同签订日期", "signing of the contract"), basis.Date),
                DatedFact.Stated(new("通知日期", "day of notice"), loaded.Note.Date, "date"));
        }
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageeNoteCaseTwo loaded) => loaded.Write(book);
}
