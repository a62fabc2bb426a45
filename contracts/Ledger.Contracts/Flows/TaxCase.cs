using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A step of a contract's taxes with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Tax">Its taxes.</param>
internal sealed record TaxCase<TEvent>(TEvent Event, PageView<ContractPage> Contract, PageView<TaxPage> Tax)
{
    /// <summary>Reads contract and taxes.</summary>
    public static TaxCase<TEvent> Load(TEvent e, Book book, string contractNumber)
        => new(e, book.Contract(contractNumber), book.Tax(contractNumber));

    /// <summary>The tax was assessed (STATE).</summary>
    /// <returns>False when there is no assessment to judge by.</returns>
    public bool CheckAssessed(Judgement judgement)
    {
        if (Tax.Body is not null)
            return true;
        judgement.WrongState(
            new("税务记录", "tax record"),
            new("未核税", "not assessed"),
            ["TaxAssessed"],
            Tax.Says(new("核税日期", "assessment date"), null));
        return false;
    }
}
