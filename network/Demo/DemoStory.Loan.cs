using Ledger.Client;
using Ledger.V1;
using static Ledger.Network.DemoPaper;

namespace Ledger.Network;

/// <content>First story: a used home is sold to a buyer who borrows.</content>
internal sealed partial class DemoStory
{
    private const string UsedFlat = "441900004001GB00011F00010101";

    /// <summary>A sale with a loan in one case; returns the contract's record.</summary>
    private async Task<WriteOutcome> SellWithLoanAsync()
    {
        narrator.Story("一、二手房按揭", "1. A sale with a loan in one case");
        var bank = LocalMember.All.Single(static member => member.Organisation == LocalMember.BankA).CreditCode;
        var sale = new DemoDeed(numbers, numbers.Contract('B'), UsedFlat, An, Bo, 1_200_000);
        var rival = new DemoDeed(numbers, numbers.Contract('B'), UsedFlat, An, Chen, 1_300_000);
        var loan = new DemoLoan(numbers, bank, UsedFlat, Bo, sale.Basis);

        narrator.Step("登记：旧登记簿中的住宅迁入账本", "Registration: a home of the old book is taken over");
        var old = await TakeOverAsync(UsedFlat, An);

        narrator.Step("交易：网签合同签订、备案，房款纳入监管", "Transaction: the contract is signed and filed, its money supervised");
        var signed = await RecordAsync($"signed / 签订 {sale.Basis}", transaction, sale.Sign());
        await RecordAsync("filed, supervised / 备案、监管", transaction, sale.File(), sale.Supervise(bank));

        narrator.Step("交易：同一住宅第二份合同（一房二卖）", "Transaction: a second contract on the same flat");
        await RefuseAsync("C-05", rival.Basis, transaction, rival.Sign());

        narrator.Step("甲银行以自己的密钥与买方签抵押合同，监管资金到账", "Bank A signs the mortgage contract with the buyer by its own key; the money arrives");
        await RecordAsync("mortgage contract / 抵押合同", bankA, loan.Sign());
        await RecordAsync("deposited / 到账", bankA, sale.Deposit());

        narrator.Step("登记：转移与抵押一并受理、审核；未完税不得登簿（先税后证）", "Registration: transfer and mortgage accepted and reviewed as one case; transfer before the tax is cleared");
        var file = Case(sale.Basis, (FlowCode.F211, UsedFlat, [An, Bo]), (FlowCode.M1, UsedFlat, [Bo]));
        await RecordAsync("accepted, reviewed by another / 受理、另一人审核", registration, file.Application, file.Review(reviewer, registration));
        var certificate = numbers.Title();
        await RefuseAsync("C-14", "transfer / 转移", registration, Transfer());

        narrator.Step("税务：申报、核税与完税", "Tax: declared, assessed and paid");
        await RecordAsync("declared, assessed / 申报、核税", tax, sale.Declare(), sale.Assess());
        await RecordAsync("paid / 完税", tax, sale.Pay());

        narrator.Step("登记：受让人与买受人不一致；交易：登簿前放款给卖方", "Registration: transfer to somebody who is not the buyer; transaction: money to the seller before the book");
        await RefuseAsync("C-08", "transfer / 转移", registration, Transfer(Chen));
        await RefuseAsync("C-59", "payment / 付款", transaction, sale.PayOut());

        narrator.Step("登记：转移与抵押一并登簿；随后放款", "Registration: transfer and mortgage are recorded together; then the money moves");
        await RecordAsync(
            $"title and mortgage / 产权与抵押 {UsedFlat}", registration, Transfer(), loan.Register(file.Recording(reviewer), file.Business(FlowCode.M1)));
        await RecordAsync("loan paid out / 放款", bankA, loan.Disburse());
        await RecordAsync("seller paid / 卖方收款", transaction, sale.PayOut());

        narrator.Step("乙银行企图解除甲银行的抵押", "Bank B tries to release bank A's mortgage");
        await RefuseAsync("C-41", "release by bank B / 乙银行解除", bankB, loan.Release());

        narrator.Step("金融部门节点自己签名企图解除", "The finance department's own node tries it with its own key");
        var reply = await RogueFinanceNode.ReleaseAsync(network, loan.Id, clock, stopping);
        if (reply.ResultCase != SubmitEnvelopeReply.ResultOneofCase.Refused)
            throw new DemoException($"the finance node's release was answered {reply.ResultCase}, not refused");
        Expect("C-41", "release by the finance node / 金融部门节点解除", reply.Refused.Failures);
        return signed;

        RecordTransferRequest Transfer(PartyInput? to = null)
            => sale.Transfer(file.Recording(reviewer), file.Business(FlowCode.F211), old, certificate, to);
    }
}
