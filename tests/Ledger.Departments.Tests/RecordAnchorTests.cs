using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;
using static Ledger.Departments.Tests.CrashedStore;

namespace Ledger.Departments.Tests;

public sealed class RecordAnchorTests
{
    [Fact]
    public async Task Every_damage_of_the_write_ahead_log_is_named_at_the_start_and_by_reading_the_store_which_changes_nothing()
    {
        using var folder = new TestFolder();
        await MakeAsync(folder, "crash.db", records: 12);
        var log = await File.ReadAllBytesAsync(folder["crash.db-wal"], TestCity.Limit);
        Assert.True(log.Length > 60_000);

        var silent = new List<string>();
        var damages = DamagesOf(log).ToList();
        Assert.True(damages.Count > 150);
        foreach (var (name, damaged) in damages)
        {
            RecordStoreTests.Remove(folder["one.db"]);
            RecordStoreTests.Copy(folder["crash.db"], folder["one.db"]);
            Replace(folder["one.db-wal"], damaged);
            var before = Bytes(folder, "one.");
            var report = RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!;
            Assert.Equal(before, Bytes(folder, "one."));
            if (report.Damage.Count == 0)
                silent.Add("read: " + name);

            var thrown = Record(() => SqliteRecordStore.Open(folder["one.db"]));
            if (thrown is not RecordDamagedException || !thrown.Message.Contains("one.db-wal", StringComparison.Ordinal))
                silent.Add($"start: {name}: {thrown}");

            // What could tell of it is still there.
            var after = Bytes(folder, "one.");
            Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
        }

        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_damaged_log_whose_pages_are_in_the_database_already_drops_nothing_in_silence()
    {
        using var folder = new TestFolder();
        var kept = await MakeAsync(folder, "crash.db", records: 70, RecordPoint.AfterAnchor);
        var log = await File.ReadAllBytesAsync(folder["crash.db-wal"], TestCity.Limit);
        var frames = (log.Length - 32) / 4120;
        for (var frame = 0; frame < frames; frame += Math.Max(1, frames / 60))
        {
            RecordStoreTests.Remove(folder["one.db"]);
            RecordStoreTests.Copy(folder["crash.db"], folder["one.db"]);
            Replace(folder["one.db-wal"], Flip(log, 32 + (frame * 4120) + 2000));
            await NamedOrWholeAsync(folder["one.db"], kept);
        }
    }

    [Fact]
    public async Task A_crash_between_any_two_steps_is_no_damage_and_loses_nothing_acknowledged()
    {
        using var folder = new TestFolder();
        var acknowledged = new List<long>();
        var crashes = new List<(string Path, RecordPoint Point, List<long> Kept)>();
        var seen = new Dictionary<RecordPoint, int>();
        void Crash(RecordPoint point)
        {
            var times = seen[point] = seen.GetValueOrDefault(point) + 1;
            if (times is 1 or 2 or 3 or 30 || point is RecordPoint.BeforeFold or RecordPoint.AfterFold)
            {
                var path = folder[$"{point}-{times}.db"];
                RecordStoreTests.Copy(folder["records.db"], path);
                lock (acknowledged)
                {
                    crashes.Add((path, point, [.. acknowledged]));
                }
            }
        }

        for (var run = 0; run < 2; run++)
        {
            await using var store = SqliteRecordStore.Open(folder["records.db"], 0, null, Crash);
            for (var i = 0; i < 40; i++)
            {
                var number = await store.AllotNumberAsync(TestCity.Limit);
                await store.AddAsync(Large(number), TestCity.Limit);
                lock (acknowledged)
                {
                    acknowledged.Add(number);
                }

                store.SetOutcome(number, new() { State = RecordState.Ordered });
                await store.AddUseAsync(new() { Query = "q" }, TestCity.Limit);
            }
        }

        Assert.Equal(Enum.GetValues<RecordPoint>().Order(), seen.Keys.Order());
        foreach (var (path, point, kept) in crashes)
        {
            Assert.Empty(RecordStoreVerification.Run(path, TestCity.Limit)?.Damage ?? []);
            await using (var after = SqliteRecordStore.Open(path))
            {
                Assert.True(kept.TrueForAll(number => after.ReadContent(number) is not null), $"{point}: {path}");
                await after.AddAsync(Large(1_000_000), TestCity.Limit);
            }

            Assert.Empty(RecordStoreVerification.Run(path, TestCity.Limit)!.Damage);
        }
    }

    [Fact]
    public async Task What_was_never_acknowledged_may_be_missing_from_the_log()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["records.db"]);
        await store.AddAsync(Large(1), TestCity.Limit);
        var durable = new FileInfo(folder["records.db-wal"]).Length;
        store.SetOutcome(1, new() { State = RecordState.Ordered });
        while (new FileInfo(folder["records.db-wal"]).Length == durable)
            await Task.Yield();

        RecordStoreTests.Copy(folder["records.db"], folder["torn.db"]);
        Replace(folder["torn.db-wal"], Flip(await File.ReadAllBytesAsync(folder["torn.db-wal"], TestCity.Limit), (int)durable + 100));
        Assert.Empty(RecordStoreVerification.Run(folder["torn.db"], TestCity.Limit)!.Damage);
        await using var after = SqliteRecordStore.Open(folder["torn.db"]);
        Assert.Equal(RecordState.Pending, after.Find(1)!.State);
    }

    [Theory]
    [InlineData("one.db", "one.db")]
    [InlineData("one.anchor", "one.anchor")]
    [InlineData("one.keys", "one.keys")]
    public async Task A_missing_or_emptied_or_foreign_file_is_named_at_the_start_and_by_reading_the_store(string file, string named)
    {
        using var folder = new TestFolder();
        foreach (var other in new[] { "one.db", "other.db" })
        {
            await using var store = SqliteRecordStore.Open(folder[other]);
            await store.AddAsync(Large(1), TestCity.Limit);
        }

        var whole = await File.ReadAllBytesAsync(folder[file], TestCity.Limit);
        byte[]?[] damages =
        [
            null, [], new byte[whole.Length], whole[..(whole.Length / 2)], whole[..1], Flip(whole, 20),
            await File.ReadAllBytesAsync(folder["other" + Path.GetExtension(file)], TestCity.Limit),
        ];
        foreach (var (index, damage) in damages.Index())
        {
            if (file == "one.anchor" && index is 3 or 5)
            {
                // One of the anchor's two slots is enough.
                continue;
            }

            Replace(folder[file], damage);
            var report = RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!;
            Assert.NotEmpty(report.Damage);
            if (file != "one.db" || index != 5)
            {
                // A flipped bit of the database is named where it is read.
                var thrown = Record(() => SqliteRecordStore.Open(folder["one.db"]));
                Assert.True(thrown is RecordDamagedException or RecordStoreUnavailableException, $"{file} {index}: {thrown}");
                Assert.Contains(index == 6 ? "one." : named, thrown.Message, StringComparison.Ordinal);
            }

            Replace(folder[file], whole);
            File.Delete(folder["one.db-shm"]);
            File.Delete(folder["one.db-wal"]);
        }

        await using var again = SqliteRecordStore.Open(folder["one.db"]);
        Assert.NotNull(again.ReadContent(1));
    }

    [Fact]
    public async Task An_older_copy_of_the_database_beside_its_anchor_is_named()
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            await store.AddAsync(Large(1), TestCity.Limit);
        }

        File.Copy(folder["one.db"], folder["old.db"]);
        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            await store.AddCheckAsync(new() { UnitCode = "u" }, TestCity.Limit);
        }

        File.Move(folder["old.db"], folder["one.db"], overwrite: true);
        Assert.Contains("were durable", Assert.Throws<RecordDamagedException>(() => SqliteRecordStore.Open(folder["one.db"])).Message,
            StringComparison.Ordinal);
        Assert.NotEmpty(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage);
    }

    [Theory]
    [InlineData("records", "DELETE FROM records WHERE number = 2", "2")]
    [InlineData("contents", "DELETE FROM contents WHERE number = 2", "2")]
    [InlineData("envelopes", "DELETE FROM envelopes WHERE id = 8192", "2")]
    [InlineData("outcomes", "DELETE FROM outcomes WHERE number = 2", "2")]
    [InlineData("checks", "DELETE FROM checks WHERE number = 1", "1")]
    [InlineData("uses", "DELETE FROM uses WHERE number = 1", "1")]
    [InlineData("uses", "INSERT INTO uses SELECT 77, body, hash FROM uses", "77")]
    [InlineData("verdicts", "DELETE FROM verdicts WHERE number = 2", "2")]
    [InlineData("verdicts", "UPDATE verdicts SET body = x'00' WHERE number = 2", "2")]
    [InlineData("verdicts", "INSERT INTO verdicts SELECT 77, body, hash FROM verdicts WHERE number = 1", "77")]
    [InlineData("commits", "DELETE FROM commits WHERE number = 2", "2")]
    public async Task A_row_taken_out_or_slipped_in_is_found_by_the_chain(string table, string sql, string row)
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            for (var number = 1; number <= 3; number++)
            {
                await store.AddAsync(Large(number), TestCity.Limit);
                await store.KeepOutcomeAsync(number, new() { State = RecordState.Refused }, Verdict(number), TestCity.Limit);
            }

            await store.AddCheckAsync(new() { UnitCode = "u" }, TestCity.Limit);
            await store.AddUseAsync(new() { Query = "q" }, TestCity.Limit);
        }

        Assert.Empty(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage);
        Execute(folder["one.db"], sql);
        Assert.Contains(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage, damage => damage.Table == table
            && (damage.Row == row || damage.Row == "-"));
    }

    [Fact]
    public async Task What_was_erased_is_in_no_older_copy_and_without_the_keys_nothing_personal_can_be_read()
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            for (var number = 1; number <= 2; number++)
            {
                await store.AddAsync(Large(number), TestCity.Limit);
                await store.AddSubmissionAsync([.. Enumerable.Repeat((byte)number, 32)], new() { Number = number, Request = ByteString.CopyFromUtf8(Name) },
                    new(1, new byte[32], [1]), TestCity.Limit);
            }

            await store.AddCheckAsync(new() { UnitCode = "u", Request = ByteString.CopyFromUtf8(Name) }, TestCity.Limit);
        }

        RecordStoreTests.Copy(folder["one.db"], folder["old.db"]);
        foreach (var file in new RecordStoreFiles(folder["one.db"]).WithoutKeys.Where(File.Exists))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestCity.Limit);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Salt(1)));
        }

        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            Assert.True(await store.EraseAsync(1, TestCity.Limit));
            Assert.False(await store.EraseAsync(1, TestCity.Limit));
            Assert.Null(store.ReadContent(1));
            Assert.Equal(RecordState.Pending, store.Find(1)!.State);
            Assert.Equal((1, 0), ((int)store.FindSubmission([.. Enumerable.Repeat((byte)1, 32)])!.Number,
                store.FindSubmission([.. Enumerable.Repeat((byte)1, 32)])!.Request.Length));
            Assert.Equal(Name, store.FindSubmission([.. Enumerable.Repeat((byte)2, 32)])!.Request.ToStringUtf8());
            Assert.NotNull(store.ReadContent(2));
        }

        Assert.Empty(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage);

        // Yesterday's copy of everything else, with the keys of today.
        File.Copy(folder["one.keys"], folder["old.keys"], overwrite: true);
        await using var older = SqliteRecordStore.Open(folder["old.db"]);
        Assert.Null(older.ReadContent(1));
        Assert.Equal(0, older.FindSubmission([.. Enumerable.Repeat((byte)1, 32)])!.Request.Length);
        Assert.NotNull(older.ReadContent(2));
    }

    [Fact]
    public async Task A_store_without_verdicts_is_whole_before_and_after_it_is_brought_to_this_layout()
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            await store.AddAsync(Large(1), TestCity.Limit);
        }

        Execute(folder["one.db"], $"DROP TABLE verdicts; DROP TABLE verdict_rules; PRAGMA user_version={SqliteSchema.WithoutVerdicts}");
        Assert.Empty(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage);

        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            Assert.Equal(1, store.Find(1)!.Number);
            await store.KeepOutcomeAsync(1, new() { State = RecordState.Refused }, Verdict(1), TestCity.Limit);
            Assert.Single(store.ListVerdicts(new(), long.MaxValue, 10));
        }

        Assert.Empty(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage);
    }

    [Fact]
    public async Task A_store_of_the_layout_before_is_brought_to_this_one_at_its_first_start_and_says_so()
    {
        using var folder = new TestFolder();
        var record = Large(7);
        Execute(folder["one.db"], $"PRAGMA journal_mode=WAL; {SqliteSchema.Tables} PRAGMA user_version={SqliteSchema.WithoutChain}");
        using (var raw = new SqliteConnection($"Data Source={folder["one.db"]};Pooling=False"))
        {
            raw.Open();
            var (row, content, envelope) = (record.Row.ToByteArray(), record.Content.ToByteArray(), record.Envelope!);
            using var add = raw.CreateCommand();
            add.CommandText = """
                INSERT INTO records VALUES (7, $i, $r, $rh); INSERT INTO contents VALUES (7, $c, $ch); INSERT INTO envelopes VALUES (28672, $l, $e, $eh);
                INSERT INTO open_records VALUES (7);
                """;
            add.Parameters.AddWithValue("$i", record.RequestIdHash);
            add.Parameters.AddWithValue("$r", row);
            add.Parameters.AddWithValue("$rh", RowHash.Of("records", 7, record.RequestIdHash, row));
            add.Parameters.AddWithValue("$c", content);
            add.Parameters.AddWithValue("$ch", RowHash.Of("contents", 7, [], content));
            add.Parameters.AddWithValue("$l", envelope.LeafHash);
            add.Parameters.AddWithValue("$e", envelope.Bytes);
            add.Parameters.AddWithValue("$eh", RowHash.Of("envelopes", 28672, envelope.LeafHash, envelope.Bytes));
            add.ExecuteNonQuery();
        }

        Assert.Empty(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage);
        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            Assert.Contains($"layout {SqliteSchema.Version}", Assert.Single(store.OpeningNotes), StringComparison.Ordinal);
            Assert.Equal(record.Content, store.ReadContent(7));
            Assert.Equal([7], store.ListOpen());
        }

        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            Assert.Empty(store.OpeningNotes);
        }

        Assert.Empty(RecordStoreVerification.Run(folder["one.db"], TestCity.Limit)!.Damage);
        Assert.Equal(-1, (await File.ReadAllBytesAsync(folder["one.db"], TestCity.Limit)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)));
    }

    [Fact]
    public async Task While_a_reader_keeps_the_log_from_being_folded_in_what_is_not_synced_is_not_anchored()
    {
        using var folder = new TestFolder();
        var points = new List<RecordPoint>();
        await using var store = SqliteRecordStore.Open(folder["records.db"], 0, null, point =>
        {
            lock (points)
            {
                points.Add(point);
            }
        });
        await store.AddAsync(Large(1), TestCity.Limit);
        using var reader = new SqliteConnection($"Data Source={folder["records.db"]};Pooling=False;Mode=ReadOnly");
        reader.Open();
        using var old = reader.BeginTransaction(deferred: true);
        using var count = reader.CreateCommand();
        count.Transaction = old;
        count.CommandText = "SELECT count(*) FROM records";
        Assert.Equal(1L, count.ExecuteScalar());
        for (var number = 2L; !Seen().Skip(20).Contains(RecordPoint.AfterFold); number++)
            await store.AddAsync(Large(number), TestCity.Limit);

        var before = Seen().Count;
        store.SetOutcome(1, new() { State = RecordState.Recorded });
        var limit = TestCity.Limit;
        while (store.ListOpen().Contains(1))
        {
            limit.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await store.AddUseAsync(new() { Query = "q" }, limit);

        Assert.Equal(
            [
                RecordPoint.BeforeCommit, RecordPoint.AfterCommit, RecordPoint.BeforeFold, RecordPoint.AfterFold,
                RecordPoint.BeforeCommit, RecordPoint.AfterCommit, RecordPoint.BeforeFold, RecordPoint.AfterFold, RecordPoint.InAnchor, RecordPoint.AfterAnchor,
            ],
            Seen().Skip(before));

        List<RecordPoint> Seen()
        {
            lock (points)
            {
                return [.. points];
            }
        }
    }

    private static Records.Rows.VerdictRow Verdict(long number) =>
        new() { TimeMs = 1_700_000_000_000, Record = number, Outcome = VerdictOutcome.Refused, Findings = { new RuleFailure { Rule = "C-05" } } };
}
