using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-21 of profile 2: never more goes back than was paid, and only where the reason holds. CONTRACT_FAILED needs a basis that ended
/// without a transfer; OVERPAID and AREA_DIFFERENCE leave what was assessed, after the transfer too; ANNULLED needs a court's transfer
/// back; HOME_SWAP gives back a seller's income tax after the transfer.
/// </summary>
internal static class RefundReasons
{
    /// <summary>退税后不得登记: asked for more than three years after the payment.</summary>
    public static readonly Rule C21Late = NoRefund.C21 with { Severity = Severity.Information, Aspect = "late" };

    private const int YearsToAsk = 3;

    // The row of the exemption table that gives back what who sells and buys a home within a year has paid.
    private const string HomeSwap = "HOME_SWAP";

    public static void Check(Judgement judgement, RefundCase loaded)
    {
        CheckAmounts(judgement, loaded);
        var (e, basis) = (loaded.Taxes.Event, loaded.Taxes.Basis);
        switch (e.Reason)
        {
            case RefundReason.ContractFailed:
                Require(
                    judgement, loaded, basis.State == BasisState.Ended,
                    new("合同或文书未终止，不能以合同失效为由退税", "the contract or instrument did not end without a transfer"));
                break;
            case RefundReason.Annulled:
                Require(
                    judgement, loaded, basis.State == BasisState.Registered && loaded.TakenBack.Count == basis.Units.Count,
                    new("没有执行回转的转移登记或更正登记，不能以转移被撤销为由退税", "no court's transfer back, and no correction, of every unit is recorded"));
                break;
            case RefundReason.HomeSwap:
                Require(
                    judgement, loaded,
                    basis.State == BasisState.Registered && e.Refunds.All(refund => GivesBack(judgement, loaded, refund, HomeSwap)),
                    new("换购住房退税限转移登记后，且税种、方式、当事人、用途和日期符合减免表",
                        "a swap of homes gives back, after the transfer, what the exemption table gives back: this tax, basis, party, use and day"));
                break;
            default:
                Require(
                    judgement, loaded, basis.State != BasisState.Ended,
                    new("合同或文书已终止，请以合同失效为由退税", "the contract or instrument has ended: its tax goes back as that of a failed one"));
                CheckOverpaid(judgement, loaded);
                break;
        }
    }

    /// <summary>Whether the exemption table in force on the day of the refund gives this back.</summary>
    private static bool GivesBack(Judgement judgement, RefundCase loaded, Refund refund, string code)
    {
        var day = Day.FromNumber(loaded.Taxes.Event.Date);
        var kind = AssessedCase.KindOf(loaded.Taxes.Basis);
        return judgement.Table(TableKind.Exemption).Exemptions.Any(row => row.Refund && row.Code == code && row.Tax == refund.Tax
            && (row.Sides.Count == 0 || row.Sides.Contains(refund.Side))
            && (row.Bases.Count == 0 || row.Bases.Contains(kind))
            && TableRates.IsOf(row.Use, loaded.Homes.Contains(refund.UnitCode, StringComparer.Ordinal))
            && TableRates.Counts(row.Decides, row.From, row.Until, day, day)
            && loaded.Find(refund) is { } ticket && TableRates.IsOf(row.Taxpayer, ticket.Taxpayer));
    }

    private static void CheckAmounts(Judgement judgement, RefundCase loaded)
    {
        var e = loaded.Taxes.Event;
        for (var i = 0; i < e.Refunds.Count; i++)
        {
            var refund = e.Refunds[i];
            var row = loaded.Find(refund);
            if (row is null || refund.AmountFen > row.AmountFen - row.RefundedFen)
            {
                judgement.Fail(
                    NoRefund.C21,
                    new("退税金额超过该税票该行已缴金额", "the refund exceeds what this line of the voucher paid"),
                    new("请核对税票号码、税种、单元与金额", "check voucher, tax, unit and amount"),
                    Labels.InEvent(TicketNumber.Name, refund.Number, $"refunds[{i}].number"),
                    Labels.InEvent(new("退税金额", "refund"), Labels.Yuan(refund.AmountFen), $"refunds[{i}].amount_fen"),
                    loaded.Taxes.Tax.Says(new("可退金额", "left to refund"), row is null ? Labels.Absent : Labels.Yuan(row.AmountFen - row.RefundedFen)));
            }
            else if (Day.FromNumber(e.Date) > Term.LastDay(Day.FromNumber(row.PaymentDate), YearsToAsk * 12))
            {
                judgement.Fail(
                    C21Late,
                    new("自缴款之日起已超过三年", "more than three years have passed since the payment"),
                    new("请确认申请是否在三年内提出", "see that it was asked for within three years"),
                    Labels.InEvent(new("退税日期", "day of refund"), Labels.Date(e.Date), "date"),
                    loaded.Taxes.Tax.Says(new("缴款日期", "payment date"), Labels.Date(row.PaymentDate)));
            }
        }
    }

    private static void CheckOverpaid(Judgement judgement, RefundCase loaded)
    {
        if (loaded.After() is not { } after)
            return;
        foreach (var account in TaxAccount.Of(after).Where(account => account.PaidFen != account.OwedFen && loaded.Touched.Any(row => row.Tax == account.Tax
            && row.Side == account.Side && row.Taxpayer.Equals(account.Taxpayer))))
        {
            judgement.Fail(
                NoRefund.C21,
                new("退还多缴税款后，实缴应等于应征", "after a refund of overpaid tax, what is paid must equal what was assessed"),
                new("请只退多缴部分；税额应先重新核定", "refund the excess, no more and no less, after a lower assessment"),
                loaded.Taxes.Tax.Says(new("税种", "tax"), account.Tax),
                loaded.Taxes.Tax.Says(new("退税后实缴", "paid after the refund"), Labels.Yuan(account.PaidFen)),
                loaded.Taxes.Tax.Says(new("应征", "assessed"), Labels.Yuan(account.OwedFen)));
        }
    }

    private static void Require(Judgement judgement, RefundCase loaded, bool holds, Wording what)
    {
        if (holds)
            return;
        judgement.Fail(
            NoRefund.C21,
            what,
            new("请核对退税原因与合同（文书）状态", "check the reason of the refund and the state of the contract or instrument"),
            Labels.InEvent(new("退税原因", "reason"), loaded.Taxes.Event.Reason, "reason"),
            loaded.Taxes.Basis.SaysState);
    }
}
