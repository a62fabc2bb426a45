using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Two builds: one that has profile 1 alone, and one that has a profile 2 of the tests beside it.</summary>
public sealed class NextProfileTests
{
    private static readonly LedgerContract Old = new([Profiles.One]);

    [Fact]
    public void A_profile_that_a_build_lacks_is_not_supported()
    {
        Assert.True(NextProfile.Build.Supports(2));
        Assert.False(Old.Supports(2));
        Assert.False(NextProfile.Build.Supports(3));
    }

    [Fact]
    public void An_event_that_only_the_next_profile_has_is_refused_under_the_first_in_every_build_and_whoever_knows_it_says_when_it_comes()
    {
        var refusals = new[] { Old, NextProfile.Build }.Select(build => Withdraw(Signed(build, profile: 1)).Refuse("C-69")).ToList();

        Assert.Equal("unknown event type", refusals[0].Of("C-69").MessageEn);
        var known = refusals[1].Of("C-69");
        Assert.Equal("this ledger's rule profile 1 does not have this act yet; it comes with profile 2", known.MessageEn);
        Assert.Contains("规则版本 2 起才有", known.MessageZh, StringComparison.Ordinal);
        Assert.Contains("profile 2", known.AdviceEn, StringComparison.Ordinal);
    }

    [Fact]
    public void The_new_event_is_judged_and_applied_under_the_next_profile()
    {
        var mortgage = Signed(NextProfile.Build, profile: 2);

        Withdraw(mortgage, signer: Members.BankB).Refuse("C-41");
        Withdraw(mortgage).Accept();

        Withdraw(mortgage).Refuse("STATE");
    }

    [Fact]
    public void An_event_that_the_next_profile_drops_is_unknown_under_it_and_stays_under_the_first()
    {
        var sale = Case(NextProfile.Build).ToAssessed();
        sale.Ledger.Profile = 2;
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Refuse("C-69");

        sale.Ledger.Profile = 1;
        sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An).Accept();
    }

    [Fact]
    public void Severities_belong_to_the_profile_in_force()
    {
        var sale = Case(NextProfile.Build);
        sale.OwnerKind = CoOwnership.Joint;
        sale.Owners = [new(TestParty.An), new(TestParty.Dai)];
        sale.Open();
        Action<ContractSigned> oneSigns = e => e.Units[0].Sellers[1].NotSigning = true;

        Assert.Equal(Severity.Reject, sale.Sign(oneSigns).Refuse("C-27").Of("C-27").Severity);
        sale.Ledger.Profile = 2;
        Assert.Equal(Severity.Warning, sale.Sign(oneSigns).Refuse("C-27").Of("C-27").Severity);
        sale.Sign(e =>
        {
            oneSigns(e);
            e.Act = Acts.Of("C-27");
            e.PriceFen = 1;
        }).Accept();
    }

    [Fact]
    public void A_rule_that_only_the_next_profile_has_is_no_rule_to_acknowledge_under_the_first()
    {
        var texts = new[] { Old, NextProfile.Build }.Select(build =>
        {
            var sale = Case(build).Open();
            sale.Sign().Accept();
            return Text(sale.File(e => e.Act = Acts.Of("T-01")).Refuse("C-69"));
        }).ToList();

        Assert.Equal(texts[0], texts[1]);
        var next = Case(NextProfile.Build).Open();
        next.Sign().Accept();
        next.Ledger.Profile = 2;
        next.File(e => e.Act = Acts.Of("T-01")).Accept();
    }

    [Fact]
    public void What_is_recorded_and_the_figures_are_those_of_the_profile_in_force()
    {
        var sale = Case(NextProfile.Build);
        sale.Units = [SaleCase.Flat, SaleCase.Garage];
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat)).Accept();
        sale.Ledger.Profile = 2;
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Garage)).Accept();

        Assert.Equal(2, sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!.Kinds.Count);
        Assert.Equal(3, sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Garage))!.Kinds.Count);
        Action<ContractSigned> threeParcels = e => e.Units[0].Land.Add(Enumerable.Range(1, 3).Select(i => new LandShare { Area = (ulong)i }));
        sale.Sign(threeParcels).Refuse("C-69");
        var book = new SeizureBook(sale.Ledger, SaleCase.Flat).At(Day.Of(2021, 6, 2));
        book.Enter(1, months: 25).Refuse("C-32");
        sale.Ledger.Profile = 1;
        sale.Sign(threeParcels).Accept();
        book.Enter(1, months: 25).Accept();
    }

    [Fact]
    public void A_state_names_the_steps_that_the_profile_in_force_has()
    {
        var sale = Case(NextProfile.Build).ToAssessed();
        Assert.Contains("TaxExempted", sale.File().Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);

        sale.Ledger.Profile = 2;
        Assert.DoesNotContain("TaxExempted", sale.File(e => e.Act = Acts.Of("T-01")).Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_profile_is_made_from_the_first_and_leaves_it_as_it_was()
    {
        // One flow more, one less.
        Assert.Equal(Profiles.One.Flows.All.Count, NextProfile.Two.Flows.All.Count);
        Assert.Equal(ProfileOne.Create().Flows.All.Select(static flow => flow.Name), Profiles.One.Flows.All.Select(static flow => flow.Name));
        Assert.Null(Profiles.One.Flows.FindByName("MortgageContractWithdrawn"));
        Assert.Null(NextProfile.Two.Flows.FindByName("TaxExempted"));
        Assert.Equal(Profiles.One.DeedTax, NextProfile.Two.DeedTax);
        Assert.Throws<ArgumentException>(() => Profiles.One.Flows.Without("Wish"));
        Assert.Throws<ArgumentException>(() => Profiles.One.Flows.Change("TaxPaid", flow => flow.Without(NextProfile.Fee)));
        Assert.Throws<ArgumentException>(() => Profiles.One.Flows.Change("TaxPaid", flow => flow.As(new ContractFiledFlow())));
    }

    private static SaleCase Case(LedgerContract build) => new(new TestLedger(build));

    private static MortgageCase Signed(LedgerContract build, uint profile)
    {
        var mortgage = new MortgageCase(Case(build).Open());
        mortgage.Sign().Accept();
        mortgage.Ledger.Profile = profile;
        return mortgage;
    }

    private static Outcome Withdraw(MortgageCase mortgage, Member? signer = null)
        => mortgage.Ledger.Submit(signer ?? mortgage.Bank, new MortgageContractWithdrawn { Act = Acts.Of(), Mortgage = mortgage.Id, Date = 20210512 });

    private static string Text(Outcome outcome) => string.Join('\n', outcome.Findings.Select(finding => VerdictMessages.ToMessage(finding).ToString()));
}
