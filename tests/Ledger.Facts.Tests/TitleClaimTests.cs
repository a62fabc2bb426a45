using Ledger.V1;

namespace Ledger.Facts.Tests;

public class TitleClaimTests
{
    private const string Flat = "441903012003GB00001F00020063";
    private static readonly ulong Evidence = (ulong)Day.Of(2021, 6, 30).StartMilliseconds;

    [Fact]
    public void A_title_first_registered_here_is_told_in_words()
    {
        var claim = Read(Page());
        Assert.Equal(TitleOutcome.Registered, claim.Outcome);
        Assert.Equal(
            $"As of 2021-06-30, {Flat}: right to use state-owned construction land / ownership of building, ownership by shares, "
            + "2 owners (1/3, 2/3), area 130.90 m², recorded 2021-05-31.",
            claim.Text.English);
        Assert.Contains("按份共有，权利人2名（1/3, 2/3），面积130.90平方米，2021-05-31登簿", claim.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_migrated_title_says_that_it_was_not_verified()
    {
        var page = Page();
        page.Origin = Origin.Migrated;
        page.Area = 0;
        var claim = Read(page);
        Assert.Equal(TitleOutcome.RegisteredFromMigration, claim.Outcome);
        Assert.Contains("area not stated", claim.Text.English, StringComparison.Ordinal);
        Assert.Contains("not verified", claim.Text.English, StringComparison.Ordinal);
        Assert.Contains("未经核验", claim.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_page_says_nothing_of_the_old_book()
    {
        var claim = Read(null);
        Assert.Equal(TitleOutcome.NotRegistered, claim.Outcome);
        Assert.Contains("old book unknown", claim.Text.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TitleStatus.Historic, "historic")]
    [InlineData(TitleStatus.Ended, "ended")]
    public void A_title_that_is_over_is_not_live(TitleStatus status, string word)
    {
        var page = Page();
        page.Status = status;
        page.Owners.Clear();
        Assert.Equal(TitleOutcome.NotLive, Read(page).Outcome);
        Assert.Contains(word, Read(page).Text.English, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<TitlePage>> Contradictions => new()
    {
        { "another unit's page", p => p.UnitCode = "441903012003GB00001F00020064" },
        { "unknown status", p => p.Status = TitleStatus.Unspecified },
        { "no origin", p => p.Origin = Origin.NotOpened },
        { "no such date", p => p.RecordingDate = 20210230 },
        { "area out of range", p => p.Area = ulong.MaxValue },
        { "shares below 1", p => p.Owners[0].Share.Denominator = 4 },
        { "share not reduced", p => p.Owners[1].Share = new() { Numerator = 4, Denominator = 6 } },
        { "share absent", p => p.Owners[0].Share = null },
        { "no owners", p => p.Owners.Clear() },
        { "joint owners with shares", p => p.CoOwnership = CoOwnership.Joint },
        { "one owner that is two", p => p.CoOwnership = CoOwnership.Single },
        { "groups without group", p => p.CoOwnership = CoOwnership.Groups },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_page_that_contradicts_itself_proves_nothing(string what, Action<TitlePage> spoil)
    {
        var page = Page();
        spoil(page);
        var claim = Read(page);
        Assert.True(claim.Outcome == TitleOutcome.Unproved, what);
        Assert.NotNull(claim.Problem);
        Assert.Contains("not proved", claim.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_co_ownership_is_read()
    {
        var single = Page();
        single.CoOwnership = CoOwnership.Single;
        single.Owners.RemoveAt(1);
        single.Owners[0].Share = null;
        Assert.Contains("1 owner, ", Read(single).Text.English, StringComparison.Ordinal);

        var joint = Page();
        joint.CoOwnership = CoOwnership.Joint;
        joint.Owners[0].Share = joint.Owners[1].Share = null;
        Assert.Equal(TitleOutcome.Registered, Read(joint).Outcome);

        var groups = Page();
        groups.CoOwnership = CoOwnership.Groups;
        groups.Owners.Add(groups.Owners[1].Clone());
        (groups.Owners[0].Group, groups.Owners[1].Group, groups.Owners[2].Group) = (1, 2, 2);
        Assert.Equal(TitleOutcome.Registered, Read(groups).Outcome);
        groups.Owners[2].Share = new() { Numerator = 1, Denominator = 3 };
        Assert.Equal(TitleOutcome.Unproved, Read(groups).Outcome);
    }

    private static TitleClaim Read(TitlePage? page) => TitleClaim.Read(UnitCode.Parse(Flat), page, Evidence);

    private static TitlePage Page() => new()
    {
        UnitCode = Flat,
        Status = TitleStatus.Registered,
        CoOwnership = CoOwnership.Shares,
        Owners =
        {
            new Holder { Party = new Party { CreditCode = "91441900MA0000015D" }, Share = new() { Numerator = 1, Denominator = 3 } },
            new Holder { Party = new Party { CreditCode = "91441900MA00000238" }, Share = new() { Numerator = 2, Denominator = 3 } },
        },
        Area = 13090,
        RightType = 4,
        RecordingDate = 20210531,
        Origin = Origin.FirstRegistration,
    };
}
