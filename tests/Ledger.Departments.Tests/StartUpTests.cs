using System.Reflection;
using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Ledger.Departments.Tests.CrashedStore;

namespace Ledger.Departments.Tests;

/// <summary>What a start reads does not grow with what was kept before.</summary>
public sealed class StartUpTests
{
    [Fact]
    public async Task A_start_after_a_crash_reads_only_the_entries_that_came_after_the_mark_which_moves_while_the_services_run()
    {
        await using var city = new TestCity();
        var time = new TurningTime();
        await city.StartAsync("registration", time);
        var clerk = new Clerk(city, "registration", city["registration"].Operator);
        for (var serial = 2; serial < 8; serial++)
            await clerk.OpenAsync(Requests.Opening($"441900004001GB00012F0001{serial:D4}", serial));

        var marked = city.Peer.Head.Size;
        // One turn, however long it takes: a clock moved on again and again is soon too far from the clerk's, and a second turn would mark more.
        await time.Turns.WaitAsync(TestCity.Limit);
        time.Advance(TimeSpan.FromSeconds(30));
        var limit = TestCity.Limit;
        while (city.Store("registration").ReadCleanMark() < marked)
            await Task.Delay(1, limit);

        await clerk.OpenAsync(Requests.Opening("441900004001GB00012F00010008", 8));
        RecordStoreTests.Copy(city.StorePath("registration"), city.StorePath("crashed"));

        await using var crashed = SqliteRecordStore.Open(city.StorePath("crashed"));
        Assert.Equal(marked, crashed.ReadCleanMark());
        var report = await Own(city, crashed).CheckAsync(TestCity.Limit);

        // An envelope and its seal.
        Assert.Equal((2UL, marked + 2, 0L), (report.Read, report.Size, report.Missing.Count));
    }

    [Fact]
    public async Task The_mark_moves_only_when_what_was_ordered_after_its_refusal_is_kept_and_what_could_not_be_kept_is_taken_up_again()
    {
        await using var city = new TestCity();
        await city.StartAsync("registration");
        await new Clerk(city, "registration", city["registration"].Operator).OpenAsync(Requests.Opening(serial: 2));
        var leaf = city.Store("registration").ReadEnvelopes(1).Single().LeafHash;
        await city.Store("registration").KeepOutcomeAsync(1, new() { State = RecordState.Refused }, verdict: null, TestCity.Limit);
        RecordStoreTests.Copy(city.StorePath("registration"), city.StorePath("before"));

        await using var store = SqliteRecordStore.Open(city.StorePath("before"));
        var mark = store.ReadCleanMark();
        var full = FullStore.Over(store);
        using var ledger = new RecordsOnLedger(
            Own(city, full), city.Peer, full, city.Service<RecordFeed>("registration"), NullLogger<RecordsOnLedger>.Instance);

        await Assert.ThrowsAsync<RecordStoreUnavailableException>(() => ledger.RunAsync(stops: true, TestCity.Limit));
        Assert.Equal((mark, RecordState.Refused), (store.ReadCleanMark(), store.Find(1)!.State));

        ((FullStore)(object)full).IsFull = false;
        await ledger.RunAsync(stops: false, TestCity.Limit);
        Assert.True(mark < city.Peer.Head.Size);
        Assert.Equal((city.Peer.Head.Size, RecordState.Ordered), (store.ReadCleanMark(), store.Find(1)!.State));
        Assert.Equal(leaf, store.Find(1)!.Outcome!.LeafHash.ToByteArray());
    }

    [Fact]
    public async Task A_log_begun_anew_after_all_of_it_was_folded_in_does_not_have_every_record_read_at_the_start()
    {
        using var folder = new TestFolder();
        var (folds, copied) = (0, false);
        void Probe(RecordPoint point)
        {
            folds += point == RecordPoint.AfterFold ? 1 : 0;
            // The first commit into the new log, before the anchor names it.
            if (folds > 1 && point == RecordPoint.AfterCommit && !copied)
            {
                copied = true;
                RecordStoreTests.Copy(folder["made.db"], folder["crash.db"]);
            }
        }

        var kept = 0L;
        await using (var store = SqliteRecordStore.Open(folder["made.db"], 0, null, Probe))
        {
            while (!copied)
            {
                await store.AddAsync(Large(++kept), TestCity.Limit);
                Assert.True(kept < 1000);
            }
        }

        await using (var after = SqliteRecordStore.Open(folder["crash.db"]))
        {
            Assert.Empty(after.OpeningNotes);
            Assert.Equal(kept, after.ListNewest(1).Single());
        }

        Assert.Empty(RecordStoreVerification.Run(folder["crash.db"], TestCity.Limit)!.Damage);
    }

    [Fact]
    public async Task A_damaged_key_is_found_beside_the_calls_and_named()
    {
        using var folder = new TestFolder();
        await using (var store = SqliteRecordStore.Open(folder["one.db"]))
        {
            for (var number = 1; number <= 3; number++)
                await store.AddAsync(Small(number), TestCity.Limit);

            Assert.Null(store.FindKeyDamage(TestCity.Limit));
        }

        var keys = await File.ReadAllBytesAsync(folder["one.keys"], TestCity.Limit);
        await File.WriteAllBytesAsync(folder["one.keys"], Flip(Flip(keys, 64 + 48 + 5), 64 + (2 * 48) + 5), TestCity.Limit);

        await using var again = SqliteRecordStore.Open(folder["one.db"]);
        Assert.Contains("2 keys are damaged, the first is number 1", again.FindKeyDamage(TestCity.Limit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_records_are_found_without_reading_the_others()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["one.db"]);
        for (var number = 1; number <= 5; number++)
            await store.AddAsync(Small(number), TestCity.Limit);

        Assert.Equal([5L, 4, 3], store.ListNewest(3));
        Assert.Equal([5L, 4, 3, 2, 1], store.ListNewest(9));
    }

    private static OwnEnvelopes Own(TestCity city, IRecordStore store) => new(
        new OwnEnvelopeReader(
            city.Service<Department>("registration"), city.Peer, city.Service<PeerPages>("registration"), city.Service<KeyOwners>("registration"), store),
        city.Peer,
        store);

    /// <summary>A clock that stands still unless it is moved on, and tells when somebody waits for its turns.</summary>
    private sealed class TurningTime() : FakeTimeProvider(TimeProvider.System.GetUtcNow())
    {
        private readonly TaskCompletionSource turns = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Turns => turns.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (period > TimeSpan.Zero)
                turns.TrySetResult();

            return timer;
        }
    }

    /// <summary>A store that keeps no outcome while it is full.</summary>
    public class FullStore : DispatchProxy
    {
        private IRecordStore store = null!;

        public bool IsFull { get; set; } = true;

        public static IRecordStore Over(IRecordStore store)
        {
            var full = Create<IRecordStore, FullStore>();
            ((FullStore)(object)full).store = store;
            return full;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
            => IsFull && targetMethod!.Name == nameof(IRecordStore.KeepOutcomeAsync)
                ? Task.FromException(new RecordStoreUnavailableException("full"))
                : targetMethod!.Invoke(store, args);
    }
}
