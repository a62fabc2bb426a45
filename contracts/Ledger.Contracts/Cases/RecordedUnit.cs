using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit of an act on the book with the pages that its case work reads.</summary>
/// <param name="Act">What is done to it.</param>
/// <param name="Business">Its business number, unused as a rule.</param>
/// <param name="Title">Its title page: the last recording.</param>
/// <param name="Encumbrances">Its encumbrance page: the last recording.</param>
internal sealed record RecordedUnit(
    BookAct Act, PageView<BusinessPage> Business, PageView<TitlePage> Title, PageView<EncumbrancePage> Encumbrances)
{
    /// <summary>Reads the pages.</summary>
    public static RecordedUnit Load(Book book, BookAct act)
        => new(act, book.Business(act.BusinessNumber), book.Title(act.UnitCode), book.Encumbrances(act.UnitCode));

    /// <summary>Whether the case was accepted for this.</summary>
    public bool Is(CaseFlow flow) => flow.Flow == Act.Flow && flow.UnitCode == Act.UnitCode && flow.BusinessNumber == Act.BusinessNumber;
}
