using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>通知抵押权人: the registration department told a mortgagee that its unit is sold with the mortgage on it.</summary>
internal sealed class MortgageeNotifiedFlow()
    : MortgageeNoteFlow<MortgageeNotified>(DepartmentNames.Registration, new("通知抵押权人", "notice to the mortgagee"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageeNotified e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override MortgageeNoteCase Load(MortgageeNotified e, Book book)
        => MortgageeNoteCase.Load(book, e.Mortgage, e.ContractNumber, e.Date, consent: false);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageeNoteCase loaded, Signer signer)
    {
        JudgeNote(judgement, loaded, new("通知日期", "day of notice"));
        DateOrder.Check(
            judgement,
            DatedFact.Recorded(loaded.Contract, new("合同签订日期", "signing of the contract"), loaded.Contract.Body?.SigningDate ?? 0),
            DatedFact.Stated(new("通知日期", "day of notice"), loaded.Note.Date, "date"));
    }
}
