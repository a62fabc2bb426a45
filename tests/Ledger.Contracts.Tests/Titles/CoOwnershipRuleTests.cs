using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The same owners hold otherwise together; nobody's share grows.</summary>
public sealed class CoOwnershipRuleTests
{
    private static readonly Owner[] Joint = [new(TestParty.An), new(TestParty.Bo)];
    private static readonly Owner[] Halves = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")];
    private static readonly Owner[] Thirds = [new(TestParty.An, "1/3"), new(TestParty.Bo, "2/3")];

    private readonly SaleCase sale = new(new() { Profile = 2 });
    private readonly TitleActs acts;

    public CoOwnershipRuleTests() => acts = new(sale);

    [Fact]
    public void Joint_owners_become_owners_in_equal_shares()
    {
        Open(CoOwnership.Joint, Joint);
        var old = acts.Title.Owners[0].Certificate;

        Submit(CoOwnership.Shares, Halves).Accept();

        Assert.Equal((CoOwnership.Shares, 2), (acts.Title.CoOwnership, acts.Title.Owners.Count));
        Assert.Equal(2, acts.Title.Owners.Select(owner => owner.Certificate).Distinct().Count());
        Assert.Equal((CertificateState.Void, "REPLACED"), (acts.Certificate(old).State, acts.Certificate(old).VoidReason));
        Assert.All(acts.Title.Owners, owner => Assert.Equal(CertificateState.Live, acts.Certificate(owner.Certificate).State));
    }

    [Fact]
    public void C26_joint_owners_part_in_equal_shares_and_spouses_freely()
    {
        Open(CoOwnership.Joint, Joint);

        Submit(CoOwnership.Shares, Thirds).Refuse("C-26");
        Submit(CoOwnership.Shares, Thirds, e => e.BetweenSpouses = true).Accept();
    }

    [Fact]
    public void C26_owners_in_shares_say_which()
    {
        Open(CoOwnership.Joint, Joint);

        Submit(CoOwnership.Shares, Halves, e => e.Owners[0].Share = null).Refuse("C-26");
        Submit(CoOwnership.Groups, Halves, e => e.Owners[1].Share = null).Refuse("C-26");
    }

    [Fact]
    public void C26_spouses_are_two()
    {
        Open(CoOwnership.Joint, [.. Joint, new(TestParty.Chen)]);
        Owner[] uneven = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/4"), new(TestParty.Chen, "1/4")];

        Submit(CoOwnership.Shares, uneven, e => e.BetweenSpouses = true).Refuse("C-26");
        Submit(CoOwnership.Shares, [new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3")]).Accept();
    }

    [Fact]
    public void C26_a_share_that_grows_is_a_transfer()
    {
        Open(CoOwnership.Shares, Thirds);

        Submit(CoOwnership.Shares, Halves).Refuse("C-26");
        Submit(CoOwnership.Joint, Joint).Refuse("C-26");
        Submit(CoOwnership.Joint, Joint, e => e.BetweenSpouses = true).Accept();
    }

    [Fact]
    public void C26_the_parties_stay_the_same()
    {
        Open(CoOwnership.Shares, Halves);

        Submit(CoOwnership.Joint, [new(TestParty.An), new(TestParty.Chen)]).Refuse("C-26");
        Submit(CoOwnership.Joint, [new(TestParty.An), new(TestParty.Bo), new(TestParty.Chen)]).Refuse("C-26");
        Submit(CoOwnership.Joint, Joint).Accept();
    }

    [Fact]
    public void C26_groups_hold_what_their_members_held()
    {
        Open(CoOwnership.Shares, [new(TestParty.An, "1/4"), new(TestParty.Bo, "1/4"), new(TestParty.Chen, "1/2")]);

        Submit(CoOwnership.Groups, [new(TestParty.An, "1/3", 1), new(TestParty.Bo, "1/3", 1), new(TestParty.Chen, "2/3", 2)]).Refuse("C-26");
        Submit(CoOwnership.Groups, [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 1), new(TestParty.Chen, "1/2", 2)]).Accept();
    }

    [Fact]
    public void C26_the_new_shares_make_a_whole()
    {
        Open(CoOwnership.Joint, Joint);

        Submit(CoOwnership.Shares, [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/3")], e => e.BetweenSpouses = true).Refuse("C-26");
    }

    [Fact]
    public void C27_all_owners_sign()
    {
        Open(CoOwnership.Joint, Joint);

        Submit(CoOwnership.Shares, Halves, e => e.Signing.RemoveAt(1)).Refuse("C-27");
        Submit(CoOwnership.Shares, Halves, e => e.Signing.Clear()).Refuse("C-27");
        Submit(CoOwnership.Shares, Halves).Accept();
    }

    [Fact]
    public void C54_every_certificate_is_new()
    {
        Open(CoOwnership.Joint, Joint);

        Submit(CoOwnership.Shares, Halves, e => e.Owners[0].Certificate = acts.Title.Owners[0].Certificate).Refuse("C-54");
    }

    [Fact]
    public void STATE_tokens_are_of_the_units_epoch()
    {
        Open(CoOwnership.Joint, Joint);

        var finding = Submit(CoOwnership.Shares, Halves, e => e.Epoch = 2).Refuse("STATE").Of("STATE");

        Assert.Equal("当事人编码已更新", finding.MessageZh);
        Assert.Contains("请刷新后", finding.AdviceZh, StringComparison.Ordinal);
    }

    private void Open(CoOwnership kind, Owner[] owners)
    {
        (sale.OwnerKind, sale.Owners) = (kind, owners);
        sale.Open();
    }

    private Outcome Submit(CoOwnership kind, Owner[] owners, Action<CoOwnershipChanged>? change = null)
        => acts.Submit(acts.CoOwnership(kind, owners, change));
}
