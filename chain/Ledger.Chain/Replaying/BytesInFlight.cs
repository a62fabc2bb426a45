using System.Threading.Channels;

namespace Ledger.Chain;

/// <summary>Keeps what one stage hands to later ones within a bound of bytes. One stage takes; any gives back.</summary>
/// <param name="most">Bytes at most; what is larger by itself goes alone.</param>
internal sealed class BytesInFlight(long most)
{
    private readonly Channel<bool> freed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long held;

    /// <summary>Waits until so many bytes fit.</summary>
    public async ValueTask TakeAsync(long bytes, CancellationToken ct)
    {
        while (Interlocked.Read(ref held) is > 0 and var now && now + bytes > most)
            await freed.Reader.ReadAsync(ct);

        Interlocked.Add(ref held, bytes);
    }

    /// <summary>Gives bytes back.</summary>
    public void Release(long bytes)
    {
        Interlocked.Add(ref held, -bytes);
        freed.Writer.TryWrite(true);
    }
}
