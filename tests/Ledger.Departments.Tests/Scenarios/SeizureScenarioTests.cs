using Ledger.Facts;
using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>Courts' seizures, their queue and their clocks (scenarios 5, 6, 19, 20, 21 and 23 of events.md).</summary>
public sealed class SeizureScenarioTests
{
    private const string Parcel = "441900004001GB00012W00000000";
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";

    [Fact]
    public async Task Scenario_05_Seizure_in_hand_stops_the_transfer_until_it_is_lifted()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = await TaxedAsync(city, Flat, Bo);
        city.At("2026-03-03 09:00");
        var file = sale.Case();
        await city.Registration(file.Application, file.Review).Ok();

        // 68: the case is suspended. 41✗C-29,C-30.
        city.At("2026-03-03 15:00");
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1))).Ok();
        Assert.Equal(CaseState.Suspended, city.CasePage(file).State);
        await city.Registration(sale.Transfer(file)).No("C-29", "C-30");

        // 70 28 41: lifted, resumed, recorded; its review stands.
        city.At("2026-03-09 09:00");
        await city.Registration(court.Lift(court.Document(1), court.Document(801))).Ok();
        await city.Registration(city.Resume(file, ResumeGround.SuspensionEnded), sale.Transfer(file)).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
    }

    [Fact]
    public async Task Scenario_06_Queue_the_second_seizure_moves_up_at_midnight_without_an_event()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1), months: 1)).Ok();
        await city.Registration(court.Enter(court.Document(2))).Ok();
        await city.Registration(court.Enter(court.Document(3))).Ok();

        city.At("2026-04-02 23:59");
        Assert.Equal(court.Document(1), court.Active);
        city.At("2026-04-03 00:00");
        Assert.Equal(court.Document(2), court.Active);
    }

    [Fact]
    public async Task Scenario_06_Queue_a_buyers_pre_seizure_follows_the_buyer_into_the_book_and_stops_another_buyer()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, An));
        var sale = await TaxedAsync(city, Flat, Bo);
        var other = await TaxedAsync(city, Second, Chen);

        // 68 pre-seizure of Bo: where Bo buys, and where Chen does (C-72: the court hears that Bo buys nothing there).
        city.At("2026-03-03 09:00");
        var court = new Court(city, Flat, Bo);
        await city.Registration(court.Enter("（2026）粤1971执保1号", kind: SeizureKind.PreSeizure)).Ok();
        await city.Registration(new Court(city, Second, Bo)
            .Enter("（2026）粤1971执保2号", kind: SeizureKind.PreSeizure).Knowing("C-72")).Ok("C-72");

        // 41 to this buyer: the row becomes a seizure from its pre-seizure's day.
        city.At("2026-03-05 09:00");
        var file = sale.Case();
        await city.AtOnce(
            file,
            sale.Transfer(file).With(r => r.Units[0].PreSeizures.Add("（2026）粤1971执保1号")).Knowing("C-29")).Ok("C-29");
        Assert.Equal([Bo], city.Owners(Flat));
        Assert.Equal((SeizureKind.Seizure, Day.Of(2026, 3, 3)), (Assert.Single(court.Rows).Kind, court.Now?.Start));

        // 41✗C-29 to another.
        file = other.Case();
        await city.AtOnce(file, other.Transfer(file)).No("C-29");
    }

    [Fact]
    public async Task Scenario_19_Two_clocks_what_is_delivered_after_the_book_comes_too_late_and_what_before_it_in_time()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        const string third = "441900004001GB00012F00010103";
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, An), city.Unit(third, An));
        var sale = await TaxedAsync(city, Flat, Bo);
        var late = await TaxedAsync(city, Second, Bo);
        var seized = await TaxedAsync(city, third, Bo);

        // 41 in the book at 10:00, notice delivered 15:00, 41's envelope 15:02, 68 entered 15:05 for the seller✗C-30.
        city.At("2026-03-03 09:00");
        var (file, lateFile, seizedFile) = (sale.Case(), late.Case(), seized.Case());
        await city.Registration(file.Application, file.Review).Ok();
        await city.Registration(lateFile.Application, lateFile.Review).Ok();
        await city.Registration(seizedFile.Application, seizedFile.Review).Ok();
        city.At("2026-03-03 15:02");
        await city.Registration(sale.Transfer(file).With(BookedAt("10:00"))).Ok();
        city.At("2026-03-03 15:05");
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter("（2026）粤1971执保1号").With(DeliveredAt("15:00"))).No("C-30");

        // Had 68 been entered first, 41's envelope 16:00: C-30, until a second person lets the earlier book stand (77).
        await city.Registration(new Court(city, Second, An).Enter("（2026）粤1971执保2号").With(DeliveredAt("15:00"))).Ok();
        city.At("2026-03-03 16:00");
        var transfer = late.Transfer(lateFile).With(BookedAt("10:00"));
        await city.Registration(transfer).No("C-30");
        var exception = city.Approve("C-30", "TransferRecorded", Second, "（2026）粤1971执保2号");
        await city.Registration(exception).Ok();
        await city.Registration(transfer.ByException("C-30", exception.Number)).Ok();

        // Delivered at 09:30, before the book: 41✗C-29.
        await city.Registration(new Court(city, third, An).Enter("（2026）粤1971执保3号").With(DeliveredAt("09:30"))).Ok();
        await city.Registration(seized.Transfer(seizedFile).With(BookedAt("10:00"))).No("C-29", "C-30");
    }

    [Fact]
    public async Task Scenario_20_Recorded_in_the_book_while_a_seizure_was_active_is_refused_although_it_has_lapsed()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = await TaxedAsync(city, Flat, Bo);
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1), months: 1)).Ok();

        // Through 04-02. The book says 04-02 10:00, the envelope comes when it is over.
        city.At("2026-04-02 09:00");
        var file = sale.Case();
        await city.Registration(file.Application, file.Review).Ok();
        city.At("2026-04-03 09:00");
        Assert.Equal("", court.Active);
        await city.Registration(sale.Transfer(file).With(r => r.Recording.RecordingTimeMs = Ms("2026-04-02 10:00"))).No("C-29");

        // In the book the day after: nothing stands against it.
        await city.Registration(sale.Transfer(file)).Ok();
    }

    [Fact]
    public async Task Scenario_21_Renewed_on_the_last_day_and_entered_the_next_the_seizure_never_ended()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, An));
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1), months: 1)).Ok();
        await city.Registration(court.Enter(court.Document(2))).Ok();

        // Delivered 17:00 of the last day, entered the next morning: b is queued again.
        city.At("2026-04-03 08:30");
        Assert.Equal(court.Document(2), court.Active);
        var renewal = court.Renew(court.Document(1), court.Document(901)).With(r => r.DeliveryTimeMs = Ms("2026-04-02 17:00"));
        await city.Registration(renewal).Ok();
        Assert.Equal(court.Document(1), court.Active);
    }

    [Fact]
    public async Task Scenario_21_Renewed_late_a_transfer_in_between_stands_and_the_renewal_says_so()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1), months: 1)).Ok();

        // 41 in between is judged by what was on the ledger then, and the later 69 reports it (I).
        city.At("2026-04-03 08:30");
        var sale = await TaxedAsync(city, Flat, Bo);
        var file = sale.Case();
        await city.AtOnce(file, sale.Transfer(file)).Ok();
        city.At("2026-04-03 10:00");
        await city.Registration(court.Renew(court.Document(1), court.Document(901)).With(r => r.DeliveryTimeMs = Ms("2026-04-02 17:00"))).Informs("C-31");
    }

    [Fact]
    public async Task Scenario_23_Developers_parcel_seized_flats_sold_long_ago_are_free_and_unsold_ones_are_not()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Parcel, Developer), city.Unit(Flat, An), city.Unit(Second, Developer));
        var court = new Court(city, Parcel, Developer);
        await city.Registration(court.Enter(court.Document(1))).Ok();

        // 4: An's flat (I), the developer's own✗C-29, the land under others' flats✗C-51.
        city.At("2026-03-03 09:00");
        await city.Transaction(Sold(city, Flat, An).Sign()).Informs("C-29");
        await city.Transaction(Sold(city, Second, Developer).Sign()).No("C-29");
        await city.Transaction(Sold(city, Parcel, Developer).Sign()).No("C-29", "C-51");
    }

    [Fact]
    public async Task Scenario_23_Developers_parcel_seized_in_linlan_both_flats_are_stopped()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00", "linlan");
        const string parcel = "449801004001GB00012W00000000";
        const string ans = "449801004001GB00012F00010101";
        const string own = "449801004001GB00012F00010102";
        await city.OpenAsync(city.Unit(parcel, Developer), city.Unit(ans, An), city.Unit(own, Developer));
        var court = new Court(city, parcel, Developer);
        await city.Registration(court.Enter(court.Document(1))).Ok();

        city.At("2026-03-03 09:00");
        await city.Transaction(Sold(city, ans, An).Sign()).No("C-29");
        await city.Transaction(Sold(city, own, Developer).Sign()).No("C-29");
    }

    private static Sale Sold(ScenarioCity city, string unit, PartyInput seller)
        => new(city) { Units = [new(unit, 1_200_000)], Sellers = [seller], Buyers = [Bo] };

    // Sold by An, filed, its taxes paid.
    private static async Task<Sale> TaxedAsync(ScenarioCity city, string unit, PartyInput buyer)
    {
        var sale = new Sale(city) { Units = [new(unit, 1_200_000)], Sellers = [An], Buyers = [buyer] };
        await sale.TaxedAsync();
        return sale;
    }

    private static Action<RecordTransferRequest> BookedAt(string time) => r => r.Recording.RecordingTimeMs = Ms($"2026-03-03 {time}");

    private static Action<EnterSeizureRequest> DeliveredAt(string time) => r => r.DeliveryTimeMs = Ms($"2026-03-03 {time}");

    private static ulong Ms(string instant) => (ulong)ScenarioCity.Instant(instant).ToUnixTimeMilliseconds();
}
