using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押权人同意 of profile 2: one consent for each thing consented to, on the mortgage's own page; taken back until the act is recorded.</summary>
internal sealed class MortgageeConsentedFlowTwo()
    : Flow<MortgageeConsented, MortgageeNoteCaseTwo>(DepartmentNames.Finance, new("抵押权人同意", "mortgagee's consent"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageeConsented e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Date(e.Date, "date");
        MortgageeNoteShape.Check(shape, e.Subject, e.ContractNumber, e.Number, e.Of);
    }

    /// <inheritdoc/>
    protected override MortgageeNoteCaseTwo Load(MortgageeConsented e, Book book)
        => MortgageeNoteCaseTwo.Load(
            book,
            e.Mortgage,
            new() { Subject = e.Subject, Number = e.ContractNumber.Length > 0 ? e.ContractNumber : e.Number, Of = e.Of, Consent = true, Date = e.Date },
            e.Withdrawn);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageeNoteCaseTwo loaded, Signer signer)
    {
        // A consent may be older than the contract that it is given for.
        if (MortgageeSigns.Check(judgement, signer, loaded.Id))
            MortgageeNotedTwo.Check(judgement, loaded, new("同意日期", "day of consent"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageeNoteCaseTwo loaded) => loaded.Write(book);
}
