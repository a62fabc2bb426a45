using Ledger.V1;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments.Tests;

/// <summary>The work lists on disk.</summary>
public sealed class CaseIndexTests : IDisposable
{
    private const uint Today = 20261130;

    private readonly TestFolder folder = new();
    private readonly CaseIndex index;

    public CaseIndexTests() => index = CaseIndex.Open(folder["cases"]);

    [Fact]
    public void The_nearest_deadline_comes_first_what_stands_still_last_and_pages_go_on_behind_it()
    {
        Put("202611300001", 20261207, "tax");
        Put("202611300002", 0, "tax");
        Put("202611300003", 20261203, "tax");
        Put("202611300004", 20261203, "tax");
        Put("202611300005", 20261201);

        var first = index.List(Query(new()), 2);
        Assert.Equal(["202611300003", "202611300004"], Numbers(first));
        var second = index.List(Query(new()) with { After = (20261203, "202611300004") }, 2);
        Assert.Equal(["202611300001", "202611300002"], Numbers(second));

        // Nobody has anything to do with the fifth: it is found by its state alone.
        Assert.Equal(["202611300005"], Numbers(index.List(Query(new() { State = CaseState.Accepted }), 1)));
    }

    [Fact]
    public void Overdue_is_what_ended_before_today_and_due_within_is_what_ends_by_a_day()
    {
        Put("202611300001", Today - 1, "tax");
        Put("202611300002", Today, "tax");
        Put("202611300003", 20261202, "registration");

        var overdue = Assert.Single(index.List(Query(new() { Overdue = true }), 10));
        Assert.Equal(("202611300001", true), (overdue.AcceptanceNumber, overdue.Overdue));
        Assert.Equal(["202611300001", "202611300002"], Numbers(index.List(Query(new()) with { DueBy = Today }, 10)));
        Assert.Equal(["202611300003"], Numbers(index.List(Query(new() { Department = "registration" }), 10)));
        Assert.Empty(index.List(Query(new() { Step = CaseStepKind.Reviewed }), 10));
        Assert.Equal(3, index.List(Query(new() { Step = CaseStepKind.TaxDeclared }), 10).Count);
    }

    [Fact]
    public void A_case_is_found_by_its_unit_and_its_basis_and_a_mortgage_until_it_is_in_the_book()
    {
        Put("202611300001", 20261207, "tax");
        Assert.Equal(["202611300001"], index.OfUnit("unit"));
        Assert.Equal(["202611300001"], index.OfBasis("basis"));
        Assert.Equal(["202611300001"], Numbers(index.List(Query(new() { UnitCode = "unit", Basis = "basis" }), 10)));

        var mortgage = new MortgagePage
        {
            Id = new MortgageId { Mortgagee = "bank", ContractNumber = "DY1" },
            State = MortgageState.Signed,
            Units = { new MortgageUnit { UnitCode = "unit" } },
        };
        index.Put(mortgage);
        Assert.Equal(mortgage.Id, Assert.Single(index.SignedOn("unit")));
        mortgage.State = MortgageState.Registered;
        index.Put(mortgage);
        Assert.Empty(index.SignedOn("unit"));
    }

    [Fact]
    public void What_wakes_by_a_day_is_named_and_what_was_seen_survives_a_restart()
    {
        Put("202611300001", 20261207, "registration", wakes: Today);
        Put("202611300002", 20261207, "registration", wakes: Today + 1);
        Assert.Equal(["202611300001"], index.Waking(Today));
        index.Write(open => open.SetSeen(7, [1, 2, 3]));
        index.Dispose();

        using var again = CaseIndex.Open(folder["cases"]);
        Assert.Equal(7ul, again.Seen!.Value.Block);
        Assert.Equal(["202611300001"], again.Waking(Today));
        again.Clear();
        Assert.Null(again.Seen);
        Assert.Empty(again.Waking(Today));
    }

    [Fact]
    public void A_case_that_cannot_be_looked_at_stays_as_it_was_and_keeps_no_other_from_the_lists()
    {
        Put("202611300002", 20261207, "tax");
        var log = new LinesLogger();
        new CaseLooks(log).Put(index, ["202611300001", "202611300002", "202611300003"], static number => number switch
        {
            "202611300002" => throw new InvalidOperationException("Flat 0101"),
            _ => View(number),
        });

        Assert.Equal(
            ["202611300001", "202611300002", "202611300003"],
            Numbers(index.List(Query(new() { State = CaseState.Accepted }), 10)).Order(StringComparer.Ordinal));
        var line = Assert.Single(log.Lines);
        Assert.Contains("202611300002", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Flat", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mortgages_of_a_block_its_cases_and_how_far_the_lists_are_come_at_once_or_not_at_all()
    {
        var mortgage = new MortgagePage
        {
            Id = new MortgageId { Mortgagee = "bank", ContractNumber = "DY1" },
            State = MortgageState.Signed,
            Units = { new MortgageUnit { UnitCode = "unit" } },
        };
        Assert.Throws<IOException>(() => index.Write(open =>
        {
            open.Put(mortgage);
            open.SetSeen(7, [1]);
            Assert.Single(open.SignedOn("unit"));
            new CaseLooks(new LinesLogger()).Put(open, ["202611300001"], static _ => throw new IOException("gone"));
        }));

        Assert.Empty(index.SignedOn("unit"));
        Assert.Null(index.Seen);
    }

    [Fact]
    public void Who_watches_a_list_is_told_what_is_new_on_it_otherwise_than_before_and_gone()
    {
        var shown = new CaseListShown();
        CaseSummary one = new() { AcceptanceNumber = "1" }, two = new() { AcceptanceNumber = "2" };
        Assert.Empty(shown.Next([], 1, Today, always: true)!.Cases);
        Assert.Null(shown.Next([], 2, Today, always: false));
        Assert.Equal([one, two], shown.Next([one, two], 3, Today, always: false)!.Cases);

        var change = shown.Next([new CaseSummary { AcceptanceNumber = "2", Overdue = true }], 4, Today, always: false)!;
        Assert.Equal(["1"], change.Gone);
        Assert.True(Assert.Single(change.Cases).Overdue);
    }

    [Fact]
    public void Lists_that_cannot_be_read_are_no_fault_of_a_case()
        => Assert.Throws<IOException>(() => new CaseLooks(new LinesLogger()).Put(index, ["202611300001"], static _ => throw new IOException("gone")));

    [Theory]
    [InlineData("202611300001", 20261207)]
    [InlineData("DG-2026-1130-0001", 20261207)]
    [InlineData("DG-2026-1130-0001", 0)]
    public void A_list_goes_on_behind_a_number_whether_it_holds_hyphens_or_not(string number, uint deadline)
    {
        Assert.True(CaseQuery.TryReadToken(CaseQuery.TokenBehind(new() { AcceptanceNumber = number, PromiseEnds = deadline }), out var after));

        Assert.Equal((deadline == 0 ? CaseIndex.NoDeadline : deadline, number), after);
    }

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    private void Put(string number, uint deadline, string? holder = null, uint wakes = 0)
    {
        var summary = new CaseSummary { AcceptanceNumber = number, State = CaseState.Accepted, PromiseEnds = deadline, Basis = "basis" };
        if (holder is not null)
        {
            summary.Holders.Add(new CaseHolder { Department = holder });
            summary.Due.Add(CaseStepKind.TaxDeclared);
        }

        index.Put(summary, ["unit"], wakes);
    }

    private static CaseView View(string number) => new()
    {
        Page = new CasePage { AcceptanceNumber = number },
        State = CaseState.Accepted,
        Promise = new CaseTermView { Ends = 20261207 },
        Limit = new CaseTermView { Ends = 20270112 },
    };

    private static CaseQuery Query(ListCasesRequest request) => new(request, Today, 0, null);

    private static IEnumerable<string> Numbers(IEnumerable<CaseSummary> found) => found.Select(static summary => summary.AcceptanceNumber);

    private sealed class LinesLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Add(formatter(state, exception));
    }
}
