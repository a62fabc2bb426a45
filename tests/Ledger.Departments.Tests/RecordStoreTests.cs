using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments.Tests;

public sealed class RecordStoreTests
{
    [Fact]
    public async Task What_was_kept_is_read_again_after_a_restart()
    {
        using var folder = new TestFolder();
        long number;
        await using (var store = SqliteRecordStore.Open(folder["records.db"]))
        {
            number = await store.AllotNumberAsync(TestCity.Limit);
            await store.AddAsync(Record(number), TestCity.Limit);
            store.SetOutcome(number, new() { State = RecordState.Ordered, LeafHash = Bytes(7) });
            Assert.Equal(RecordState.Ordered, store.Find(number)!.State);
            store.RememberOperator([1, 2], [3]);
            Assert.Equal(1, await store.AddCheckAsync(new() { UnitCode = "u", Kind = "lien" }, TestCity.Limit));
            await store.AddUseAsync(new() { Query = "q" }, TestCity.Limit);
            await store.SetCleanMarkAsync(42, TestCity.Limit);
        }

        await using var again = SqliteRecordStore.Open(folder["records.db"]);
        var record = again.Find(number)!;
        Assert.Equal((RecordState.Ordered, Record(number).Row), (record.State, record.Row));
        Assert.Equal(Record(number).Content, again.ReadContent(number));
        Assert.Equal(Record(number).Envelope!.Bytes, again.ReadEnvelopes(number).Single().Bytes);
        Assert.Equal(record.Number, again.FindByRequest(Record(number).RequestIdHash)!.Number);
        Assert.Equal([number], again.ListOpen());
        Assert.Equal([number], again.List(0, "contract", 10).Select(r => r.Number));
        Assert.Equal([3], again.FindOperator([1, 2]));
        Assert.Equal("lien", again.ListChecks(0, "u", 10).Single().Row.Kind);
        Assert.Equal("q", again.ListUses(0, 10).Single().Row.Query);
        Assert.Equal(42UL, again.ReadCleanMark());
    }

    [Fact]
    public async Task Numbers_are_never_allotted_twice_not_even_after_a_crash()
    {
        using var folder = new TestFolder();
        var seen = new HashSet<long>();
        for (var run = 0; run < 3; run++)
        {
            var store = SqliteRecordStore.Open(folder["records.db"]);
            var numbers = await Task.WhenAll(Enumerable.Range(0, 5000).Select(_ => store.AllotNumberAsync(TestCity.Limit).AsTask()));
            Assert.All(numbers, n => Assert.True(seen.Add(n)));

            // What the disk holds at this instant, without a clean close.
            Copy(folder["records.db"], folder[$"crash{run}.db"]);
            await store.DisposeAsync();
            Remove(folder["records.db"]);
            Copy(folder[$"crash{run}.db"], folder["records.db"]);
        }

        await using var last = SqliteRecordStore.Open(folder["records.db"]);
        await last.SkipNumbersAsync(1_000_000, TestCity.Limit);
        Assert.Equal(1_000_001, await last.AllotNumberAsync(TestCity.Limit));
    }

    [Fact]
    public async Task A_kept_record_survives_a_crash_right_after_its_task_ended()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["records.db"]);
        var number = await store.AllotNumberAsync(TestCity.Limit);
        await store.AddAsync(Record(number), TestCity.Limit);
        Copy(folder["records.db"], folder["crash.db"]);

        await using var after = SqliteRecordStore.Open(folder["crash.db"]);
        Assert.Equal(RecordState.Pending, after.Find(number)!.State);
        Assert.Equal([number], after.ListOpen());
        Assert.Equal(Record(number).Content, after.ReadContent(number));
    }

    [Fact]
    public async Task Two_records_under_one_request_id_are_refused_and_leave_the_rest_of_the_batch_whole()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["records.db"]);
        var adds = Enumerable.Range(1, 50).Select(n => store.AddAsync(Record(n, id: n == 30 ? 29 : n), TestCity.Limit)).ToList();
        for (var n = 1; n <= 50; n++)
        {
            if (n == 30)
            {
                await Assert.ThrowsAsync<RequestIdUsedException>(() => adds[n - 1]);
            }
            else
            {
                await adds[n - 1];
            }
        }

        Assert.Equal(49, store.ListNumbers(0, 100).Count);
        Assert.Null(store.Find(30));
        Assert.Null(store.ReadContent(30));
    }

    [Theory]
    [InlineData("records", "number = 2", "2")]
    [InlineData("contents", "number = 2", "2")]
    [InlineData("outcomes", "number = 2", "2")]
    [InlineData("envelopes", "id = 8192", "2")]
    [InlineData("submissions", "request_id = x'0202020202020202020202020202020202020202020202020202020202020202'",
        "0202020202020202020202020202020202020202020202020202020202020202")]
    [InlineData("operators", "fingerprint = x'0202020202020202020202020202020202020202020202020202020202020202'",
        "0202020202020202020202020202020202020202020202020202020202020202")]
    [InlineData("checks", "number = 2", "2")]
    [InlineData("uses", "number = 2", "2")]
    [InlineData("settings", "name = 'clean-mark'", "clean-mark")]
    public async Task A_changed_row_is_named_and_not_served_and_found_by_reading_the_whole_store(string table, string key, string row)
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["records.db"]))
        {
            for (var n = 1; n <= 3; n++)
            {
                await store.AddAsync(Record(n), TestCity.Limit);
                await store.AddSubmissionAsync(Id(n), new() { Number = n, Request = Bytes((byte)n) }, new(1, Id(n), RandomBytes(n)), TestCity.Limit);
                store.SetOutcome(n, new() { State = RecordState.Ordered, LeafHash = Bytes(7) });
                store.RememberOperator(Id(n), RandomBytes(n));
                await store.AddCheckAsync(new() { UnitCode = "u", Kind = "lien", TimeMs = 7 }, TestCity.Limit);
                await store.AddUseAsync(new() { Query = "entries 0 to 9" }, TestCity.Limit);
            }

            await store.SetCleanMarkAsync(42, TestCity.Limit);
        }

        Assert.Empty(RecordStoreVerification.Run(folder["records.db"], TestCity.Limit)!.Damage);
        using (var raw = new SqliteConnection($"Data Source={folder["records.db"]};Pooling=False"))
        {
            raw.Open();
            using var flip = raw.CreateCommand();
            var change = table == "settings" ? "value = value + 1" : "body = CAST(substr(body, 1, 3) AS BLOB) || x'ff' || substr(body, 5)";
            flip.CommandText = $"UPDATE {table} SET {change} WHERE {key}";
            Assert.Equal(1, flip.ExecuteNonQuery());
        }

        await using (var again = SqliteRecordStore.Open(folder["records.db"]))
        {
            var damage = Assert.Throws<RecordDamagedException>(() => (
                again.Find(2), again.ReadContent(2), again.ReadEnvelopes(2), again.FindSubmission(Id(2)), again.FindOperator(Id(2)),
                again.ListChecks(0, "u", 10), again.ListUses(0, 10), again.ReadCleanMark()));
            Assert.Equal((table, row), (damage.Table, damage.Row));
            Assert.NotNull(again.Find(1));
            Assert.NotNull(again.ReadContent(3));
        }

        var report = RecordStoreVerification.Run(folder["records.db"], TestCity.Limit)!;
        Assert.Equal((table, row), (Assert.Single(report.Damage).Table, report.Damage[0].Row));
        Assert.InRange(report.Rows, 27, 40);
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_and_keeps_what_was_acknowledged()
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["records.db"], maximumBytes: 256 * 1024))
        {
            var kept = 0;
            var full = await Assert.ThrowsAsync<RecordStoreUnavailableException>(async () =>
            {
                for (; kept < 10_000; kept++)
                    await store.AddAsync(Record(kept + 1), TestCity.Limit);
            });
            Assert.Contains("full", full.Message, StringComparison.Ordinal);
            Assert.InRange(kept, 10, 9_999);
            Assert.Equal(kept, store.ListNumbers(0, 10_000).Count);
            Assert.Null(store.Find(kept + 1));
        }

        await using var larger = SqliteRecordStore.Open(folder["records.db"]);
        await larger.AddAsync(Record(20_000), TestCity.Limit);
        Assert.NotNull(larger.Find(20_000));
    }

    /// <summary>Copies a store's files as they stand, also from under a running store.</summary>
    internal static void Copy(string from, string to)
    {
        foreach (var (source, target) in new RecordStoreFiles(from).All.Zip(new RecordStoreFiles(to).All).Where(pair => File.Exists(pair.First)))
        {
            using var read = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = File.Create(target);
            read.CopyTo(copy);
        }
    }

    internal static void Remove(string path)
    {
        var files = new RecordStoreFiles(path);
        foreach (var file in files.All.Append(files.LogIndex))
            File.Delete(file);
    }

    private static ByteString Bytes(byte value) => ByteString.CopyFrom([.. Enumerable.Repeat(value, 32)]);

    internal static NewRecord Record(long number, long? id = null)
    {
        var row = new RecordRow
        {
            Method = "/m",
            ReceivedMs = 1,
            Organisation = "tax",
            KeyId = Bytes(1),
            Subjects = { "unit", "contract" },
            EventTypes = { "e" }
        };
        var content = new ContentRow { Request = Bytes(2), Signature = Bytes(3), Parties = { new PartySalt { Number = $"{number}", Salt = Bytes(4) } } };
        return new(number, SHA256.HashData(BitConverter.GetBytes(id ?? number)), row, content,
            new(0, SHA256.HashData(BitConverter.GetBytes(number)), RandomBytes(number)));
    }

    private static byte[] Id(int number) => [.. Enumerable.Repeat((byte)number, 32)];

    private static byte[] RandomBytes(long number) => [.. Enumerable.Range(0, 300).Select(i => (byte)(i * number))];
}
