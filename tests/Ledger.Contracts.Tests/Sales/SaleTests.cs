using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class SaleTests
{
    [Fact]
    public void A_flat_is_sold_from_first_registration_to_the_new_title()
    {
        var sale = new SaleCase().ToPaid();
        var entryBefore = sale.Ledger.EntryOf(PageKeys.Title(SaleCase.Flat));

        var outcome = sale.Record().Accept();

        Assert.Empty(outcome.Findings);
        var title = sale.Title();
        Assert.Equal(TestParty.Bo.At(SaleCase.Flat), Assert.Single(title.Owners).Party);
        Assert.Equal(CoOwnership.Single, title.CoOwnership);
        Assert.Equal(sale.Price, title.PriceFen);
        Assert.Equal(1u, title.PriceUnits);
        Assert.Equal(sale.Number, title.ContractNumber);
        Assert.Equal(20210517u, title.RecordingDate);
        Assert.Equal(entryBefore, title.PreviousEntry.ToByteArray());
        Assert.Null(sale.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat)));
        Assert.Equal(ContractState.Registered, sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!.State);
        Assert.False(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(new() { Number = sale.Certificates[0] }))!.Live);
        Assert.True(sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(title.Owners[0].Certificate))!.Live);
    }
}
