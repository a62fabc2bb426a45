using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押权人同意转让: the mortgagee consents to a sale of units it holds a mortgage on.</summary>
internal sealed class MortgageeConsentedFlow()
    : MortgageeNoteFlow<MortgageeConsented>(DepartmentNames.Finance, new("抵押权人同意转让", "mortgagee's consent"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageeConsented e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override MortgageeNoteCase Load(MortgageeConsented e, Book book)
        => MortgageeNoteCase.Load(book, e.Mortgage, e.ContractNumber, e.Date, consent: true);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageeNoteCase loaded, Signer signer)
    {
        // A consent may be older than the contract that it is given for.
        if (MortgageeSigns.Check(judgement, signer, loaded.Note.Mortgage))
            JudgeNote(judgement, loaded, new("同意日期", "day of consent"));
    }
}
