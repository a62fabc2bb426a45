using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The taxes of a transfer, by whichever basis: C-14, C-15, C-16, C-21, and that the recording follows them (C-57).</summary>
internal static class TransferTaxes
{
    /// <summary>Checks the taxes of one basis.</summary>
    public static void Check(Judgement judgement, Basis basis, PageView<TaxPage> tax, IReadOnlyList<UnitSale> sales, Recording recording)
    {
        TaxClearance.Check(judgement, basis, tax);
        CheckCleared(judgement, basis, tax, sales);
        NoRefund.CheckForTransfer(judgement, tax);
        var recorded = DatedFact.Stated(new("登簿日期", "recording date"), recording.RecordingDate, "recording.recording_date");
        DateOrder.Check(judgement, basis.Dated(new("签订（生效）日期", "signing or effect"), basis.Date), recorded);
        DateOrder.Check(judgement, basis.Dated(new("备案日期", "filing date"), basis.Filed), recorded);
        DateOrder.Check(judgement, DatedFact.Recorded(tax, new("核税日期", "assessment date"), tax.Body?.AssessmentDate ?? 0), recorded);
        DateOrder.Check(judgement, DatedFact.Recorded(tax, new("缴款日期", "payment date"), tax.Body?.LastPaymentDate ?? 0), recorded);
    }

    /// <summary>C-14, C-15, C-16: what is owed is paid or exempted, whatever becomes of it afterwards.</summary>
    public static void CheckCleared(Judgement judgement, Basis basis, PageView<TaxPage> tax, IReadOnlyList<UnitSale> sales)
    {
        TaxesCleared.CheckDeedTax(judgement, basis.Takers, basis.Says, tax);
        if (OwesSellerTaxes(basis))
            TaxesCleared.CheckSellerTaxes(judgement, basis.Givers, basis.Says, tax, sales);
        if (tax.Body is { } page)
            TaxesCleared.CheckPaid(judgement, TaxesCleared.C16, tax, page);
    }

    // Who gives for something owes on the gain; who gives for nothing, dies or parts from a co-owner does not.
    private static bool OwesSellerTaxes(Basis basis)
        => basis.IsContract || basis.Kind is InstrumentKind.Exchange or InstrumentKind.Contribution or InstrumentKind.Court;
}
