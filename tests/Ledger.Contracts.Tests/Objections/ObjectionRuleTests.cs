using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Objections to the book (scenario 10).</summary>
public sealed class ObjectionRuleTests
{
    // A Tuesday; fifteen days later is Wednesday 2021-06-16.
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly SaleCase sale = new(TestLedger.Two());
    private readonly EncumbranceBook book;

    public ObjectionRuleTests()
    {
        sale.Open();
        book = new EncumbranceBook(sale).At(June1, 11);
    }

    [Fact]
    public void An_objection_counts_fifteen_days_and_has_a_proof()
    {
        var e = book.Objection();
        book.Submit(e).Accept();

        Assert.Equal(20210617u, book.Page.Objections[0].Lapses);
        Assert.Equal(CertificateState.Live, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(e.Proof))!.State);
    }

    [Fact]
    public void An_end_on_a_day_off_moves_to_the_next_working_day()
    {
        // 2021-09-05 + 15 = 2021-09-20, in the Mid-Autumn holiday through 09-21.
        book.At(Day.Of(2021, 9, 5)).Submit(book.Objection()).Accept();

        Assert.Equal(20210923u, book.Page.Objections[0].Lapses);
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public void C38_a_suit_by_day_15_keeps_it(int days, bool kept)
    {
        book.Submit(book.Objection()).Accept();
        book.At(June1.AddDays(days), 23);

        var outcome = book.Submit(book.Suit());

        if (!kept)
        {
            outcome.Refuse("C-38");
            return;
        }

        outcome.Accept();
        Assert.True(book.Page.Objections[0].Span().CountsAt((ulong)June1.AddDays(400).StartMilliseconds));
        book.Submit(book.Suit()).Refuse("STATE");
    }

    [Fact]
    public void C38_a_suit_received_in_time_is_entered_after_the_lapse()
    {
        book.Submit(book.Objection()).Accept();
        book.At(June1.AddDays(20));
        void On(ObjectionSuitFiled e, int day) => (e.Filed, e.ReceivedMs) = (20210610, (ulong)June1.AddDays(day).StartMilliseconds + 1);

        book.Submit(book.Suit(change: e => On(e, 16))).Refuse("C-38");
        book.Submit(book.Suit(change: e => On(e, 15))).Accept();
    }

    [Fact]
    public void C38_the_same_ground_is_not_taken_again_another_is()
    {
        book.Submit(book.Objection()).Accept();
        book.Submit(book.Objection()).Refuse("STATE");
        book.At(June1.AddDays(16));

        book.Submit(book.Objection()).Refuse("C-38");
        book.Submit(book.Objection("WRONG_AREA")).Accept();
        book.Submit(book.Objection(change: e => e.Applicant = TestParty.Chen.At(SaleCase.Flat))).Accept();
    }

    [Fact]
    public void An_objection_is_cancelled_once_and_its_proof_is_void()
    {
        var e = book.Objection();
        book.Submit(e).Accept();
        book.At(June1.AddDays(2));

        book.Submit(book.ObjectionEnd()).Accept();

        Assert.Equal(20210603u, book.Page.Objections[0].Ended);
        Assert.Equal(CertificateState.Void, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(e.Proof))!.State);
        book.Submit(book.ObjectionEnd()).Refuse("STATE");
        book.Submit(book.Suit()).Refuse("STATE");
    }

    [Fact]
    public void An_objection_needs_a_live_title_and_its_tokens()
    {
        book.Unit = SaleCase.Garage;

        book.Submit(book.Objection()).Refuse("C-03");
        book.Unit = SaleCase.Flat;
        book.Submit(book.Objection(change: e => e.Epoch = 2)).Refuse("STATE");
        book.Submit(book.Objection(change: e => e.Date = 20210602)).Refuse("C-57");
    }

    [Fact]
    public void C54_a_proof_is_new_and_of_its_year_and_place()
    {
        var first = book.Objection();
        book.Submit(first).Accept();

        book.Submit(book.Objection("WRONG_AREA", e => e.Proof = first.Proof)).Refuse("C-54");
        book.Submit(book.Objection("WRONG_AREA", e => e.Proof = new() { Number = "粤（2020）东莞不动产证明第0000001号" })).Refuse("F-03");
    }
}
