using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A step of a contract with its page and its units' pages.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract's page.</param>
/// <param name="Units">Pages of its units.</param>
internal sealed record ContractCase<TEvent>(TEvent Event, PageView<ContractPage> Contract, IReadOnlyList<UnitPages> Units)
{
    /// <summary>Reads contract and units.</summary>
    public static ContractCase<TEvent> Load(TEvent e, Book book, string contractNumber)
    {
        var contract = book.Contract(contractNumber);
        return new(e, contract, [.. (contract.Body?.Units ?? []).Select(unit => UnitPages.Read(book, unit.UnitCode))]);
    }
}
