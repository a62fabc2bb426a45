namespace Ledger.Peers;

/// <summary>An open file of a disk in memory.</summary>
internal sealed class MemoryFile(MemoryDisk disk, string name, MemoryBytes bytes) : IDiskFile
{
    private readonly int opened = disk.Cuts;

    public string Path => disk.PathOf(name);

    public long Length => Use(() => bytes.Now.LongLength);

    public int Read(Span<byte> destination, long position)
    {
        var now = Use(() => bytes.Now);
        var length = (int)Math.Clamp(now.LongLength - position, 0, destination.Length);
        now.AsSpan((int)Math.Min(position, now.LongLength), length).CopyTo(destination);
        return length;
    }

    public void Write(ReadOnlySpan<byte> source, long position)
    {
        var copy = source.ToArray();
        Use(() =>
        {
            disk.CheckTakes();
            bytes.Write(copy, position);
            disk.OnChange?.Invoke();
            return true;
        });
    }

    public void Flush() => Use(() =>
    {
        disk.CheckTakes();
        bytes.Flush();
        disk.CountSync(name);
        disk.OnChange?.Invoke();
        return true;
    });

    public void Dispose() => disk.Release(name, opened);

    private T Use<T>(Func<T> work)
    {
        lock (disk.Gate)
        {
            return disk.Cuts == opened ? work() : throw new IOException($"The power of {Path} was cut.");
        }
    }
}
