using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A certificate is replaced while the title stays; void ones are announced.</summary>
public sealed class CertificateReissueRuleTests
{
    private static readonly CertificateId Legacy = new() { LegacyHash = Acts.Bytes(9) };

    private readonly SaleCase sale = new(new() { Profile = 2 });
    private readonly TitleActs acts;

    public CertificateReissueRuleTests()
    {
        sale.Open();
        acts = new(sale);
    }

    private CertificateId Id => acts.Title.Owners[0].Certificate;

    [Theory]
    [InlineData(ReissueGround.Damaged)]
    [InlineData(ReissueGround.Format)]
    public void A_certificate_is_replaced_and_the_title_stays(ReissueGround ground)
    {
        var (old, before) = (Id, acts.Title);

        Reissue(ground).Accept();

        Assert.Equal((CertificateState.Void, "REPLACED"), (acts.Certificate(old).State, acts.Certificate(old).VoidReason));
        Assert.Equal(Id, acts.Certificate(old).ReplacedBy);
        Assert.Equal(CertificateState.Live, acts.Certificate(Id).State);
        Assert.Equal(before.Owners[0].Party, acts.Title.Owners[0].Party);
        Assert.Equal(TitleStatus.Registered, acts.Title.Status);
    }

    [Fact]
    public void C55_the_new_certificate_says_what_the_book_says()
        => Reissue(ReissueGround.Damaged, e => e.ContentRoot = Acts.Bytes(7)).Refuse("C-55");

    [Fact]
    public void C54_only_the_holders_live_certificate_is_replaced_by_a_new_number()
    {
        Reissue(ReissueGround.Damaged, e => e.Holder = TestParty.Bo.At(SaleCase.Flat)).Refuse("C-54");
        Reissue(ReissueGround.Damaged, e => e.Old = sale.Certificate()).Refuse("C-54");
        Reissue(ReissueGround.Damaged, e => Replace(e, e.Old)).Refuse("C-54");
    }

    [Fact]
    public void F03_the_new_number_bears_the_year_of_the_recording()
        => Reissue(ReissueGround.Damaged, e => Replace(e, new() { Number = "粤（2020）东莞不动产权第0000001号" })).Refuse("F-03");

    [Fact]
    public void C86_a_loss_is_stated_before_and_at_once_where_the_city_asks_for_no_days()
    {
        Reissue(ReissueGround.Lost).Refuse("C-86");
        State(posted: 20210514, until: 20210515);
        Reissue(ReissueGround.Lost).Refuse("C-86");
        State(posted: 20210514, until: 20210514);
        Reissue(ReissueGround.Lost).Accept();
    }

    [Fact]
    public void STATE_what_is_declared_lost_is_replaced_as_lost()
    {
        State(posted: 20210513, until: 20210514);

        Assert.Contains("declared lost", Reissue(ReissueGround.Damaged).Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C54_an_old_certificate_of_several_units_is_issued_anew_for_each()
    {
        PutLegacy();

        Reissue(ReissueGround.Format).Refuse("C-54");
        Reissue(ReissueGround.SplitForUnits).Accept();
        Assert.Equal((CertificateState.Live, SaleCase.Garage), (CertificateStates.Of(acts.Certificate(Legacy)), acts.Certificate(Legacy).UnitCode));
        Reissue(ReissueGround.SplitForUnits).Refuse("C-54");
    }

    [Fact]
    public void A_void_certificate_is_announced_once()
    {
        var old = Id;
        Reissue(ReissueGround.Damaged).Accept();

        Announce(old, VoidGround.Cancelled).Accept();

        Assert.Equal((20210520u, CertificateState.Void), (acts.Certificate(old).Announced, acts.Certificate(old).State));
        Announce(old, VoidGround.Cancelled).Refuse("STATE");
    }

    [Fact]
    public void STATE_a_live_certificate_of_the_book_is_not_announced_void()
    {
        Announce(Id, VoidGround.Cancelled).Refuse("STATE");
        Announce(Id, VoidGround.Error).Refuse("STATE");
        Announce(sale.Certificate(), VoidGround.Error).Refuse("STATE");
    }

    [Fact]
    public void One_issued_in_error_that_no_row_names_falls()
    {
        var error = sale.Certificate();
        sale.Ledger.PutOld(PageKeys.Certificate(error), new CertificatePage
        {
            UnitCode = SaleCase.Flat,
            Kind = CertificateKind.Title,
            Live = true,
            State = CertificateState.Live,
            Issued = 20210301,
        });

        Announce(error, VoidGround.Error).Accept();

        var page = acts.Certificate(error);
        Assert.Equal((CertificateState.Void, false, "ERROR"), (page.State, page.Live, page.VoidReason));
    }

    [Fact]
    public void C57_an_announcement_follows_the_recording_and_is_not_in_the_future()
    {
        var old = Id;
        Reissue(ReissueGround.Damaged).Accept();

        Announce(old, VoidGround.Cancelled, e => e.Date = 20210513).Refuse("C-57");
        Announce(old, VoidGround.Cancelled, e => e.Date = 20210602).Refuse("C-57");
        Announce(old, VoidGround.Cancelled, e => e.Date = 20210514).Accept();
    }

    // Posted for 15 working days from 2021-05-14 on: the last is 2021-06-04.
    [Fact]
    public void C86_what_was_not_handed_in_is_announced_after_the_public_notice()
    {
        var old = Id;
        Reissue(ReissueGround.Damaged).Accept();
        var acceptance = acts.Title.BusinessNumber.Length > 0 ? LastCase() : "";

        Announce(old, VoidGround.NotHandedIn, e => e.NoticeCase = acceptance).Refuse("C-86");
        var page = sale.Ledger.Read<CasePage>(PageKeys.Case(acceptance))!;
        page.Notices.Add(new PublicNotice { Kind = PublicNoticeKind.Voiding, Posted = 20210420, Until = 20210521, Units = { SaleCase.Flat } });
        sale.Ledger.PutOld(PageKeys.Case(acceptance), page);

        Announce(old, VoidGround.NotHandedIn, e => e.NoticeCase = acceptance).Refuse("C-86");
        Announce(old, VoidGround.NotHandedIn, e => (e.NoticeCase, e.Date) = (acceptance, 20210521)).Accept();
    }

    [Fact]
    public void C69_only_what_was_not_handed_in_names_a_notice()
    {
        Announce(Id, VoidGround.NotHandedIn).Refuse("C-69");
        Announce(Id, VoidGround.Error, e => e.NoticeCase = "202105120001").Refuse("C-69");
    }

    private string LastCase() => sale.Ledger.Submitted.Select(pair => pair.Event).OfType<CertificateReissued>().Last().Recording.AcceptanceNumber;

    private void PutLegacy()
    {
        sale.Ledger.PutOld(PageKeys.Certificate(Legacy), new CertificatePage
        {
            UnitCode = SaleCase.Flat,
            Kind = CertificateKind.Title,
            Live = true,
            Issued = 20180301,
            Units = { SaleCase.Flat, SaleCase.Garage },
        });
        var title = acts.Title;
        title.Owners[0].Certificate = Legacy;
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
    }

    private void State(uint posted, uint until)
    {
        var page = acts.Certificate(Id);
        (page.State, page.LossPosted, page.LossUntil) = (CertificateState.LostDeclared, posted, until);
        sale.Ledger.PutOld(PageKeys.Certificate(Id), page);
    }

    private Outcome Reissue(ReissueGround ground, Action<CertificateReissued>? change = null)
    {
        var e = acts.Reissue(ground, Id, sale.Certificate());
        change?.Invoke(e);
        return acts.Submit(e);
    }

    private void Replace(CertificateReissued e, CertificateId replacement)
        => (e.Replacement, e.ContentRoot) = (replacement, acts.ContentOf(e.Old, replacement, e.Recording));

    private Outcome Announce(CertificateId id, VoidGround ground, Action<CertificateVoided>? change = null)
    {
        var e = new CertificateVoided { Act = Acts.Of(), Ground = ground, Date = 20210520, Certificates = { id } };
        change?.Invoke(e);
        return acts.Submit(e);
    }
}
