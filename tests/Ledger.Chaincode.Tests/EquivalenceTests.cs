using Google.Protobuf;
using Ledger.Chain;
using Ledger.Contracts.Tests;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Chaincode.Tests;

/// <summary>
/// Whole cases go through chaincode and through a peer of the ledger, envelope by envelope: the same writes, the same state
/// root, the same refusals. <see cref="TestLedger"/> compares at each step.
/// </summary>
public sealed class EquivalenceTests
{
    [Fact]
    public async Task A_sale_from_opening_to_transfer_comes_to_the_same_state()
    {
        await using var ledger = new TestLedger();
        var sale = new SaleCase(ledger)
        {
            Units = [SaleCase.Flat, SaleCase.Garage],
            Use = { [SaleCase.Garage] = 31 },
            BuyerKind = CoOwnership.Joint,
            Buyers = [new(TestParty.Bo), new(TestParty.Chen)],
        }.ToAssessed();
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Accept();
        sale.Pay().Accept();
        sale.Record(e => e.PriceFen++).Refuse("C-19");
        sale.Record().Accept();
        Assert.Equal(1, ledger.Refused);
        Assert.True(ledger.Accepted >= 7);
    }

    [Fact]
    public async Task An_acknowledged_warning_is_found_by_both()
    {
        await using var ledger = new TestLedger();
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
        };
        sale.Open(e => e.Opening.Parcels.Clear());
        sale.Sign().Refuse("F-07");
        Assert.Contains(sale.Sign(e => e.Act = Acts.Of("F-07")).Accept().Findings, finding => finding.Acknowledged);
    }

    [Fact]
    public async Task Mortgages_come_to_the_same_state()
    {
        await using var ledger = new TestLedger();
        var sale = new SaleCase(ledger) { Units = [SaleCase.Flat, SaleCase.Garage] };
        var first = new MortgageCase(sale) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) }.ToRegistered();
        var second = first.Next();
        second.Sign(e => e.AmountConverted = true).Accept();
        second.Register().Accept();
        Assert.False(second.Release(signer: Members.Finance).Accepted);
        first.Release().Accept();
        first.Cancel(e => e.Recording = Acts.Recorded(Day.Of(2021, 4, 12), Day.Of(2021, 4, 12), 9_000)).Accept();
        sale.Sign().Accept();
        second.Notify(e => e.Date = 20210512).Accept();
        second.Consent(e => e.Date = 20210513).Accept();
    }

    [Fact]
    public async Task Seizures_come_to_the_same_state()
    {
        await using var ledger = new TestLedger();
        var book = new SeizureBook(ledger, "441900004001GB00099W00000000").At(Day.Of(2021, 6, 2));
        book.Enter(1, months: 1).Accept();
        book.Enter(2, months: 12, change: e => e.Kind = SeizureKind.PreSeizure).Accept();
        book.Enter(3, change: e => e.Authority = SeizureBook.Police).Accept();
        book.At(Day.Of(2021, 8, 1)).Renew(2, months: 6).Accept();
        book.Lift(3, change: e => e.Authority = SeizureBook.Police).Accept();
    }

    [Fact]
    public async Task The_same_bytes_again_and_another_envelope_of_the_number_are_told_apart()
    {
        await using var ledger = new TestLedger();
        var sale = new SaleCase(ledger);
        ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat)).Accept();
        var first = ledger.Last;
        Assert.False(ledger.Submit(first).Accepted);
        var again = ledger.Consortium.Sign(Members.Registration, 1, ledger.TimeMs, new Event { Type = "ledger.v1.Anything" });
        Assert.False(ledger.Submit(again).Accepted);
        Assert.Equal(1, ledger.Accepted);
        Assert.Equal(0, ledger.Refused);
    }

    [Theory]
    [InlineData(300_000, true)]
    [InlineData(300_001, false)]
    [InlineData(-300_000, true)]
    [InlineData(-300_001, false)]
    public async Task The_wall_clock_refuses_an_envelope_more_than_five_minutes_off(long late, bool accepted)
    {
        await using var ledger = new TestLedger();
        var sale = new SaleCase(ledger);
        var opening = sale.FirstRegistration(SaleCase.Flat);
        var envelope = ledger.Consortium.Sign(Members.Registration, 1, ledger.TimeMs,
            new Event { Type = FirstRegistered.Descriptor.FullName, Body = opening.ToByteString() });
        ledger.TurnClock(late);
        var outcome = ledger.Submit(envelope);
        Assert.Equal(accepted, outcome.Accepted);
        if (!accepted)
            Assert.Equal([ChainRules.Freshness], outcome.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public async Task What_the_chain_itself_refuses_is_refused_alike()
    {
        await using var ledger = new TestLedger();
        ledger.Submit(Members.Registration, [new Event { Type = "ledger.v1.NoSuchEvent" }]).Refuse("C-69");
        ledger.Submit(Members.Tax, [new Event { Type = ActivateProfile.Descriptor.FullName, Body = new ActivateProfile { Profile = 99 }.ToByteString() }]);
        var stranger = new TestConsortium(ledger.TimeMs);
        Assert.Equal([ChainRules.Signer], ledger.Submit(stranger.Sign(Members.Tax, 1, ledger.TimeMs, new Event { Type = "x" })).Findings.Select(f => f.Rule));
        Assert.Equal([ChainRules.Envelope], ledger.Submit([1, 2, 3]).Findings.Select(f => f.Rule));
        Assert.Equal([ChainRules.Envelope], ledger.Submit(new byte[70_000]).Findings.Select(f => f.Rule));
        Assert.Equal(0, ledger.Accepted);
    }

    [Fact]
    public async Task A_proposal_takes_effect_with_its_last_approval_on_both_sides()
    {
        await using var ledger = new TestLedger();
        var tax = ledger.Consortium.Genesis.Genesis.Signers.Single(signer => signer.Organisation == "tax").Certificate;
        var code = Members.Tax.CreditCode;
        ledger.Submit(Members.Tax, new RevokeCertificate { CreditCode = code, Certificate = tax, Reason = "RETIRED" }).Accept();
        // From here on the key signs nothing any more.
        Assert.Equal([ChainRules.Revoked], ledger.Submit(Members.Tax, [new Event { Type = "x" }]).Findings.Select(f => f.Rule));
    }
}
