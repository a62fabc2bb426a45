using System.Text;

namespace Ledger.Peers.Tests;

public sealed class TwoSlotFileTests
{
    /// <summary>What a killed process wrote without a sync is read again; a power cut then may keep any part of what was not synced.</summary>
    [Fact]
    public void After_a_kill_the_first_write_leaves_a_durable_slot_whatever_the_disk_wrote_first()
    {
        var disk = new ReorderingFile();
        var killed = TwoSlotFile.Open(disk);
        killed.Write(Content("one"));
        killed.Write(Content("two"), sync: false);
        killed.Write(Content("three"), sync: false);

        var again = TwoSlotFile.Open(disk);
        Assert.StartsWith("three", Encoding.UTF8.GetString(again.Content!), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => again.Write(Content("four"), torn: () =>
        {
            disk.CutPower();
            throw new IOException("power");
        }));

        var found = TwoSlotFile.Open(disk);
        Assert.StartsWith("three", Encoding.UTF8.GetString(found.Content!), StringComparison.Ordinal);
    }

    private static byte[] Content(string text) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, 500)));

    /// <summary>A file of which a power cut keeps the parts that overwrite something, and not those that are new.</summary>
    private sealed class ReorderingFile : IDiskFile
    {
        private const int Part = 256;
        private readonly byte[] durable = new byte[TwoSlotFile.FileSize];
        private readonly byte[] now = new byte[TwoSlotFile.FileSize];

        public string Path => "slots";

        public long Length => now.Length;

        public int Read(Span<byte> bytes, long position)
        {
            var count = Math.Min(bytes.Length, now.Length - (int)position);
            now.AsSpan((int)position, count).CopyTo(bytes);
            return count;
        }

        public void Write(ReadOnlySpan<byte> bytes, long position) => bytes.CopyTo(now.AsSpan((int)position));

        public void Flush() => now.CopyTo(durable, 0);

        public void CutPower()
        {
            for (var slot = 0; slot < now.Length; slot += now.Length / 2)
            {
                if (durable.AsSpan(slot, Part).ContainsAnyExcept((byte)0))
                    now.AsSpan(slot, Part).CopyTo(durable.AsSpan(slot));
            }

            durable.CopyTo(now, 0);
        }

        public void Dispose()
        {
        }
    }
}
