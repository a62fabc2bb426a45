using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Administrative locks.</summary>
public sealed class LockRuleTests
{
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly EncumbranceBook book;

    public LockRuleTests() => book = new EncumbranceBook(new SaleCase(TestLedger.Two()).Open()).At(June1, 11);

    [Fact]
    public void C33_a_lock_is_removed_by_who_placed_it()
    {
        book.Submit(book.Lock()).Accept();
        book.At(June1.AddDays(1));

        book.Submit(book.Unlock(authority: SeizureBook.Court)).Refuse("C-33");
        book.Submit(book.Unlock()).Accept();
        Assert.Equal(20210602u, book.Page.Locks[0].Ended);
        book.Submit(book.Unlock()).Refuse("STATE");
        book.Submit(book.Unlock("东府征字〔2021〕99号")).Refuse("STATE");
    }

    [Fact]
    public void C33_a_document_locks_once_and_for_one_authority()
    {
        book.Submit(book.Lock()).Accept();

        book.Submit(book.Lock()).Refuse("STATE");
        book.Submit(book.Lock(change: e => e.Authority = SeizureBook.Court)).Refuse("C-33");
    }

    [Theory]
    [InlineData(20220602u, false)] // a year, through 2022-06-01
    [InlineData(20220603u, true)]
    [InlineData(0u, true)]
    public void C63_a_lock_for_expropriation_stands_for_a_year_at_most(uint until, bool warned)
    {
        var outcome = book.Submit(book.Lock(change: e => (e.Kind, e.Until) = (LockKind.Expropriation, until)));

        if (warned)
            Assert.Equal(Severity.Warning, outcome.Refuse("C-63").Of("C-63").Severity);
        else
            outcome.Accept();
    }

    [Theory]
    [InlineData(99981230u, 99991231u, false)]
    [InlineData(99981231u, 99991231u, false)]
    [InlineData(99991230u, 99991231u, false)]
    [InlineData(99981230u, 0u, true)]
    [InlineData(99991231u, 0u, true)]
    public void C63_a_lock_at_the_end_of_the_calendar_is_judged_as_any(uint from, uint until, bool warned)
    {
        var outcome = book.Submit(book.Lock(change: e => (e.Kind, e.From, e.Until) = (LockKind.Expropriation, from, until)));

        Assert.Equal(warned, outcome.Findings.Any(finding => finding.Rule == "C-63"));
    }

    [Fact]
    public void C69_a_lock_ends_after_it_begins()
        => book.Submit(book.Lock(change: e => e.Until = e.From)).Refuse("C-69");
}
