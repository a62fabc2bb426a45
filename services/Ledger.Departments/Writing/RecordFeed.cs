using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Ledger.Departments.Writing;

/// <summary>Tells watchers which records changed.</summary>
internal sealed class RecordFeed
{
    /// <summary>Changes a watcher may lag behind before it is told to begin again.</summary>
    private const int Backlog = 4096;

    private readonly ConcurrentDictionary<Guid, Channel<long>> _watchers = new();
    private readonly Lock _opening = new();

    /// <summary>A record is new or changed its state.</summary>
    public void Publish(long number)
    {
        foreach (var (id, channel) in _watchers)
        {
            if (!channel.Writer.TryWrite(number) && _watchers.TryRemove(id, out _))
            {
                channel.Writer.TryComplete(new WatcherTooSlowException());
            }
        }
    }

    /// <summary>Begins to watch; disposing ends it.</summary>
    /// <param name="limit">Watches that may be open, this one included.</param>
    /// <returns>Null when so many are open already.</returns>
    public Watch? TryOpen(int limit)
    {
        lock (_opening)
        {
            if (_watchers.Count >= limit)
            {
                return null;
            }

            var id = Guid.NewGuid();
            var channel = Channel.CreateBounded<long>(new BoundedChannelOptions(Backlog) { SingleReader = true });
            _watchers[id] = channel;
            return new(this, id, channel.Reader);
        }
    }

    /// <summary>An open watch.</summary>
    internal sealed class Watch(RecordFeed feed, Guid id, ChannelReader<long> changes) : IDisposable
    {
        /// <summary>Numbers of records that changed; ends with <see cref="WatcherTooSlowException"/> when the reader lags.</summary>
        public ChannelReader<long> Changes { get; } = changes;

        public void Dispose() => feed._watchers.TryRemove(id, out _);
    }
}
