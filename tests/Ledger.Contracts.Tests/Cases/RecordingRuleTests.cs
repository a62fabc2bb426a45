using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What every act on the book of profile 2 owes: a reviewed case, staff, an instant in order.</summary>
public sealed class RecordingRuleTests
{
    private readonly SaleCase sale = new(new() { Profile = 2 });

    [Fact]
    public void An_act_on_the_book_marks_its_case_as_recorded()
    {
        var e = Opening();

        sale.Ledger.Submit(Members.Registration, e).Accept();

        Assert.Equal(CaseState.Recorded, sale.Ledger.Read<CasePage>(PageKeys.Case(e.Recording.AcceptanceNumber))!.State);
    }

    [Fact]
    public void STATE_an_act_without_a_case_is_refused()
    {
        var e = Opening();
        sale.Ledger.Judge(Members.Registration, e).Accept();
        sale.Ledger.Counter.Open = false;
        e.Recording.AcceptanceNumber = e.Recording.AcceptanceNumber[..8] + "9999";

        sale.Ledger.Submit(Members.Registration, e).Refuse("STATE");
    }

    [Fact]
    public void STATE_a_case_that_is_not_reviewed_records_nothing()
    {
        var e = Opening();
        sale.Ledger.Judge(Members.Registration, e).Accept();
        sale.Ledger.Counter.Open = false;
        var key = PageKeys.Case(e.Recording.AcceptanceNumber);
        var page = sale.Ledger.Read<CasePage>(key)!;
        page.State = CaseState.Accepted;
        sale.Ledger.PutOld(key, page);

        Assert.Contains("the case is accepted", sale.Ledger.Submit(Members.Registration, e).Refuse("STATE").Of("STATE").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void STATE_a_transfer_rests_on_what_its_case_was_accepted_on()
    {
        var e = sale.ToPaid().Transfer();
        sale.Ledger.Judge(Members.Registration, e).Accept();
        sale.Ledger.Counter.Open = false;

        AcceptedOn(e, e.Recording, "441900B21050000099").Refuse("STATE");
        AcceptedOn(e, e.Recording, sale.Number).Accept();
    }

    [Fact]
    public void STATE_a_courts_transfer_rests_on_what_its_case_was_accepted_on()
    {
        var deed = new DeedCase(InstrumentKind.Court, sale).ToStated().Clear();
        var transfer = deed.Transfer();
        var e = new CourtTransferRecorded
        {
            Act = Acts.Of(),
            Recording = transfer.Recording,
            Authority = Encumbrances.Court,
            Ruling = "（2021）粤1971执恢7号",
            Effective = deed.Date.Number,
            Reason = CourtTransferReason.Judgment,
            Mortgages = CourtMortgages.Extinguished,
            Basis = deed.Number,
            PriceFen = transfer.PriceFen,
        };
        e.Units.AddRange(transfer.Units);
        sale.Ledger.Judge(Members.Registration, e).Accept();
        sale.Ledger.Counter.Open = false;

        AcceptedOn(e, e.Recording, "ZY202105100099").Refuse("STATE");
        AcceptedOn(e, e.Recording, deed.Number).Accept();
    }

    [Fact]
    public void C71_the_recordings_day_is_the_day_of_its_instant()
        => sale.Ledger.Submit(Members.Registration, Opening(e => e.Recording.RecordingMs = (ulong)Day.Of(2021, 3, 2).StartMilliseconds)).Refuse("C-71");

    [Fact]
    public void C71_a_recording_is_not_before_its_acceptance()
        => sale.Ledger.Submit(Members.Registration, Opening(e =>
        {
            e.Recording = Acts.Recorded(Day.Of(2021, 3, 1), Day.Of(2021, 3, 1), 7);
            e.Recording.RecordingMs = e.Recording.AcceptanceTimeMs - 1;
        })).Refuse("C-71");

    [Fact]
    public void C74_an_operator_without_a_page_records_nothing()
    {
        var e = Opening();
        sale.Ledger.Judge(Members.Registration, e).Accept();
        sale.Ledger.Counter.Open = false;
        e.Act.Operator = Acts.Bytes(9);

        sale.Ledger.Submit(Members.Registration, e).Refuse("C-74");
    }

    [Fact]
    public void Profile_one_refuses_what_profile_two_adds_to_a_recording()
        => new SaleCase().Ledger.Submit(Members.Registration, Opening(e => e.Recording.RecordingMs = 1)).Refuse("C-69");

    private Outcome AcceptedOn(IMessage e, Recording recording, string basis)
    {
        var key = PageKeys.Case(recording.AcceptanceNumber);
        var page = sale.Ledger.Read<CasePage>(key)!;
        page.Basis = basis;
        sale.Ledger.PutOld(key, page);
        return sale.Ledger.Submit(Members.Registration, e);
    }

    private FirstRegistered Opening(Action<FirstRegistered>? change = null) => sale.FirstRegistration(SaleCase.Flat, change);
}
