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

    /// <summary>The contract is in a state that allows the step, and its tax was assessed (STATE).</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="allowed">States of the contract that allow the step.</param>
    /// <returns>False when there is no contract or no assessment to judge by.</returns>
    public bool CheckStands(Judgement judgement, params ReadOnlySpan<ContractState> allowed)
    {
        if (!ContractStands.CheckState(judgement, Contract, allowed))
            return false;
        if (Tax.Body is not null)
            return true;

        // Of a contract in another state its own finding says what comes next.
        var state = Contract.Body!.State;
        if (allowed.Contains(state))
        {
            judgement.WrongState(
                new("税务记录", "tax record"),
                state == ContractState.Filed ? new("未核税", "not assessed") : new("未核税，且合同已终止", "not assessed, and the contract has ended"),
                state == ContractState.Filed ? ["TaxAssessed"] : [],
                Tax.Says(new("核税日期", "assessment date"), null));
        }

        return false;
    }
}
