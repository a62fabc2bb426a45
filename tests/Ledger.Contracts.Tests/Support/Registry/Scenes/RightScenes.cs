using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Objections, advance notices, rights of use and locks (events 51 to 59, 72 and 73).</summary>
internal static class RightScenes
{
    private static readonly Day Today = Day.Of(2021, 6, 1);

    public static IReadOnlyList<Scene> All { get; } =
    [
        Of("objection", FlowCode.F600, static book => book.Objection()),
        After("suit", FlowCode.Unspecified, static book => book.Objection(), static (book, _) => book.Suit()),
        After("objection cancelled", FlowCode.F601, static book => book.Objection(), static (book, _) => book.ObjectionEnd()),
        new("presale", FlowCode.F700, static ledger =>
        {
            var book = Book(new PresaleCase(ledger).ToFiled().Sale);
            return () => book.Submit(book.Notice(AdvanceNoticeKind.Presale));
        }) { Owner = TestParty.Developer, Basis = SaleScenes.New },
        new("other sale", FlowCode.F701, static ledger =>
        {
            var book = Book(new SaleCase(ledger).ToFiled());
            return () => book.Submit(book.Notice());
        }) { Basis = SaleScenes.Stock },
        new("mortgage of presale", FlowCode.F702, static ledger =>
        {
            var sale = new PresaleCase(ledger).ToFiled().Sale;
            var mortgage = new MortgageCase(sale) { Mortgagors = [new(TestParty.Bo)], PaysFor = sale.Number };
            mortgage.Sign().Accept();
            var book = Book(sale);
            book.Submit(book.Notice(AdvanceNoticeKind.Presale)).Accept();
            book.At(Today.AddDays(1));
            return () => book.Submit(book.MortgageNotice(mortgage.Page, AdvanceNoticeKind.PresaleMortgage));
        }) { Owner = TestParty.Bo, Basis = SaleScenes.New },
        new("other mortgage", FlowCode.F703, static ledger =>
        {
            var mortgage = new MortgageCase(new SaleCase(ledger)).ToSigned();
            var book = Book(mortgage.Sale);
            return () => book.Submit(book.MortgageNotice(mortgage.Page, AdvanceNoticeKind.OtherMortgage, static e => e.Basis = ""));
        }),
        new("notice cancelled", FlowCode.F704, static ledger =>
        {
            var book = Book(new SaleCase(ledger).ToFiled());
            var notice = book.Notice();
            book.Submit(notice).Accept();
            book.At(Today.AddDays(1));
            return () => book.Submit(book.NoticeEnd(notice.Proof));
        }) { Basis = SaleScenes.Stock },
        Of("residence", FlowCode.F901, static book => book.Residence()),
        Of("easement", FlowCode.F902, static book => book.Easement()),
        After(
            "residence cancelled", FlowCode.F903, static book => book.Residence(),
            static (book, e) => book.ResidenceEnd(e.Proof, ResidenceCancellation.Waiver)),
        After("easement cancelled", FlowCode.F903, static book => book.Easement(), static (book, e) => book.EasementEnd(e.Proof)),
        Of("lock placed", FlowCode.F920, static book => book.Lock()),
        After("lock removed", FlowCode.F920, static book => book.Lock(), static (book, _) => book.Unlock()),
    ];

    private static EncumbranceBook Book(SaleCase sale) => new EncumbranceBook(sale).At(Today, 11);

    private static EncumbranceBook Opened(TestLedger ledger) => Book(new SaleCase(ledger) { Units = [SaleCase.Flat, SaleCase.Garage] }.Open());

    private static Scene Of<TEvent>(string name, FlowCode flow, Func<EncumbranceBook, TEvent> act)
        where TEvent : Google.Protobuf.IMessage
        => new(name, flow, ledger => SaleScenes.Then(Opened(ledger), book => book.Submit(act(book)))) { Taker = TestParty.Chen };

    private static Scene After<TBefore, TEvent>(
        string name, FlowCode flow, Func<EncumbranceBook, TBefore> before, Func<EncumbranceBook, TBefore, TEvent> act)
        where TBefore : Google.Protobuf.IMessage
        where TEvent : Google.Protobuf.IMessage
        => new(name, flow, ledger =>
        {
            var book = Opened(ledger);
            var e = before(book);
            book.Submit(e).Accept();
            book.At(Today.AddDays(1));
            return () => book.Submit(act(book, e));
        })
        { Taker = TestParty.Chen };
}
