using Ledger.V1;

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

    private static CaseQuery Query(ListCasesRequest request) => new(request, Today, 0, null);

    private static IEnumerable<string> Numbers(IEnumerable<CaseSummary> found) => found.Select(static summary => summary.AcceptanceNumber);
}
