using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-21 退税后不得登记: tax given back because the contract failed blocks registration and needs a contract that did fail; tax
/// given back because it was overpaid leaves exactly what was assessed. Nothing is given back that was not paid.
/// </summary>
internal static class NoRefund
{
    public static readonly Rule C21 = Rule.Reject("C-21", "退税后不得登记", "refund blocks registration", "契税法 12");

    /// <summary>At registration: no ticket was refunded because the contract failed.</summary>
    public static void CheckForTransfer(Judgement judgement, PageView<TaxPage> tax)
    {
        foreach (var ticket in tax.Body?.Tickets.Where(ticket => ticket.RefundReason == RefundReason.ContractFailed) ?? [])
        {
            judgement.Fail(
                C21,
                new("税款已因合同失效退还，不得登记", "tax was refunded because the contract failed: no registration"),
                new("请重新备案并缴税", "file a new contract and pay its tax"),
                tax.Says(TicketNumber.Name, ticket.Number),
                tax.Says(new("已退金额", "refunded"), Labels.Yuan(ticket.RefundedFen)));
        }
    }

    /// <summary>At the refund: never more than was paid, and for the stated reason only where it holds.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="e">The refund.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="tax">Its taxes before.</param>
    /// <param name="after">Its taxes after the refund; null when the refund cannot be booked.</param>
    public static void CheckRefund(Judgement judgement, TaxRefunded e, PageView<ContractPage> contract, PageView<TaxPage> tax, TaxPage? after)
    {
        for (var i = 0; i < e.Refunds.Count; i++)
        {
            var refund = e.Refunds[i];
            var ticket = tax.Body!.Tickets.FirstOrDefault(ticket => ticket.Number == refund.Number);
            if (ticket is not null && refund.AmountFen <= ticket.AmountFen - ticket.RefundedFen)
                continue;
            judgement.Fail(
                C21,
                new("退税金额超过该税票已缴金额", "the refund exceeds what the ticket paid"),
                new("请核对税票号码与金额", "check ticket number and amount"),
                Labels.InEvent(TicketNumber.Name, refund.Number, $"refunds[{i}].number"),
                Labels.InEvent(new("退税金额", "refund"), Labels.Yuan(refund.AmountFen), $"refunds[{i}].amount_fen"),
                tax.Says(new("可退金额", "left to refund"), ticket is null ? Labels.Absent : Labels.Yuan(ticket.AmountFen - ticket.RefundedFen)));
        }

        if (e.Reason == RefundReason.ContractFailed)
            CheckFailed(judgement, contract);
        else if (after is not null)
            CheckOverpaid(judgement, e, tax, after);
    }

    private static void CheckFailed(Judgement judgement, PageView<ContractPage> contract)
    {
        var page = contract.Body!;
        if (page.State is ContractState.Revoked or ContractState.FilingCancelled && page.Registered == 0)
            return;
        judgement.Fail(
            C21,
            page.State == ContractState.Registered
                ? new("合同已登记，不能以合同失效为由退税", "the transfer of the contract is recorded: it did not fail")
                : new("合同未撤销，不能以合同失效为由退税", "the contract is not revoked: it did not fail"),
            page.State == ContractState.Registered
                ? new("转移已登记的合同不退税", "no tax goes back once the transfer is recorded")
                : new("请先撤销合同；多缴税款请以多缴为由退还", "revoke the contract first; excess tax is refunded as overpaid"),
            contract.Says(new("合同状态", "state of the contract"), page.State),
            contract.Says(new("登记日期", "transfer recorded"), Labels.Date(page.Registered)));
    }

    private static void CheckOverpaid(Judgement judgement, TaxRefunded e, PageView<TaxPage> tax, TaxPage after)
    {
        var touched = after.Tickets.Where(ticket => e.Refunds.Any(refund => refund.Number == ticket.Number)).ToList();
        foreach (var account in TaxAccount.Of(after))
        {
            if (account.PaidFen == account.OwedFen
                || !touched.Exists(ticket => ticket.Tax == account.Tax && ticket.Side == account.Side && ticket.Taxpayer.Equals(account.Taxpayer)))
            {
                continue;
            }

            judgement.Fail(
                C21,
                new("退还多缴税款后，实缴应等于应征", "after a refund of overpaid tax, what is paid must equal what was assessed"),
                new("请只退多缴部分", "refund the excess, no more and no less"),
                tax.Says(new("税种", "tax"), account.Tax),
                tax.Says(new("纳税人", "taxpayer"), Labels.Party(account.Taxpayer.At(0))),
                tax.Says(new("退税后实缴", "paid after the refund"), Labels.Yuan(account.PaidFen)),
                tax.Says(new("应征", "assessed"), Labels.Yuan(account.OwedFen)));
        }
    }
}
