using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A seizure and a transfer of one flat (scenarios 5, 6, 13, 19 and 20).</summary>
public sealed class SeizedTransferTests
{
    private static readonly Day June1 = Day.Of(2021, 6, 1);

    private readonly SaleCase sale = new(TestLedger.Two());
    private readonly SeizureBook book;

    public SeizedTransferTests()
    {
        sale.ToPaid();
        book = new SeizureBook(sale.Ledger).At(June1, 11);
    }

    [Fact]
    public void Scenario_5_a_seizure_in_hand_stops_the_transfer_until_it_is_released()
    {
        var e = sale.Transfer();
        book.Enter(1, delivered: e.Recording.AcceptanceTimeMs + 1).Accept();

        sale.Ledger.Submit(Members.Registration, e).Refuse("C-29", "C-30");
        book.Lift(1).Accept();
        book.At(June1.AddDays(2));
        sale.Ledger.Submit(Members.Registration, Recorded(sale.Transfer(), June1.AddDays(1))).Accept();
    }

    [Fact]
    public void Scenario_6_a_pre_seizure_of_the_buyer_becomes_a_seizure_of_the_title()
    {
        book.Debtors = [TestParty.Bo];
        book.Enter(1, change: e => e.Kind = SeizureKind.PreSeizure).Accept();
        var before = SeizureQueue.At(book.Rows, sale.Ledger.TimeMs).Active!.Value;
        book.At(June1.AddDays(2));
        TransferRecorded Transfer(params string[] acknowledged) => Recorded(sale.Transfer(e =>
        {
            e.Act = Acts.Of(acknowledged);
            e.Units[0].PreSeizures.Add(SeizureBook.Document(1));
        }), June1.AddDays(1));

        Assert.Equal(Severity.Warning, sale.Ledger.Submit(Members.Registration, Transfer()).Refuse("C-29").Of("C-29").Severity);
        sale.Ledger.Submit(Members.Registration, Transfer("C-29")).Accept();

        var after = SeizureQueue.At(book.Rows, sale.Ledger.TimeMs).Active!.Value;
        Assert.Equal((SeizureKind.Seizure, 20210602u), (after.Row.Kind, after.Row.Converted));
        Assert.Equal((before.StartMs, before.End), (after.StartMs, after.End));
    }

    [Fact]
    public void Scenario_6_a_pre_seizure_of_the_buyer_that_is_over_becomes_nothing()
    {
        book.Debtors = [TestParty.Bo];
        book.Enter(1, change: e => (e.Kind, e.Term) = (SeizureKind.PreSeizure, new() { Days = 1 })).Accept();
        book.At(June1.AddDays(3));
        TransferRecorded Transfer(params string[] documents) => Recorded(sale.Transfer(e => e.Units[0].PreSeizures.Add(documents)), June1.AddDays(3));

        sale.Ledger.Submit(Members.Registration, Transfer(SeizureBook.Document(1))).Refuse("C-29");
        sale.Ledger.Submit(Members.Registration, Transfer()).Accept();
    }

    [Fact]
    public void Scenario_6_a_pre_seizure_of_another_stops_the_transfer()
    {
        book.Debtors = [TestParty.Chen];
        book.Enter(1, change: e =>
        {
            e.Kind = SeizureKind.PreSeizure;
            e.Act = Acts.Of("C-72");
        }).Accept();
        book.At(June1.AddDays(2));

        Assert.Equal(
            Severity.Exception,
            sale.Ledger.Submit(Members.Registration, Recorded(sale.Transfer(), June1.AddDays(1))).Refuse("C-29", "C-30").Of("C-29").Severity);
    }

    [Fact]
    public void Scenario_19_a_notice_delivered_after_the_recording_is_refused_once_the_transfer_is_on_the_ledger()
    {
        var e = sale.Transfer();
        sale.Ledger.Submit(Members.Registration, e).Accept();

        book.Enter(1, delivered: e.Recording.RecordingMs + 1).Refuse("C-30");
    }

    [Fact]
    public void Scenario_19_entered_first_it_stops_the_transfer_until_an_exception_and_falls_with_it()
    {
        var e = Recorded(sale.Transfer(), Day.Of(2021, 5, 17));
        book.Enter(1, delivered: e.Recording.RecordingMs + 14_400_000).Accept();

        Assert.Equal(Severity.Exception, sale.Ledger.Submit(Members.Registration, e).Refuse("C-30").Of("C-30").Severity);
        sale.Ledger.PutOld(PageKeys.Exception("EX202106010001"), new ExceptionPage
        {
            Number = "EX202106010001",
            Rule = "C-30",
            Event = "TransferRecorded",
            Subject = SaleCase.Flat,
            Restriction = SeizureBook.Document(1),
            Ground = "RECORDED_BEFORE",
            Approver = Acts.Bytes(9),
            Until = 20210701,
            Member = Members.Registration.CreditCode,
        });
        e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-30", Number = "EX202106010001" });
        sale.Ledger.Submit(Members.Registration, e).Accept();

        Assert.Null(SeizureQueue.At(book.Rows, sale.Ledger.TimeMs).Active);
        Assert.Equal(20210517u, book.Rows[0].Lifted);
    }

    [Fact]
    public void Scenario_19_delivered_before_the_recording_it_is_a_seizure_like_any_other()
    {
        var e = sale.Transfer();
        book.Enter(1, delivered: e.Recording.AcceptanceTimeMs - 1).Accept();

        sale.Ledger.Submit(Members.Registration, e).Refuse("C-29");
    }

    [Fact]
    public void Scenario_20_recorded_during_a_seizure_that_lapsed_since()
    {
        var e = sale.Transfer();
        var until = Day.FromNumber(e.Recording.RecordingDate);
        var delivered = (ulong)until.AddDays(-10).StartMilliseconds;
        book.Enter(1, 1, delivered).Accept();
        book.At(until.AddDays(40));

        sale.Ledger.Submit(Members.Registration, e).Refuse("C-29");
        sale.Ledger.Submit(Members.Registration, Recorded(sale.Transfer(), until.AddDays(30))).Accept();
    }

    [Fact]
    public void Scenario_13_a_court_takes_the_flat_and_its_seizure_takes_the_queue_along()
    {
        var deed = new DeedCase(InstrumentKind.Court, new SaleCase(TestLedger.Two())).ToStated().Clear();
        var seizures = new SeizureBook(deed.Ledger).At(June1, 11);
        seizures.Enter(1).Accept();
        seizures.Enter(2).Accept();
        seizures.At(June1.AddDays(1));
        var transfer = Recorded(deed.Transfer(), June1.AddDays(1));
        var e = new CourtTransferRecorded
        {
            Act = Acts.Of(),
            Recording = transfer.Recording,
            Authority = SeizureBook.Court,
            Ruling = "（2021）粤1971执裁9号",
            Effective = 20210520,
            Reason = CourtTransferReason.Auction,
            Mortgages = CourtMortgages.Extinguished,
            Basis = deed.Number,
            PriceFen = transfer.PriceFen,
            SeizuresEnded = { SeizureBook.Document(1) },
        };
        e.Units.AddRange(transfer.Units);

        seizures.Lift(1, LiftOutcome.DisposedWhole).Refuse("C-31");
        foreach (var reason in new[] { CourtTransferReason.Judgment, CourtTransferReason.Reversal })
        {
            e.Reason = reason;
            var refused = deed.Ledger.Submit(Members.Registration, e, seizures.Lifting(1, LiftOutcome.DisposedWhole));
            Assert.Contains(refused.Findings, finding => finding is { Rule: "C-31", Refuses: true });
        }

        e.Reason = CourtTransferReason.Auction;
        deed.Ledger.Submit(Members.Registration, e, seizures.Lifting(1, LiftOutcome.DisposedWhole)).Accept();

        Assert.Null(SeizureQueue.At(seizures.Rows, deed.Ledger.TimeMs).Active);
        Assert.All(seizures.Rows, row => Assert.Equal(20210602u, row.Lifted));
        seizures.Lift(2).Refuse("STATE");
    }

    [Fact]
    public void C31_a_case_accepted_for_a_courts_transfer_disposes_of_nothing_before_that_is_recorded()
    {
        var acts = new TitleActs(sale);
        var e = acts.Details(UnitDetail.Address, e => e.UnitCode = SaleCase.Flat);
        book.Enter(1, delivered: (ulong)Day.Of(2021, 5, 31).StartMilliseconds).Accept();
        book.At(June1.AddDays(1));
        sale.Ledger.Judge(Members.Registration, e);
        var key = PageKeys.Case(e.Recording.AcceptanceNumber);
        var page = sale.Ledger.Read<CasePage>(key)!;
        page.Flows.Add(new CaseFlow { Flow = FlowCode.F218, UnitCode = SaleCase.Flat, BusinessNumber = "20210601999999" });
        sale.Ledger.PutOld(key, page);

        var outcome = sale.Ledger.Submit(Members.Registration, e, book.Lifting(1, LiftOutcome.DisposedWhole));

        Assert.Equal(1, outcome.FailedEvent);
        Assert.Contains(outcome.Findings, finding => finding is { Rule: "C-31", Refuses: true });
    }

    private static TransferRecorded Recorded(TransferRecorded e, Day day)
    {
        e.Recording.RecordingDate = day.Number;
        e.Recording.RecordingMs = (ulong)day.StartMilliseconds + (9 * 3_600_000);
        return e;
    }
}
