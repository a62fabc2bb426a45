using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>The end of an act that its bank did not sign, against an envelope that comes at the same moment.</summary>
public sealed class LapseTests
{
    [Fact]
    public async Task An_envelope_and_a_lapse_that_meet_keep_the_envelope_with_its_contents_or_neither()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["records.db"]);
        for (var number = 1L; number <= 60; number++)
        {
            await store.AddAsync(Prepared(number), TestCity.Limit);
            Task submission;
            Task<bool> lapse;
            if (number % 2 == 0)
            {
                submission = SubmitAsync(store, number);
                lapse = store.LapseAsync(number, TestCity.Limit);
            }
            else
            {
                lapse = store.LapseAsync(number, TestCity.Limit);
                submission = SubmitAsync(store, number);
            }

            if (await lapse)
            {
                await Assert.ThrowsAsync<RecordLapsedException>(() => submission);
                Assert.Equal(RecordState.Lapsed, store.Find(number)!.State);
                Assert.Empty(store.ReadEnvelopes(number));
                Assert.Null(store.ReadContent(number));
            }
            else
            {
                await submission;
                Assert.Single(store.ReadEnvelopes(number));
                Assert.Equal(Prepared(number).Content, store.ReadContent(number));
                Assert.Contains(number, store.ListOpen());
            }
        }
    }

    [Fact]
    public async Task A_record_with_an_envelope_never_lapses_and_a_neighbours_envelope_is_not_its_own()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["records.db"]);
        for (var number = 1L; number <= 3; number++)
            await store.AddAsync(Prepared(number), TestCity.Limit);

        await SubmitAsync(store, 1);
        await SubmitAsync(store, 3);

        var lapsed = new List<bool>();
        for (var number = 1L; number <= 3; number++)
            lapsed.Add(await store.LapseAsync(number, TestCity.Limit));

        Assert.Equal(new[] { false, true, false }, lapsed);
        Assert.Equal([1, 3], store.ListOpen());
        Assert.NotNull(store.ReadContent(1));
        Assert.NotNull(store.ReadContent(3));
    }

    [Fact]
    public async Task A_lapse_cut_short_between_its_key_and_its_commit_takes_no_envelope_in_and_is_finished_later()
    {
        using var folder = new TestFolder();
        var path = folder["records.db"];
        await using (var store = SqliteRecordStore.Open(path))
        {
            await store.AddAsync(Prepared(1), TestCity.Limit);
            await store.AddAsync(Prepared(2), TestCity.Limit);
            await SubmitAsync(store, 2);
            RecordStoreTests.Copy(path, folder["crash.db"]);
            Assert.True(await store.LapseAsync(1, TestCity.Limit));
        }

        // As a crash in between leaves it: the key is gone, the lapse is not there.
        File.Copy(new RecordStoreFiles(path).Keys, new RecordStoreFiles(folder["crash.db"]).Keys, overwrite: true);

        await using var again = SqliteRecordStore.Open(folder["crash.db"]);
        Assert.Equal([1, 2], again.ListOpen());
        Assert.Equal(RecordState.Prepared, again.Find(1)!.State);
        await Assert.ThrowsAsync<RecordLapsedException>(() => SubmitAsync(again, 1));
        Assert.Empty(again.ReadEnvelopes(1));
        Assert.NotNull(again.ReadContent(2));

        Assert.True(await again.LapseAsync(1, TestCity.Limit));
        Assert.False(await again.LapseAsync(2, TestCity.Limit));
        Assert.Equal(RecordState.Lapsed, again.Find(1)!.State);
        Assert.Equal(Prepared(2).Content, again.ReadContent(2));
    }

    private static NewRecord Prepared(long number)
    {
        var record = RecordStoreTests.Record(number);
        record.Row.Prepared = true;
        return record with { Envelope = null };
    }

    private static Task SubmitAsync(SqliteRecordStore store, long number)
    {
        var id = new byte[32];
        id[0] = (byte)number;
        return store.AddSubmissionAsync(id, new() { Number = number, Request = ByteString.CopyFromUtf8("signed") }, new(0, id, [1, 2, 3]), TestCity.Limit);
    }
}
