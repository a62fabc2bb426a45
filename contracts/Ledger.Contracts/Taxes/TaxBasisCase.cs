using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A step of the taxes of a contract or an instrument, with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Basis">The contract or instrument.</param>
/// <param name="Tax">Its taxes.</param>
internal sealed record TaxBasisCase<TEvent>(TEvent Event, Basis Basis, PageView<TaxPage> Tax)
{
    /// <summary>Reads basis and taxes.</summary>
    public static TaxBasisCase<TEvent> Load(TEvent e, Book book, string number) => new(e, Basis.Read(book, number), book.Tax(number));

    /// <summary>Both are in a state that allows the step (STATE).</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="bases">States of the basis that allow it.</param>
    /// <param name="taxes">States of the taxes that allow it; none: they need not be there.</param>
    /// <returns>False when there is nothing to judge by.</returns>
    public bool CheckStands(Judgement judgement, IReadOnlyList<BasisState> bases, params IReadOnlyList<TaxState> taxes)
        => TaxStands.CheckBasis(judgement, Basis, bases) && (taxes.Count == 0 || TaxStands.CheckTaxes(judgement, Tax, taxes));
}
