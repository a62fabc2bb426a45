using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>Counters, four eyes, promises and exceptions (scenario 30 of events.md).</summary>
public sealed class CounterScenarioTests
{
    private const string Humen = "441900121";
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";

    [Fact]
    public async Task Scenario_30_Counters_hand_over_review_by_another_and_keep_their_promise_over_the_spring_festival()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-02-12 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, An));
        var (sale, late) = (Sold(city, Flat), Sold(city, Second));
        await sale.TaxedAsync();
        await late.TaxedAsync();

        // Without a case nothing is recorded.
        city.At("2026-02-13 09:00");
        var file = sale.Case();
        await city.Registration(sale.Transfer(file)).No("STATE");

        // 26 in Humen, 29 to Chang'an, 31 by the acceptor✗C-74, by another✓.
        await city.Registration(file.Application.With(static r => r.Town = Humen)).Ok();
        await city.Registration(HandOver(city, file)).Ok();
        await city.Registration(file.Review.Clone().With(r =>
        {
            r.Reviewer = Google.Protobuf.ByteString.CopyFrom(city.City["registration"].Operator.Fingerprint);
            r.Signature = Google.Protobuf.ByteString.Empty;
        })).No("C-74");
        await city.Registration(city.Review(file)).Ok();
        var second = late.Case();
        await city.Registration(second.Application, second.Review).Ok();

        // Five working days from 02-13 end on 02-27 (the festival is 02-15 to 02-23, 02-14 and 02-28 are worked).
        city.At("2026-02-27 16:00");
        await city.Registration(sale.Transfer(file).With(r => r.Recording.Town = city.Town)).Ok();
        city.At("2026-02-28 10:00");
        await city.Registration(late.Transfer(second)).No("C-58");
        await city.Registration(late.Transfer(second).Knowing("C-58")).Ok("C-58");
    }

    [Fact]
    public async Task Scenario_30_Counters_an_exception_lets_one_late_entry_pass_and_no_other()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, An));
        var (sale, other) = (Sold(city, Flat), Sold(city, Second));
        await sale.TaxedAsync();
        await other.TaxedAsync();
        city.At("2026-03-03 09:00");
        var (file, otherFile) = (sale.Case(), other.Case());
        await city.Registration(file.Application, file.Review).Ok();
        await city.Registration(otherFile.Application, otherFile.Review).Ok();

        // The street was renamed at 10:00; both transfers stand in the book at 09:30 and are entered behind it✗C-71.
        city.At("2026-03-03 10:00");
        foreach (var unit in new[] { Flat, Second })
        {
            var rename = city.Case("", (FlowCode.F311, unit, [An]));
            await city.Registration(rename.Application.Knowing("C-04"), rename.Review, Rename(city, rename, unit).Knowing("C-04")).Ok("C-04");
        }

        city.At("2026-03-03 11:00");
        var transfer = sale.Transfer(file).With(BookedBefore);
        await city.Registration(transfer).No("C-71");

        // 77 41: by the extract of the book, approved by a second person. 77 used twice✗C-82.
        var exception = city.Approve("C-71", "TransferRecorded", Flat);
        await city.Registration(exception).Ok();
        await city.Registration(transfer.ByException("C-71", exception.Number)).Ok();
        await city.Registration(other.Transfer(otherFile).With(BookedBefore).ByException("C-71", exception.Number)).No("C-71", "C-82");
    }

    // A page of profile 1 says of mortgages and seizures alone since when they are complete; so does one that is taken over without
    // the other kinds having been read.
    [Fact]
    public async Task Scenario_30_Counters_of_what_the_old_book_was_not_read_for_nothing_is_claimed_until_it_is_completed()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.Registration(city.Unit(Flat, An).Migration().With(r =>
        {
            var known = r.Since.Where(static row => row.Kind is EncumbranceKind.Mortgage or EncumbranceKind.Seizure).ToList();
            r.Since.Clear();
            r.Since.AddRange(known);
        })).Ok();
        await city.Transaction(Sold(city, Flat).Sign()).Informs("C-83");
        city.At("2026-03-03 09:00");
        foreach (var kind in Enum.GetValues<EncumbranceKind>().Where(static kind => kind > EncumbranceKind.Seizure))
            await city.Registration(Complete(city, kind)).Ok();

        Assert.Equal(7, city.Encumbrances(Flat).Since.Count);
    }

    private static Sale Sold(ScenarioCity city, string unit) => new(city) { Units = [new(unit, 1_200_000)], Sellers = [An], Buyers = [Bo] };

    private static void BookedBefore(RecordTransferRequest r)
        => r.Recording.RecordingTimeMs = (ulong)ScenarioCity.Instant("2026-03-03 09:30").ToUnixTimeMilliseconds();

    private static HandOverCaseRequest HandOver(ScenarioCity city, CaseFile file) => new()
    {
        AcceptanceNumber = file.Number,
        Date = city.Today,
        FromTown = Humen,
        ToTown = city.Town,
        Step = HandOverStep.Review,
        Document = ScenarioCity.Papers(),
    };

    private static ChangeUnitDetailsRequest Rename(ScenarioCity city, CaseFile file, string unit) => new()
    {
        Recording = file.At(city.NowMs),
        UnitCode = unit,
        BusinessNumber = file.Business(unit),
        Kind = UnitDetail.Address,
        AddressChange = "STREET_RENAMED",
        Document = ScenarioCity.Papers(),
    };

    private static CompleteBookRequest Complete(ScenarioCity city, EncumbranceKind kind) => new()
    {
        Recording = city.Book(),
        UnitCode = Flat,
        BusinessNumber = city.Number(),
        Kind = kind,
        Since = city.Today,
        Document = ScenarioCity.Papers(),
    };
}
