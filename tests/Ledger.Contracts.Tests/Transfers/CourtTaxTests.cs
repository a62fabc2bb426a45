using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The taxes of what a court transfers are cleared to the fen, and none was given back.</summary>
public sealed class CourtTaxTests
{
    private readonly DeedCase deed = CourtTransferRuleTests.Seized();

    [Theory]
    [InlineData(0ul, true)]
    [InlineData(1ul, false)]
    public void C16_what_is_paid_is_what_is_owed(ulong fen, bool passes)
    {
        Pay(fen, refunded: 0);

        var outcome = deed.Ledger.Submit(Members.Registration, CourtTransferRuleTests.Ruling(deed));

        if (passes)
            outcome.Accept();
        else
            outcome.Refuse("C-16");
    }

    [Fact]
    public void C21_tax_that_went_back_for_a_failed_deed_is_paid_again_by_another()
    {
        Pay(100, refunded: 100);

        deed.Ledger.Submit(Members.Registration, CourtTransferRuleTests.Ruling(deed)).Refuse("C-21");
    }

    private void Pay(ulong fen, ulong refunded)
    {
        var key = PageKeys.Tax(deed.Number);
        var page = deed.Ledger.Read<TaxPage>(key)!;
        var line = page.Lines[0].Line;
        page.Tickets.Add(new TicketState
        {
            Number = "344196210500000001",
            Tax = line.Tax,
            Side = line.Side,
            Taxpayer = line.Taxpayer,
            AmountFen = fen,
            RefundedFen = refunded,
            RefundReason = refunded > 0 ? RefundReason.ContractFailed : RefundReason.Unspecified,
        });
        deed.Ledger.PutOld(key, page);
    }
}
