using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>The index of the log on disk.</summary>
public sealed class EntryIndexTests : IDisposable
{
    private const string First = "441900B26110000001";
    private const string Second = "441900B26110000002";

    private readonly TestFolder folder = new();
    private EntryIndex index;

    public EntryIndexTests()
    {
        index = EntryIndex.Open(folder["entries"]);
        index.Add(
            [
                (Signed(3, First, 1, Day.Of(2026, 11, 1)), "transaction"), (Signed(5, Second, 2, Day.Of(2026, 11, 2)), "transaction"),
                (Signed(8, First, 2, Day.Of(2026, 11, 4)), "tax"),
            ],
            9, [9]);
    }

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_newest_comes_first_and_pages_go_on_before_it()
    {
        Assert.Equal([8UL, 5], Find(new("", "", [], 0, 0), count: 2));
        Assert.Equal([3UL], Find(new("", "", [], 0, 0), before: 5, count: 2));
    }

    [Fact]
    public void An_envelope_is_found_by_what_it_states_its_event_operator_and_signer_and_by_all_of_them()
    {
        Assert.Equal([8UL, 3], Find(new(First, "", [], 0, 0)));
        Assert.Equal([8UL, 5, 3], Find(new("", "ContractSigned", [], 0, 0)));
        Assert.Equal([8UL, 5], Find(new("", "", ["02020202"], 0, 0)));
        Assert.Equal([8UL, 5, 3], Find(new("", "", ["02020202", "01010101"], 0, 0)));
        Assert.Equal([8UL], Find(new("", "", [], 0, 0), "tax"));
        Assert.Equal([8UL], Find(new(First, "ContractSigned", ["02020202"], 20261101, 20261130), "tax"));
        Assert.Empty(Find(new(Second, "", [], 0, 0), "tax"));
        Assert.Empty(Find(new("", "TaxPaid", [], 0, 0)));
    }

    [Fact]
    public void Days_bound_what_is_looked_through()
    {
        Assert.Equal([8UL, 5], Find(new("", "", [], 20261102, 0)));
        Assert.Equal([5UL, 3], Find(new("", "", [], 0, 20261103)));
        Assert.Empty(Find(new("", "", [], 20261103, 20261103)));
    }

    [Fact]
    public void It_stays_on_disk_and_is_made_anew_from_a_file_that_is_none()
    {
        index.Dispose();
        index = EntryIndex.Open(folder["entries"]);
        Assert.Equal(9UL, index.Seen!.Value.Size);
        Assert.Equal([8UL, 3], Find(new(First, "", [], 0, 0)));

        index.Dispose();
        File.WriteAllText(folder["entries"], "not a database, and long enough to be looked at as one: " + new string('x', 200));
        index = EntryIndex.Open(folder["entries"]);
        Assert.Null(index.Seen);
        Assert.Empty(Find(new(First, "", [], 0, 0)));
    }

    [Fact]
    public void What_is_not_written_whole_is_not_written()
    {
        Assert.ThrowsAny<Exception>(() => index.Add([(Signed(11, First, 1, Day.Of(2026, 11, 5)), "tax")], 12, null!));
        Assert.Equal(9UL, index.Seen!.Value.Size);
        Assert.Equal([8UL, 3], Find(new(First, "", [], 0, 0)));
    }

    private IReadOnlyList<ulong> Find(EnvelopeFilter filter, string signer = "", ulong before = ulong.MaxValue, int count = 10)
        => index.Find(filter, signer, before, count);

    private static RecordedEnvelope Signed(ulong place, string contract, byte person, Day day) => new(
        place, new byte[32], (ulong)day.StartMilliseconds, ByteString.CopyFrom(new byte[16]),
        [("ContractSigned", new ContractSigned
        {
            Act = new Act { Operator = ByteString.CopyFrom([.. Enumerable.Repeat(person, 32)]) },
            ContractNumber = contract,
        })]);
}
