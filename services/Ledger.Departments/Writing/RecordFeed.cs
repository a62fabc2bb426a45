using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Ledger.Departments;

/// <summary>Tells watchers which records changed.</summary>
internal sealed class RecordFeed
{
    /// <summary>Changes a watcher may lag behind before it is told to begin again.</summary>
    private const int Backlog = 4096;

    private readonly ConcurrentDictionary<Guid, Channel<long>> watchers = new();
    private readonly Lock opening = new();

    /// <summary>A record is new or changed its state.</summary>
    public void Publish(long number)
    {
        foreach (var (id, channel) in watchers)
        {
            if (!channel.Writer.TryWrite(number) && watchers.TryRemove(id, out _))
                channel.Writer.TryComplete(new WatcherTooSlowException());
        }
    }

    /// <summary>Begins to watch; disposing ends it.</summary>
    /// <param name="limit">Watches that may be open, this one included.</param>
    /// <returns>Null when so many are open already.</returns>
    public Watch? TryOpen(int limit)
    {
        lock (opening)
        {
            if (watchers.Count >= limit)
                return null;

            var id = Guid.NewGuid();
            var channel = Channel.CreateBounded<long>(new BoundedChannelOptions(Backlog) { SingleReader = true });
            watchers[id] = channel;
            return new(this, id, channel.Reader);
        }
    }

    /// <summary>An open watch.</summary>
    internal sealed class Watch(RecordFeed feed, Guid id, ChannelReader<long> changes) : IDisposable
    {
        /// <summary>Numbers of records that changed; ends with <see cref="WatcherTooSlowException"/> when the reader lags.</summary>
        public ChannelReader<long> Changes { get; } = changes;

        public void Dispose() => feed.watchers.TryRemove(id, out _);
    }
}
