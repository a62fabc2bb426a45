using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>抵押合同撤回: an event of the next profile.</summary>
internal sealed class MortgageContractWithdrawnFlow()
    : Flow<MortgageContractWithdrawn, (MortgageContractWithdrawn Event, PageView<MortgagePage> Mortgage)>(
        DepartmentNames.Finance, new("抵押合同撤回", "withdrawal of the mortgage contract"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageContractWithdrawn e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override (MortgageContractWithdrawn Event, PageView<MortgagePage> Mortgage) Load(MortgageContractWithdrawn e, Book book)
        => (e, book.Mortgage(e.Mortgage));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, (MortgageContractWithdrawn Event, PageView<MortgagePage> Mortgage) loaded, Signer signer)
    {
        if (MortgageeSigns.Check(judgement, signer, loaded.Event.Mortgage))
            MortgageStands.CheckState(judgement, loaded.Mortgage, MortgageState.Signed);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, (MortgageContractWithdrawn Event, PageView<MortgagePage> Mortgage) loaded) => book.Delete(loaded.Mortgage.Key);
}
