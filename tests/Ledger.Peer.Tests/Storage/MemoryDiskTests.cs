using Ledger.Chain;

namespace Ledger.Peers.Tests;

/// <summary>A disk in memory, and what a power cut does to it.</summary>
public sealed class MemoryDiskTests : PeerDiskTests
{
    private readonly MemoryDisk disk = new("tax");

    private protected override IPeerDisk Disk => disk;

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(2, "2")]
    [InlineData(9, "2")]
    public void A_cut_loses_the_writes_of_a_store_since_the_last_synced_one_but_for_those_kept(int kept, string found)
    {
        var store = disk.OpenStore(create: true);
        Write(store, sync: false, ("before", "unsynced"));
        Write(store, sync: true, ("a", "0"));
        Write(store, sync: false, ("a", "1"));
        Write(store, sync: false, ("a", "2"));

        disk.Cut(kept);

        Assert.Throws<StoreException>(() => store.Get(StoreColumn.Pages, Bytes("a")));
        using var again = disk.OpenStore(create: false);
        Assert.Equal([("a", found), ("before", "unsynced")], Scan(again, "", null));
    }

    [Theory]
    [InlineData(0, false, "old")]
    [InlineData(0, true, "nld")]
    [InlineData(1, false, "new")]
    public void A_cut_loses_or_tears_what_was_not_flushed_to_a_file(int kept, bool torn, string found)
    {
        var file = disk.Create("file");
        file.Write(Bytes("old"), 0);
        file.Flush();
        file.Write(Bytes("new"), 0);

        disk.Cut(kept, torn);

        Assert.Throws<IOException>(() => file.Length);
        using var again = disk.Open("file", write: false);
        var bytes = new byte[again.Length];
        again.Read(bytes, 0);
        Assert.Equal(found, Text(bytes));
    }

    [Fact]
    public void A_slot_torn_by_a_cut_leaves_what_was_written_before()
    {
        TwoSlotFile.Create(disk, "slots", Bytes("one"));
        var file = TwoSlotFile.Open(disk.Open("slots", write: true));
        file.Write(Bytes("two"));

        Assert.Throws<IOException>(() => file.Write(Bytes(new string('3', 1000)), torn: () => disk.Cut(torn: true)));

        using var again = TwoSlotFile.Open(disk.Open("slots", write: false));
        Assert.Equal("two", Text(again.Content)!.TrimEnd('\0'));
        Assert.Equal(1, again.BadSlots);
    }

    /// <summary>Content written without a sync may be lost, never what was synced before it.</summary>
    [Theory]
    [InlineData(0, false, 'm')]
    [InlineData(0, true, 'm')]
    [InlineData(1, false, '0')]
    [InlineData(1, true, 'm')]
    [InlineData(2, false, '1')]
    [InlineData(2, true, 'm')]
    [InlineData(3, false, '2')]
    [InlineData(4, false, '3')]
    public void After_a_cut_a_file_of_slots_holds_what_was_synced_last_or_something_written_since(int kept, bool torn, char found)
    {
        TwoSlotFile.Create(disk, "slots", Long('m'));
        var file = TwoSlotFile.Open(disk.Open("slots", write: true));
        foreach (var content in "0123")
            file.Write(Long(content), sync: false);

        // Before the first write after making or opening what the file held is synced: it may not be durable.
        Assert.Equal(3, disk.Syncs("slots") + disk.Syncs("slots.new"));
        disk.Cut(kept, torn);

        using var again = TwoSlotFile.Open(disk.Open("slots", write: true));
        Assert.Equal(Long(found), again.Content!.AsSpan(0, 3000));
        again.Write(Long('n'));
        Assert.Equal(Long('n'), again.Content!.AsSpan(0, 3000));

        static byte[] Long(char of) => Bytes(new string(of, 3000));
    }

    [Fact]
    public void A_disk_that_takes_nothing_says_why_and_loses_nothing()
    {
        using var store = disk.OpenStore(create: true);
        Write(store, ("a", "1"));

        disk.Fault = "no space left";
        Assert.Contains("no space left", Assert.Throws<StoreException>(() => Write(store, ("a", "2"))).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(disk.Probe);
        disk.Fault = null;
        store.Reopen(() => { });

        Assert.Equal("1", Text(store.Get(StoreColumn.Pages, Bytes("a"))));
    }
}
