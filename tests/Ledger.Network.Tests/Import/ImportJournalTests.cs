using System.Security.Cryptography;
using Ledger.Client;
using Ledger.Facts;
using Ledger.Import;

namespace Ledger.Network.Tests;

public sealed class ImportJournalTests : IDisposable
{
    private const string Unit = "441900900001GB00001F00010001";
    private readonly TemporaryFolder folder = new();
    private readonly ImportRange range = new(0);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_import_is_kept_out_while_one_runs()
    {
        using var journal = Open();

        Assert.Contains("perhaps another import runs", Assert.Throws<ImportException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_sent_is_open_after_a_restart_with_the_same_bytes()
    {
        var request = Request("tax");
        using (var journal = Open())
        {
            journal.Announce(range, request.RequestId, [Effect(DealProgress.Paid)]);
            journal.SaveCall(request);
        }

        using var again = Open();

        Assert.Equivalent(request, Assert.Single(again.OpenCalls("tax")), strict: true);
        Assert.Empty(again.OpenCalls("registration"));
    }

    [Fact]
    public void A_refused_request_leaves_its_row_where_it_was()
    {
        using var journal = Open();
        journal.AddDeal(range, "file.csv", 2, Deal(1, 20190401));
        var request = Request("tax");
        journal.Announce(range, request.RequestId, [Effect(DealProgress.Paid)]);
        journal.SaveCall(request);

        journal.DropCall(request.RequestId);

        Assert.Empty(journal.OpenCalls("tax"));
        Assert.Equal(DealProgress.Planned, Assert.Single(journal.OpenDeals(range)).Progress);
    }

    [Fact]
    public void Open_rows_come_by_date_then_row_across_pages()
    {
        using var journal = Open();
        journal.Together(() =>
        {
            for (var row = 1; row <= 1_200; row++)
                journal.AddDeal(range, "file.csv", row + 1, Deal(row, row % 2 == 0 ? 20190401u : 20180401u));
        });

        var rows = journal.OpenDeals(range).Select(deal => deal.Plan.Row).ToList();

        Assert.Equal([.. Enumerable.Range(1, 1_200).Where(row => row % 2 == 1), .. Enumerable.Range(1, 1_200).Where(row => row % 2 == 0)], rows);
    }

    [Fact]
    public void A_refusal_counts_once_for_each_rule_and_shows_its_reason()
    {
        using var journal = Open();
        journal.AddDeal(range, "file.csv", 2, Deal(1, 20190401));
        var fault = new RowFault("file.csv", 3, new("坏", "broken"));
        journal.AddUnreadable(range, 2, new SourceRow("file.csv", 3, "bad", Deal: null, fault), fault);
        journal.AddRefusal(range, 1, "ContractSigned", [Reason("C-05"), Reason("C-26"), Reason("C-26")]);
        Assert.True(Assert.Single(journal.OpenDeals(range)).Refused);

        journal.Refuse(range, 1);

        var totals = journal.Totals(range);
        Assert.Equal((0, 1, 1, 0, 2), (totals.Recorded, totals.Refused, totals.Unreadable, totals.Open, totals.Rows));
        Assert.Equal([("C-05", 1), ("C-26", 1)], totals.RefusedByRule.Select(rule => (rule.Rule, rule.Count)));
        Assert.Equal(["C-05", "C-26", "C-26", ""], journal.Rejected(range).Select(row => row.Rule));
    }

    [Fact]
    public void A_damaged_journal_is_named()
    {
        File.WriteAllText(folder["journal.db"], new string('x', 8_192));

        Assert.Contains(folder["journal.db"], Assert.Throws<ImportException>(Open).Message, StringComparison.Ordinal);
    }

    private static SignedRequest Request(string department) => new(
        department, "/ledger.v1.TaxService/Write", RandomNumberGenerator.GetBytes(32), [1, 2, 3], new byte[64], new byte[32], new byte[32]);

    private static StepEffect Effect(DealProgress progress) => new(1, progress, new Dictionary<string, HeldTitle>(StringComparer.Ordinal));

    private static RefusalReason Reason(string rule) => new(rule, new("名", "name"), new("因", "reason"));

    private static PlannedDeal Deal(int row, uint date)
        => new(row, row - 1, $"deal {row}", date, 100, [new PlannedUnit(Unit, [], IsParcel: false, "1/1", 0, 10, [])], []);

    private ImportJournal Open() => ImportJournal.Open(folder["journal.db"]);
}
