
namespace Ledger.Departments.Tests;

/// <summary>Copies of a record store that is in use, and which store stands after a restore.</summary>
public sealed class RecordBackupTests
{
    [Fact]
    public async Task A_copy_of_a_store_in_use_holds_what_was_acknowledged_and_is_whole_with_the_keys_kept_apart()
    {
        using var folder = new TestFolder();
        await using var store = SqliteRecordStore.Open(folder["records.db"]);
        using var stop = new CancellationTokenSource();
        await store.AddCheckAsync(new() { UnitCode = "u", Kind = "before" }, TestCity.Limit);
        var writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                    await store.AddCheckAsync(new() { UnitCode = "u", Kind = "lien" }, TestCity.Limit);
            },
            TestContext.Current.CancellationToken);

        var commits = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            Directory.CreateDirectory(folder[$"copy{i}"]);
            commits.Add(store.BackUp(Path.Combine(folder[$"copy{i}"], "records.db"), withKeys: false));
        }

        await stop.CancelAsync();
        await writing;
        for (var i = 0; i < commits.Count; i++)
        {
            var copy = new RecordStoreFiles(Path.Combine(folder[$"copy{i}"], "records.db"));
            Assert.Equal(["records.anchor", "records.db"], Directory.EnumerateFiles(folder[$"copy{i}"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            RecordStoreRestore.BringKeys(folder["records.db"], copy.Database);
            Assert.Equal(commits[i], RecordStoreRestore.ReadCommit(copy.Database));
            Assert.Empty(RecordStoreVerification.Run(copy.Database, TestCity.Limit)!.Damage);
            await using var opened = SqliteRecordStore.Open(copy.Database);
            Assert.Equal("before", opened.ListChecks(0, "u", 1).Single().Row.Kind);
        }
    }

    [Fact]
    public async Task The_present_store_stands_when_it_is_whole_and_holds_all_of_the_backups_else_the_backup_with_no_number_given_out_twice()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder["copy"]);
        var copy = Path.Combine(folder["copy"], "records.db");
        long newest;
        await using (var store = SqliteRecordStore.Open(folder["records.db"]))
        {
            await store.AddCheckAsync(new() { UnitCode = "u", Kind = "lien" }, TestCity.Limit);
            store.BackUp(copy, withKeys: true);
            await store.AddCheckAsync(new() { UnitCode = "u", Kind = "later" }, TestCity.Limit);
            newest = await store.AllotNumberAsync(TestCity.Limit);
        }

        Assert.True(RecordStoreRestore.Covers(folder["records.db"], copy, TestCity.Limit));
        Assert.False(RecordStoreRestore.Covers(folder["absent.db"], copy, TestCity.Limit));
        Assert.False(RecordStoreRestore.Covers(copy, folder["records.db"], TestCity.Limit));
        var bytes = await File.ReadAllBytesAsync(folder["records.db"], TestCity.Limit);
        bytes.AsSpan(4096, 4096).Fill(0xff);
        await File.WriteAllBytesAsync(folder["records.db"], bytes, TestCity.Limit);
        Assert.False(RecordStoreRestore.Covers(folder["records.db"], copy, TestCity.Limit));

        RecordStoreRestore.BringKeys(folder["absent.db"], copy);
        await RecordStoreRestore.PrepareAsync(copy, TestCity.Limit);
        await using var restored = SqliteRecordStore.Open(copy);
        Assert.Equal("lien", restored.ListChecks(0, "u", 10).Single().Row.Kind);
        Assert.True(await restored.AllotNumberAsync(TestCity.Limit) > newest);
    }
}
