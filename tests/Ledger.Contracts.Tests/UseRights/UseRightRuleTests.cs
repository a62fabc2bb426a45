using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Rights of residence and easements.</summary>
public sealed class UseRightRuleTests
{
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly SaleCase sale = new(TestLedger.Two()) { Units = [SaleCase.Flat, SaleCase.Garage] };
    private readonly EncumbranceBook book;

    public UseRightRuleTests()
    {
        sale.Open();
        book = new EncumbranceBook(sale).At(June1, 11);
    }

    [Fact]
    public void C27_all_joint_owners_grant_a_right_of_residence()
    {
        var joint = new SaleCase(TestLedger.Two()) { OwnerKind = CoOwnership.Joint, Owners = [new(TestParty.An), new(TestParty.Bo)] };
        joint.Open();
        var rights = new EncumbranceBook(joint).At(June1, 11);

        rights.Submit(rights.Residence(e => e.OwnersNotSigning.Add(1))).Refuse("C-27");
        rights.Submit(rights.Residence(e =>
        {
            e.OwnersNotSigning.Add(1);
            e.By = ResidenceOrigin.Will;
        })).Accept();
    }

    [Theory]
    [InlineData(ReshapeCase.One, ReshapeCase.Two, false)]
    [InlineData(ReshapeCase.Two, ReshapeCase.One, false)]
    [InlineData(ReshapeCase.Two, ReshapeCase.One, true)]
    public void C62_of_a_unit_that_was_split_the_easement_ends_with_one_part_and_goes_on_with_the_other(string part, string other, bool changed)
    {
        var granted = book.Easement();
        book.Submit(granted).Accept();
        book.At(June1.AddDays(1), 14);
        var reshape = new ReshapeCase(sale);
        (reshape.Acts.Accepted, reshape.Acts.Recorded) = (June1, June1.AddDays(1));
        reshape.Submit(reshape.Split(e => e.Act = Acts.Of("C-62"))).Accept();
        book.At(June1.AddDays(2), 14);

        var end = book.EasementEnd(granted.Proof);
        end.Servient.UnitCode = part;
        if (changed)
        {
            var change = book.Easement(e => e.Replaces = granted.Proof);
            (change.Servient.UnitCode, change.Act) = (part, Acts.Of("C-62"));
            change.Servient.Holders[0] = TestParty.An.At(part);
            book.Submit(change).Accept();
        }
        else
        {
            book.Submit(end).Accept();
        }

        Assert.NotEqual(0u, reshape.Encumbrances(part).Easements[0].Ended);
        Assert.Equal(0u, Assert.Single(reshape.Encumbrances(other).Easements).Ended);
        var left = reshape.Encumbrances(SaleCase.Garage).Easements.Where(row => row.Ended == 0 && row.Proof.Equals(granted.Proof));
        Assert.Equal([other], left.Select(row => row.OtherUnit));
        var proof = reshape.Acts.Certificate(granted.Proof);
        Assert.Equal(CertificateState.Live, proof.State);
        Assert.Equal([other, SaleCase.Garage], CertificateStates.UnitsOf(proof));

        end = book.EasementEnd(granted.Proof);
        end.Servient.UnitCode = other;
        book.Submit(end).Accept();
        Assert.Equal(CertificateState.Void, reshape.Acts.Certificate(granted.Proof).State);
    }

    [Theory]
    [InlineData(ResidenceWithMortgage.Consent, Severity.Reject)]
    [InlineData(ResidenceWithMortgage.Warn, Severity.Warning)]
    public void C46_the_city_says_what_a_mortgage_does_to_a_right_of_residence(ResidenceWithMortgage kind, Severity severity)
    {
        var mortgaged = new SaleCase(TestLedger.Two("dongguan", file => file.ResidenceWithMortgage = kind));
        var mortgage = new MortgageCase(mortgaged).ToRegistered();
        var rights = new EncumbranceBook(mortgaged).At(June1, 11);

        Assert.Equal(severity, rights.Submit(rights.Residence()).Refuse("C-46").Of("C-46").Severity);
        mortgage.Consent(ConsentSubject.Residence, SaleCase.Flat).Accept();
        rights.Submit(rights.Residence()).Accept();
    }

    [Theory]
    [InlineData(20210630u, false)]
    [InlineData(20210701u, true)]
    public void A_right_of_residence_ends_by_its_term_only_once_that_is_over(uint day, bool over)
    {
        var right = book.Residence(e => e.Until = 20210701);
        book.Submit(right).Accept();
        book.At(Day.FromNumber(day));

        var outcome = book.Submit(book.ResidenceEnd(right.Proof, ResidenceCancellation.Term));

        if (over)
            outcome.Accept();
        else
            outcome.Refuse("STATE");
    }

    [Fact]
    public void A_right_of_residence_is_cancelled_once_and_its_proof_is_void()
    {
        var right = book.Residence();
        book.Submit(right).Accept();
        book.At(June1.AddDays(1));

        book.Submit(book.ResidenceEnd(right.Proof, ResidenceCancellation.Waiver)).Accept();

        Assert.Equal(CertificateState.Void, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(right.Proof))!.State);
        book.Submit(book.ResidenceEnd(right.Proof, ResidenceCancellation.Waiver)).Refuse("STATE");
        book.Submit(book.Residence(e => e.Replaces = right.Proof)).Refuse("STATE");
    }

    [Fact]
    public void STATE_a_change_leaves_a_right_of_residence_with_its_holders_unless_they_consent()
    {
        var right = book.Residence();
        book.Submit(right).Accept();
        book.At(June1.AddDays(1));
        ResidenceRightRegistered Next(CertificateId replaced, Action<ResidenceRightRegistered> change) => book.Residence(e =>
        {
            e.Replaces = replaced;
            change(e);
        });

        book.Submit(Next(right.Proof, e => e.Holders[0] = TestParty.Bo.At(SaleCase.Flat))).Refuse("STATE");
        var changed = Next(right.Proof, e => e.Until = 20310601);
        book.Submit(changed).Accept();
        book.Submit(Next(changed.Proof, e =>
        {
            e.Holders[0] = TestParty.Bo.At(SaleCase.Flat);
            e.Act.Consents.Add(new Consent { Of = changed.Proof.Number, Document = Acts.Bytes(1) });
        })).Accept();
    }

    [Fact]
    public void C62_an_easement_stands_on_both_units_and_ends_on_both()
    {
        var e = book.Easement();
        book.Submit(e).Accept();

        Assert.Equal((EasementSide.Servient, SaleCase.Garage), (Row(SaleCase.Flat).Side, Row(SaleCase.Flat).OtherUnit));
        Assert.Equal((EasementSide.Dominant, SaleCase.Flat), (Row(SaleCase.Garage).Side, Row(SaleCase.Garage).OtherUnit));
        Assert.Equal([SaleCase.Flat, SaleCase.Garage], sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(e.Proof))!.Units);
        book.At(June1.AddDays(1));
        book.Submit(book.EasementEnd(e.Proof, EasementCancellation.Term)).Refuse("STATE");
        book.Submit(book.EasementEnd(e.Proof)).Accept();
        Assert.Equal((20210602u, 20210602u), (Row(SaleCase.Flat).Ended, Row(SaleCase.Garage).Ended));
        book.Submit(book.EasementEnd(e.Proof)).Refuse("STATE");
    }

    [Theory]
    [InlineData(SaleCase.Flat, 20310601u, false)]
    [InlineData(SaleCase.Flat, 20310602u, true)]
    [InlineData(SaleCase.Garage, 20310602u, true)]
    public void C62_an_easement_lasts_no_longer_than_either_land_term(string limited, uint until, bool refused)
    {
        var title = sale.Title(limited);
        title.LandTermEnd = 20310601;
        sale.Ledger.PutOld(PageKeys.Title(limited), title);

        var outcome = book.Submit(book.Easement(e => e.Until = until));

        if (refused)
            outcome.Refuse("C-62");
        else
            outcome.Accept();
    }

    [Fact]
    public void C62_both_units_are_represented_by_their_holders()
    {
        book.Submit(book.Easement(e => e.Servient.Holders[0] = TestParty.Bo.At(SaleCase.Flat))).Refuse("C-62");
        book.Submit(book.Easement(e => e.Dominant.Holders[0] = TestParty.Bo.At(SaleCase.Garage))).Refuse("C-62");
        book.Submit(book.Easement(e => e.Dominant.UnitCode = SaleCase.Flat)).Refuse("C-69");
    }

    private EasementRow Row(string unit) => sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(unit))!.Easements[^1];
}
