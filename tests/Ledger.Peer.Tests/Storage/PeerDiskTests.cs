using Ledger.Chain;

namespace Ledger.Peers.Tests;

/// <summary>What a peer relies on of the disk that holds its store and files, whichever it is.</summary>
public abstract class PeerDiskTests
{
    private protected abstract IPeerDisk Disk { get; }

    [Fact]
    public void What_was_written_together_is_there_in_order_of_its_keys()
    {
        using var store = Disk.OpenStore(create: true);
        Write(store, ("b", "2"), ("a", "1"), ("ab", "3"), ("", "mark"));

        Assert.Equal([("a", "1"), ("ab", "3"), ("b", "2")], Scan(store, "", null));
        Assert.Equal([("ab", "3")], Scan(store, "aa", "b"));
        Assert.Empty(Scan(store, "c", null));
        Assert.Equal("mark", Text(store.Get(StoreColumn.Pages, [])));
        Assert.Equal("2", Text(store.Last(StoreColumn.Pages)));
        Assert.Null(store.Get(StoreColumn.Pages, Bytes("c")));
    }

    [Fact]
    public void A_value_is_read_apart_from_the_number_it_begins_with()
    {
        using var store = Disk.OpenStore(create: true);
        using (var batch = store.NewBatch())
        {
            batch.Put(StoreColumn.Pages, Bytes("a"), [.. StoreKeys.Number(77), .. Bytes("page")]);
            batch.Put(StoreColumn.Pages, Bytes("b"), StoreKeys.Number(78));
            batch.Write(sync: true);
        }

        Assert.Equal("page", Text(store.Get(StoreColumn.Pages, Bytes("a"), out var number)));
        Assert.Equal(77UL, number);
        Assert.Equal("", Text(store.Get(StoreColumn.Pages, Bytes("b"), out number)));
        Assert.Equal(78UL, number);
        Assert.Null(store.Get(StoreColumn.Pages, Bytes("c"), out _));
    }

    [Fact]
    public void A_snapshot_stays_what_the_store_was()
    {
        using var store = Disk.OpenStore(create: true);
        Write(store, ("a", "1"), ("b", "2"));
        using (var instant = store.TakeSnapshot())
        {
            Write(store, ("a", "3"), ("c", "4"));

            Assert.Equal([("a", "1"), ("b", "2")], Scan(instant, "", null));
            Assert.Equal("1", Text(instant.Get(StoreColumn.Pages, Bytes("a"))));
            Assert.Equal("2", Text(instant.Last(StoreColumn.Pages)));
            Assert.Null(instant.First(StoreColumn.Pages, Bytes("c"), Bytes("c"), 1));
        }

        Assert.Equal("3", Text(store.Get(StoreColumn.Pages, Bytes("a"))));
    }

    [Fact]
    public void Columns_know_nothing_of_each_other()
    {
        using var store = Disk.OpenStore(create: true);
        Write(store, ("a", "1"));

        Assert.Null(store.Get(StoreColumn.Nodes, Bytes("a")));
        Assert.Null(store.Last(StoreColumn.Nodes));
        Assert.True(store.IsEmpty(StoreColumn.Nodes));
        Assert.False(store.IsEmpty(StoreColumn.Pages));
    }

    [Fact]
    public void Of_two_changes_to_a_key_in_one_batch_the_later_one_counts()
    {
        using var store = Disk.OpenStore(create: true);
        using (var batch = store.NewBatch())
        {
            batch.Put(StoreColumn.Pages, Bytes("a"), Bytes("1"));
            batch.Put(StoreColumn.Pages, Bytes("a"), Bytes("2"));
            batch.Put(StoreColumn.Pages, Bytes("b"), Bytes("1"));
            batch.Delete(StoreColumn.Pages, Bytes("b"));
            batch.Delete(StoreColumn.Pages, Bytes("c"));
            batch.Put(StoreColumn.Pages, Bytes("c"), []);
            batch.Write(sync: true);
        }

        Assert.Equal([("a", "2"), ("c", "")], Scan(store, "", null));
    }

    [Fact]
    public void A_batch_that_is_given_up_changes_nothing()
    {
        using var store = Disk.OpenStore(create: true);
        using (var batch = store.NewBatch())
        {
            batch.Put(StoreColumn.Pages, Bytes("a"), Bytes("1"));
        }

        Assert.True(store.IsEmpty(StoreColumn.Pages));
    }

    [Fact]
    public void The_first_key_from_another_on_must_have_the_prefix_and_the_length_asked_for()
    {
        using var store = Disk.OpenStore(create: true);
        Write(store, ("a2", "1"), ("a4", "2"), ("a45", "3"), ("b2", "4"));

        Assert.Equal("2", Text(store.First(StoreColumn.Pages, Bytes("a3"), Bytes("a"), 2)));
        Assert.Null(store.First(StoreColumn.Pages, Bytes("a41"), Bytes("a"), 2));
        Assert.Null(store.First(StoreColumn.Pages, Bytes("a5"), Bytes("a"), 2));
        Assert.Null(store.First(StoreColumn.Pages, Bytes("c"), Bytes("c"), 2));
    }

    [Fact]
    public void Who_reads_sees_the_pairs_of_one_instant()
    {
        using var store = Disk.OpenStore(create: true);
        Write(store, ("a", "1"), ("b", "1"));

        using var reading = store.Scan(StoreColumn.Pages, [], null).GetEnumerator();
        Assert.True(reading.MoveNext());
        Write(store, ("b", "2"), ("c", "2"));

        Assert.True(reading.MoveNext());
        Assert.Equal("1", Text(reading.Current.Value));
        Assert.False(reading.MoveNext());
    }

    [Fact]
    public void A_suspect_store_takes_nothing_until_it_was_opened_anew_and_looked_through()
    {
        using var store = Disk.OpenStore(create: true);
        Write(store, ("a", "1"));
        var looked = 0;

        store.Suspect();
        Assert.Throws<StoreException>(() => Write(store, ("a", "2")));
        Assert.Throws<StoreException>(() => store.Reopen(() => throw new StoreException("not yet")));
        Assert.True(store.IsSuspect);
        store.Reopen(() =>
        {
            looked++;
            using var read = Disk.ReadStore();
            Assert.Equal("1", Text(read!.Get(StoreColumn.Pages, Bytes("a"))));
        });
        Write(store, ("b", "2"));

        Assert.Equal(1, looked);
        Assert.False(store.IsSuspect);
        Assert.Equal([("a", "1"), ("b", "2")], Scan(store, "", null));
    }

    [Fact]
    public void A_store_is_held_by_one_kept_when_it_closes_and_none_before_it_is_made()
    {
        Assert.Null(Disk.ReadStore());
        Assert.ThrowsAny<StoreException>(() => Disk.OpenStore(create: false));
        var store = Disk.OpenStore(create: true);
        Write(store, ("a", "1"));
        Assert.Throws<StoreException>(() => Disk.OpenStore(create: false));

        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Get(StoreColumn.Pages, Bytes("a")));
        Assert.Throws<ObjectDisposedException>(() => Write(store, ("a", "2")));
        using var again = Disk.OpenStore(create: false);

        Assert.Equal("1", Text(again.Get(StoreColumn.Pages, Bytes("a"))));
    }

    [Fact]
    public void A_file_appears_under_its_name_at_once_and_gives_way_only_when_told()
    {
        Disk.Create();
        Make("draft", "one");
        Disk.Move("draft", "file", replace: false);
        Make("draft", "two");

        Assert.Throws<IOException>(() => Disk.Move("draft", "file", replace: false));
        Assert.Equal("one", Read("file"));
        Disk.Move("draft", "file", replace: true);

        Assert.Equal("two", Read("file"));
        Assert.False(Disk.Exists("draft"));
        Assert.ThrowsAny<IOException>(() => Disk.Open("draft", write: false));
    }

    [Fact]
    public void A_file_is_written_in_place_read_up_to_its_end_and_not_while_it_is_written()
    {
        Disk.Create();
        Make("file", "one");
        using (var file = Disk.Open("file", write: true))
        {
            file.Write(Bytes("TWO"), 1);
            file.Flush();
            Assert.ThrowsAny<IOException>(() => Disk.Open("file", write: false));
            Assert.Equal(4, file.Length);
        }

        Assert.Equal("oTWO", Read("file"));
        using var read = Disk.Open("file", write: false);
        Assert.Equal(2, read.Read(new byte[8], 2));
        Assert.Equal(0, read.Read(new byte[8], 9));
    }

    [Fact]
    public void A_disk_that_takes_what_is_written_says_so_and_keeps_nothing_of_the_trial()
    {
        using var store = Disk.OpenStore(create: true);

        Disk.Probe();

        Assert.False(Disk.Exists("disk.probe"));
    }

    private protected static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private protected static string? Text(byte[]? bytes) => bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes);

    private protected static void Write(IColumnStore store, params IEnumerable<(string Key, string Value)> pairs) => Write(store, sync: true, pairs);

    private protected static void Write(IColumnStore store, bool sync, params IEnumerable<(string Key, string Value)> pairs)
    {
        using var batch = store.NewBatch();
        foreach (var (key, value) in pairs)
            batch.Put(StoreColumn.Pages, Bytes(key), Bytes(value));

        batch.Write(sync);
    }

    private protected static List<(string Key, string Value)> Scan(IColumnStore store, string start, string? end) =>
        [.. store.Scan(StoreColumn.Pages, Bytes(start), end is null ? null : Bytes(end)).Select(pair => (Text(pair.Key)!, Text(pair.Value)!))];

    private void Make(string name, string content)
    {
        using var file = Disk.Create(name);
        file.Write(Bytes(content), 0);
        file.Flush();
    }

    private string Read(string name)
    {
        using var file = Disk.Open(name, write: false);
        var bytes = new byte[file.Length];
        Assert.Equal(bytes.Length, file.Read(bytes, 0));
        return Text(bytes)!;
    }
}
