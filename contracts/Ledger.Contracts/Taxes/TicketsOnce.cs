using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-22 税票不得重复使用: each ticket number is bound to one contract, once.</summary>
internal static class TicketsOnce
{
    public static readonly Rule C22 = Rule.Reject("C-22", "税票不得重复使用", "ticket used once", "tax practice");

    public static void Check(Judgement judgement, string contractNumber, IReadOnlyList<(string Number, PageView<TicketPage> Page)> tickets)
    {
        for (var i = 0; i < tickets.Count; i++)
        {
            if (tickets[i].Page.Body is not { } used)
                continue;
            judgement.Fail(
                C22,
                new("税票号码已使用", "the ticket number was used already"),
                new("请核对税票号码", "check the ticket number"),
                Labels.InEvent(TicketNumber.Name, tickets[i].Number, $"tickets[{i}].number"),
                tickets[i].Page.Says(ContractNumber.Name, used.ContractNumber),
                Labels.InEvent(ContractNumber.Name, contractNumber, "contract_number"));
        }
    }
}
