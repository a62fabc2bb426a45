using Ledger.Exchange;
using Ledger.Facts;
using Ledger.Import;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>The acts of one unit in their order, without a ledger: what is over, what lives, what keeps the unit closed.</summary>
public sealed class UnitHistoryTests : IDisposable
{
    private static readonly ProvinceProfile Province = ProvinceProfile.Find("newer");
    private static readonly Day Today = Day.Of(2026, 11, 30);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_title_follows_its_predecessor_and_a_mortgage_ends_with_either_shape_of_its_cancellation()
    {
        foreach (var end in (string[])["mortgage-cancellation", "mortgage-cancellation-newer"])
        {
            var history = History(null, "first-registration", "transfer", "mortgage-first", end);

            Assert.Equal("2021051000001", history.Title!.BusinessNumber);
            Assert.Equal(["QLT_FW_FDCQ_YZ"], history.Live.Select(static act => act.Row.Table.Name));
            Assert.Equal(3, history.Settled.Count(static outcome => outcome.State == ExchangeState.History));
        }
    }

    [Fact]
    public void Both_shapes_of_a_mortgage_are_one_act()
    {
        var history = History(null, "transfer", "mortgage-first", "mortgage-first-newer");

        Assert.Equal(2, history.Live.Count);
        Assert.Equal(ExchangeState.Repeated, Assert.Single(history.Settled).State);
    }

    [Fact]
    public void What_came_after_the_cut_over_is_no_stock()
    {
        Assert.True(ExchangeValues.TryInstant("2021-05-21T09:39:59", out var before));
        Assert.True(ExchangeValues.TryInstant("2021-05-21T09:40:00", out var at));

        Assert.Single(History(before, "transfer", "mortgage-first").Later);
        Assert.Empty(History(at, "transfer", "mortgage-first").Later);
    }

    [Fact]
    public void A_seizure_lapses_after_its_last_day_and_an_undecided_one_keeps_the_unit_closed()
    {
        Assert.Single(History(null, Day.Of(2024, 7, 1), static _ => null, "transfer", "seizure").Live);
        Assert.Equal(2, History(null, Day.Of(2024, 6, 30), static _ => null, "transfer", "seizure").Live.Count);

        var undecided = History(null, Today, static act => act.Kind == ExchangeActKind.Seizure ? new(act, ExchangeState.Waiting, "#18", new("", "")) : null,
            "transfer", "seizure");
        Assert.NotNull(undecided.Blocked);
        Assert.Null(new StockOpening(undecided, SideFacts.None, [EncumbranceKind.Mortgage], Today).Build());
    }

    [Fact]
    public void An_opening_holds_the_live_rows_and_the_kinds_that_the_source_tells_of()
    {
        var opening = new StockOpening(
            History(null, "transfer", "mortgage-first"), SideFacts.None, [EncumbranceKind.Mortgage, EncumbranceKind.Seizure, EncumbranceKind.Objection], Today);

        var request = opening.Build()!;

        Assert.Equal(2, request.Opening.Owners.Count);
        Assert.Equal(["3/5", "2/5"], request.Opening.Owners.Select(static owner => owner.Share));
        Assert.Equal(1u, request.Opening.HouseNature);
        Assert.Equal("2086-02-28", request.Opening.LandTermLastDay);
        Assert.Equal("800000.00", Assert.Single(request.Mortgages).Terms.Amount.Value);
        Assert.Equal([EncumbranceKind.Mortgage, EncumbranceKind.Seizure, EncumbranceKind.Objection], request.Since.Select(static known => known.Kind));
        Assert.Empty(opening.Missing);
    }

    [Fact]
    public void A_mortgage_of_fewer_than_all_owners_waits_since_the_message_does_not_say_on_what_it_lies()
    {
        var message = Message("mortgage-first", static text => text.Replace(
            "YWRMC=\"李样二\" YWRZJZL=\"1\" YWRZJH=\"441900188506150022\"", "YWRMC=\"/\" YWRZJZL=\"99\" YWRZJH=\"/\"", StringComparison.Ordinal));
        var opening = new StockOpening(
            new UnitHistory([.. Message("transfer").Acts, .. message.Acts], static _ => null, null, Today), SideFacts.None, [], Today);

        Assert.Null(opening.Build());
        Assert.Contains(opening.Missing, static outcome => outcome.Reason.English.Contains("fewer mortgagors", StringComparison.Ordinal));
        Assert.DoesNotContain(opening.Missing, static outcome => outcome.Reason.English.Contains('陈'));
    }

    [Theory]
    [InlineData("organ,法院", 1)]
    [InlineData("# note\nwhat,a,b", 2)]
    [InlineData("kind,key,value\norgan,,b", 2)]
    public void A_side_file_that_is_none_is_named_with_its_line(string text, int line)
    {
        var file = folder["facts.csv"];
        File.WriteAllText(file, text);

        Assert.Contains($"line {line} ", Assert.Throws<ImportException>(() => SideFacts.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_file_says_what_a_clerk_has_decided()
    {
        var file = folder["facts.csv"];
        File.WriteAllText(file, "decided,441900210512000002,13 25\n");
        var facts = SideFacts.Read(file);

        Assert.True(facts.IsDecided("441900210512000002", 13));
        Assert.False(facts.IsDecided("441900210512000002", 2));
        Assert.False(facts.IsDecided(null, 13));
    }

    [Fact]
    public void A_daily_log_tells_of_what_was_registered_and_not_reported()
    {
        using var journal = ImportJournal.Open(folder["journal.db"]);
        journal.PrepareExchange();
        journal.Stage(ExchangeFolder.Stage(SamplesFolder, Path.Combine(SamplesFolder, "daily-log.xml")), [], []);

        var row = Assert.Single(LogComparison.Compare(journal));

        Assert.Equal(("daily-log.xml", "2021051000001"), (row.File, row.What));
    }

    private static string SamplesFolder => Path.Combine(Path.GetDirectoryName(SalesData.UkSample)!, "bdc-xml");

    private static CheckedMessage Message(string sample, Func<string, string>? change = null)
    {
        var text = File.ReadAllText(Path.Combine(SamplesFolder, sample + ".xml"));
        var file = new ExchangeFile(sample + ".xml", System.Text.Encoding.UTF8.GetBytes(change?.Invoke(text) ?? text));
        return new(file.Name, MessageReader.Read(file), Province, (ulong)Today.StartMilliseconds);
    }

    private static UnitHistory History(ulong? cutOver, params string[] samples) => History(cutOver, Today, static _ => null, samples);

    private static UnitHistory History(ulong? cutOver, Day today, Func<ExchangeAct, ExchangeOutcome?> waiting, params string[] samples)
        => new([.. samples.SelectMany(static sample => Message(sample).Acts)], waiting, cutOver, today);
}
