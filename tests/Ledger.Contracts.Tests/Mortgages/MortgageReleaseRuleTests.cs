using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Release and cancellation of mortgages, and the proofs that fall with them.</summary>
public sealed class MortgageReleaseRuleTests
{
    [Fact]
    public void C01_a_mortgage_is_cancelled_on_all_its_units()
    {
        var mortgage = Two().ToReleased();

        mortgage.Cancel(e => e.Units.RemoveAt(0)).Refuse("C-01");
        mortgage.Cancel().Accept();
    }

    [Fact]
    public void C29_a_seizure_does_not_stop_the_cancellation()
    {
        var mortgage = new MortgageCase { Recorded = Day.Of(2021, 5, 28) }.ToReleased();
        new SeizureBook(mortgage.Ledger).Enter(1).Accept();

        mortgage.Cancel(e => e.Recording.RecordingDate = 20210601).Accept();
        Assert.Empty(mortgage.Rows());
    }

    [Fact]
    public void C41_another_bank_and_the_finance_node_do_not_release_a_mortgage()
    {
        var mortgage = new MortgageCase().ToRegistered();

        foreach (var signer in (Member[])[Members.BankB, Members.Finance])
        {
            var finding = mortgage.Release(signer: signer).Refuse("C-41").Of("C-41");
            Assert.Contains(finding.Values, value => value.Value == signer.CreditCode && value.Source == "envelope");
            Assert.Contains(finding.Values, value => value.Value == Members.BankA.CreditCode);
            Assert.Contains(signer.CreditCode, finding.MessageEn, StringComparison.Ordinal);
            Assert.Contains(Members.BankA.CreditCode, finding.MessageEn, StringComparison.Ordinal);
        }

        mortgage.Release().Accept();
    }

    [Fact]
    public void C48_a_mortgage_that_is_not_released_is_not_cancelled()
    {
        var outcome = new MortgageCase().ToRegistered().Cancel().Refuse("C-48");

        Assert.Contains("ReleaseInstructed", outcome.Of("C-48").AdviceEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C48_a_released_mortgage_is_cancelled()
    {
        var mortgage = new MortgageCase().ToRegistered();
        mortgage.Release().Accept();

        mortgage.Cancel().Accept();

        Assert.Equal(MortgageState.Cancelled, mortgage.Page.State);
        Assert.Empty(mortgage.Rows());
    }

    [Fact]
    public void C49_a_recorded_mortgage_is_released()
    {
        var mortgage = new MortgageCase().ToRegistered();

        mortgage.Release().Accept();

        Assert.Equal(MortgageState.ReleaseInstructed, mortgage.Page.State);
    }

    [Fact]
    public void F03_what_falls_with_a_mortgage_is_a_registration_proof()
    {
        var mortgage = new MortgageCase().ToReleased();

        mortgage.Cancel(e => e.Certificate = mortgage.Sale.Title().Owners[0].Certificate).Refuse("F-03");
        mortgage.Cancel().Accept();
    }

    [Fact]
    public void C49_a_mortgage_is_released_once()
    {
        var outcome = new MortgageCase().ToReleased().Release().Refuse("C-49");

        Assert.Contains("MortgageCancelled", outcome.Of("C-49").AdviceEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C49_a_mortgage_that_is_not_recorded_is_neither_released_nor_cancelled()
    {
        var mortgage = new MortgageCase().ToSigned();

        Assert.Contains("MortgageRegistered", mortgage.Release().Refuse("C-49").Of("C-49").AdviceEn, StringComparison.Ordinal);
        mortgage.Cancel().Refuse("C-49", "C-54");
    }

    [Fact]
    public void C49_a_cancelled_mortgage_is_neither_released_nor_cancelled_again()
    {
        var mortgage = new MortgageCase().ToReleased();
        mortgage.Cancel().Accept();

        mortgage.Release().Refuse("C-49");
        mortgage.Cancel().Refuse("C-49");
    }

    [Fact]
    public void C54_a_registration_proof_has_a_number_of_its_own()
    {
        var first = new MortgageCase().ToRegistered();
        var second = first.Next();
        second.Sign().Accept();

        second.Register(e => e.Certificate = first.Page.Certificate).Refuse("C-54");
        second.Register().Accept();
    }

    [Fact]
    public void C54_the_number_of_a_cancelled_mortgage_is_not_used_again()
    {
        var first = new MortgageCase().ToReleased();
        first.Cancel().Accept();
        var second = first.Next();
        second.Recorded = Day.Of(2021, 5, 28);
        second.Sign().Accept();

        second.Register(e => e.Certificate = first.Page.Certificate).Refuse("C-54");
    }

    [Fact]
    public void C54_a_cancellation_names_the_proof_that_was_issued()
    {
        var mortgage = new MortgageCase().ToReleased();

        var outcome = mortgage.Cancel(e => e.Certificate = mortgage.Proof()).Refuse("C-54");

        Assert.Contains(outcome.Of("C-54").Values, value => value.Value == mortgage.Page.Certificate.Number);
    }

    [Fact]
    public void C57_a_release_lies_between_the_recording_and_today()
    {
        var mortgage = new MortgageCase().ToRegistered();

        mortgage.Release(e => e.Date = 20210519).Refuse("C-57");
        mortgage.Release(e => e.Date = 20210602).Refuse("C-57");
        mortgage.Release(e => e.Date = 20210520).Accept();
    }

    [Fact]
    public void C57_a_cancellation_does_not_precede_the_release()
    {
        var mortgage = new MortgageCase().ToRegistered();
        mortgage.Release(e => e.Date = 20210525).Accept();

        mortgage.Cancel().Refuse("C-57");
    }

    [Fact]
    public void A_mortgage_of_the_old_book_is_released_and_cancelled_here()
    {
        var mortgage = new MortgageCase();
        mortgage.Ledger.Submit(Members.Registration, mortgage.Sale.Migration(SaleCase.Flat, e =>
        {
            e.Mortgages.Add(Encumbrances.Mortgage(number: mortgage.Number));
            e.Mortgages[0].Certificate = new() { LegacyHash = Acts.Bytes(9) };
            e.Mortgages.Add(Encumbrances.Mortgage(2, "DY-2021-000009", Members.BankB));
        })).Accept();

        mortgage.Cancel().Refuse("C-48");
        mortgage.Release().Accept();
        mortgage.Cancel().Accept();

        var left = Assert.Single(mortgage.Rows());
        Assert.Equal(("DY-2021-000009", 1u), (left.Id.ContractNumber, left.Rank));
        Assert.False(mortgage.Ledger.Read<CertificatePage>(PageKeys.Certificate(new() { LegacyHash = Acts.Bytes(9) }))!.Live);
    }

    [Fact]
    public void A_new_mortgage_follows_those_of_the_old_book()
    {
        var mortgage = new MortgageCase();
        mortgage.Ledger.Submit(Members.Registration, mortgage.Sale.Migration(SaleCase.Flat, e => e.Mortgages.Add(Encumbrances.Mortgage()))).Accept();
        mortgage.Sign().Accept();

        mortgage.Register().Accept();

        Assert.Equal(2u, mortgage.Rows()[1].Rank);
    }

    private static MortgageCase Two() => new(new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] });

    private static MortgageCase Of(CoOwnership kind, Owner[] owners) => new(new SaleCase { OwnerKind = kind, Owners = owners });
}
