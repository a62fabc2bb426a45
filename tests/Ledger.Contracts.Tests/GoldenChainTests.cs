using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// A fixed list of events comes to fixed page bytes for ever: who changes this digest changes what every replay of an
/// existing ledger computes, and needs a new profile number instead.
/// </summary>
public sealed class GoldenChainTests
{
    private const string Profile1 = "38627ae3e6ef8d16b9919f386f05dd03546b06716d9902f59f0a25b7dcafb2e6";

    [Fact]
    public void Profile_1_comes_to_the_same_pages_for_ever()
        => Assert.Equal(Profile1, Run().Digest());

    [Fact]
    public void Two_runs_come_to_the_same_pages()
        => Assert.Equal(Run().Digest(), Run().Digest());

    private static TestLedger Run()
    {
        var ledger = new TestLedger();
        Play(ledger);
        return ledger;
    }

    /// <summary>Plays the acts on a ledger of profile 1.</summary>
    internal static void Play(TestLedger ledger)
    {
        Sell(ledger);
        SellShares(ledger);
        Fail(ledger);
    }

    /// <summary>A flat and a garage are opened, sold to a couple with an exemption, and a seizure stands on the parcel next door.</summary>
    private static void Sell(TestLedger ledger)
    {
        var sale = new SaleCase(ledger)
        {
            Units = [SaleCase.Flat, SaleCase.Garage],
            Use = { [SaleCase.Garage] = 31 },
            BuyerKind = CoOwnership.Joint,
            Buyers = [new(TestParty.Bo), new(TestParty.Chen)],
        }.ToAssessed();
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Accept();
        sale.Pay().Accept();
        sale.Record().Accept();
        ledger.Submit(Members.Registration, sale.Migration("441900004001GB00013W00000000", e =>
        {
            e.Opening.Parcels.Clear();
            e.Mortgages.Add(Encumbrances.Mortgage());
            e.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 2, 1)));
        })).Accept();
    }

    /// <summary>A lot held in shares is sold in part, with a warning acknowledged and an excess refunded.</summary>
    private static void SellShares(TestLedger ledger)
    {
        var sale = new SaleCase(ledger)
        {
            Units = ["441900004001GB00014W00000000"],
            Use = { ["441900004001GB00014W00000000"] = 71 },
            Area = 100_000_000,
            OwnerKind = CoOwnership.Shares,
            Owners = [new(TestParty.An, "1/3"), new(TestParty.Dai, "2/3")],
            Sellers = [new(TestParty.Dai, "1/7")],
            Sold = "1/7",
            Class = BuyerClass.Other,
            Price = 1_234_567,
            Number = "441900B21050000002",
            Offset = 1_000,
        };
        ledger.Submit(Members.Registration, sale.FirstRegistration(sale.Units[0], e => e.Opening.Parcels.Clear())).Accept();
        sale.Sign(e => e.Act = Acts.Of("F-07")).Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay(e => e.Tickets[0].AmountFen += 77).Accept();
        var excess = ledger.Read<TaxPage>(PageKeys.Tax(sale.Number))!.Tickets[0].Number;
        sale.Refund(RefundReason.Overpaid, e =>
        {
            e.Date = 20210514;
            e.Refunds.Clear();
            e.Refunds.Add(new Refund { Number = excess, AmountFen = 77 });
        }).Accept();
        sale.Record().Accept();
    }

    /// <summary>A contract that fails after its taxes were paid; what is refused leaves no trace.</summary>
    private static void Fail(TestLedger ledger)
    {
        var sale = new SaleCase(ledger) { Units = ["441900004001GB00012F00030003"], Number = "441900B21050000003", Offset = 2_000 }.ToPaid();
        sale.Record(e => e.PriceFen++).Refuse("C-19");
        sale.Revoke().Accept();
        sale.Refund(RefundReason.ContractFailed).Accept();
    }
}
