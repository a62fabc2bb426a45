namespace Ledger.Peers;

/// <summary>The bytes of a file in memory: as they are read, and as they would be found after a power cut.</summary>
internal sealed class MemoryBytes
{
    private readonly List<(byte[] Bytes, long Position)> unsynced = [];
    private byte[] durable = [];

    /// <summary>As they are read.</summary>
    public byte[] Now { get; private set; } = [];

    public void Write(ReadOnlySpan<byte> bytes, long position)
    {
        unsynced.Add((bytes.ToArray(), position));
        Now = With(Now, bytes, position);
    }

    public void Flush()
    {
        unsynced.Clear();
        durable = Now;
    }

    /// <summary>The same bytes, synced or not.</summary>
    public MemoryBytes Copy()
    {
        var copy = new MemoryBytes { durable = durable, Now = Now };
        copy.unsynced.AddRange(unsynced);
        return copy;
    }

    /// <summary>Loses what was not synced, see <see cref="MemoryDisk.Cut"/>.</summary>
    public void Cut(int kept, bool torn)
    {
        foreach (var (bytes, position) in unsynced.Take(kept))
            durable = With(durable, bytes, position);

        if (torn && unsynced.Count > kept && unsynced[kept] is var next)
            durable = With(durable, next.Bytes.AsSpan(0, next.Bytes.Length / 2), next.Position);

        unsynced.Clear();
        Now = durable;
    }

    private static byte[] With(byte[] old, ReadOnlySpan<byte> bytes, long position)
    {
        var changed = new byte[Math.Max(old.Length, position + bytes.Length)];
        old.CopyTo(changed, 0);
        bytes.CopyTo(changed.AsSpan((int)position));
        return changed;
    }
}
