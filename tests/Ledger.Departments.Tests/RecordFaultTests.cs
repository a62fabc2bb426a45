using System.Diagnostics;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Faults of disk and file that pass: nothing is acknowledged that is not durable, and the store goes on by itself.</summary>
public sealed class RecordFaultTests
{
    [Theory]
    [InlineData(RecordPoint.BeforeCommit, null)]
    [InlineData(RecordPoint.AfterCommit, null)]
    [InlineData(RecordPoint.InAnchor, null)]
    [InlineData(RecordPoint.AfterAnchor, null)]
    [InlineData(RecordPoint.AfterCommit, RecordPoint.BeforeFold)]
    [InlineData(RecordPoint.AfterCommit, RecordPoint.AfterFold)]
    internal async Task A_fault_that_passes_ends_by_itself_and_nothing_acknowledged_is_lost(RecordPoint point, RecordPoint? later)
    {
        using var folder = new TestFolder();
        var failing = false;
        var path = folder["records.db"];
        await using (var store = SqliteRecordStore.Open(path, 0, null, at => Fail(failing && (at == point || at == later))))
        {
            await store.AddAsync(RecordStoreTests.Record(1), TestCity.Limit);
            failing = true;
            var told = await Assert.ThrowsAsync<RecordStoreUnavailableException>(() => store.AddAsync(RecordStoreTests.Record(2), TestCity.Limit));
            Assert.Contains("full", told.Message, StringComparison.Ordinal);
            Assert.Equal(told.Message, store.Outage);
            store.SetOutcome(1, new() { State = RecordState.Recorded });
            await Assert.ThrowsAsync<RecordStoreUnavailableException>(() => store.AddCheckAsync(new() { UnitCode = "u" }, TestCity.Limit));

            failing = false;
            await KeepAsync(store, 3);
            await KeepAsync(store, 2);
            Assert.Null(store.Outage);
            var limit = TestCity.Limit;
            while (store.ListOpen().Contains(1))
            {
                limit.ThrowIfCancellationRequested();
                await Task.Yield();
            }

            // As a crash at this moment leaves it.
            RecordStoreTests.Copy(path, folder["crash.db"]);
        }

        foreach (var file in new[] { path, folder["crash.db"] })
        {
            Assert.Empty(RecordStoreVerification.Run(file, TestCity.Limit)!.Damage);
            await using var again = SqliteRecordStore.Open(file);
            Assert.Equal([1, 2, 3], again.ListNumbers(0, 10));
            Assert.Equal(RecordState.Recorded, again.Find(1)!.State);
        }
    }

    [Fact]
    public async Task A_full_disk_that_gets_space_again_needs_no_restart()
    {
        using var folder = new TestFolder();
        var disk = folder["disk"];
        Directory.CreateDirectory(disk);
        if (!await MountAsync("-t", "tmpfs", "-o", "size=2m", "tmpfs", disk))
            Assert.Skip("A small disk cannot be mounted here: not root.");

        try
        {
            var path = Path.Combine(disk, "records.db");
            await using (var store = SqliteRecordStore.Open(path))
            {
                var kept = 0L;
                var full = await Assert.ThrowsAsync<RecordStoreUnavailableException>(async () =>
                {
                    for (; kept < 100_000; kept++)
                        await store.AddAsync(RecordStoreTests.Record(kept + 1), TestCity.Limit);
                });
                Assert.Contains("full", full.Message, StringComparison.Ordinal);
                Assert.InRange(kept, 10, 99_999);
                Assert.Equal(kept, store.ListNumbers(0, 100_000).Count);

                Assert.True(await MountAsync("-o", "remount,size=20m", disk));
                await KeepAsync(store, kept + 1);
                Assert.Equal(kept + 1, store.ListNumbers(0, 100_000).Count);
                Assert.Null(store.Outage);
            }

            Assert.Empty(RecordStoreVerification.Run(path, TestCity.Limit)!.Damage);
        }
        finally
        {
            using var unmount = Process.Start("umount", [disk]);
            await unmount.WaitForExitAsync(TestCity.Limit);
        }
    }

    /// <summary>Sends until it is kept, as a client does that is told to send again.</summary>
    private static async Task KeepAsync(SqliteRecordStore store, long number)
    {
        var limit = TestCity.Limit;
        while (store.Find(number) is null || store.Outage is not null)
        {
            try
            {
                await store.AddAsync(RecordStoreTests.Record(number), limit);
            }
            catch (RequestIdUsedException)
            {
                // Kept by the call that was told it was not.
            }
            catch (RecordStoreUnavailableException)
            {
                limit.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }

    private static async Task<bool> MountAsync(params string[] arguments)
    {
        try
        {
            using var mount = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
            await mount.WaitForExitAsync(TestCity.Limit);
            return mount.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Fail(bool fails)
    {
        if (fails)
            throw new IOException("No space left on device", 28);
    }
}
