using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>退件: a declaration or an assessment goes back; the next step is a new declaration.</summary>
internal sealed class TaxReturnedFlow()
    : Flow<TaxReturned, TaxBasisCase<TaxReturned>>(DepartmentNames.Tax, new("税务退件", "return of a declaration"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxReturned e)
    {
        TaxStands.Number(shape, e.Basis, "basis");
        shape.Date(e.Date, "date");
        shape.Identifier<ReasonCode>(e.Reason, "reason");
    }

    /// <inheritdoc/>
    protected override TaxBasisCase<TaxReturned> Load(TaxReturned e, Book book) => TaxBasisCase<TaxReturned>.Load(e, book, e.Basis);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, TaxBasisCase<TaxReturned> loaded, Signer signer)
    {
        if (!loaded.CheckStands(judgement, [BasisState.Ready], TaxState.Declared, TaxState.Assessed, TaxState.Cleared))
            return;
        var returned = DatedFact.Stated(new("退件日期", "day of the return"), loaded.Event.Date, "date");
        var page = loaded.Tax.Body!;
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Tax, new("申报日期", "declaration date"), page.DeclarationDate), returned);
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Tax, new("核税日期", "assessment date"), page.AssessmentDate), returned);
        DateOrder.NotInFuture(judgement, returned);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, TaxBasisCase<TaxReturned> loaded)
    {
        var page = loaded.Tax.Body!.Clone();
        page.State = TaxState.Returned;
        page.Returned = loaded.Event.Date;
        page.Clearance = "";
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Tax.Key, page);
    }
}
