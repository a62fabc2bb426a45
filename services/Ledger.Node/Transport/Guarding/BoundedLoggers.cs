using System.Collections.Concurrent;

namespace Ledger.Node;

/// <summary>
/// Loggers of what strangers can cause: of each kind of message a few per minute are written, the rest are counted, so that
/// nobody fills a disk by asking. What the node says of itself is not bounded.
/// </summary>
internal sealed class BoundedLoggers(ILoggerFactory inner, TimeProvider clock) : ILoggerFactory
{
    private const int PerWindow = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Microsoft.", StringComparison.Ordinal) || categoryName.StartsWith("Grpc.", StringComparison.Ordinal)
        || categoryName == typeof(ConnectionGuard).FullName
            ? new Bounded(inner.CreateLogger(categoryName), clock)
            : inner.CreateLogger(categoryName);

    /// <summary>The inner factory is its owner's.</summary>
    public void Dispose()
    {
        // Nothing of its own.
    }

    private sealed class Bounded(ILogger inner, TimeProvider clock) : ILogger
    {
        private readonly ConcurrentDictionary<(LogLevel Level, int Event), Count> counts = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel) || !counts.GetOrAdd((logLevel, eventId.Id), static _ => new Count()).TryTake(clock, out var withheld))
                return;
            if (withheld > 0)
#pragma warning disable CA1848, CA1873 // At most once per minute and kind.
                inner.Log(logLevel, eventId, "{Withheld} more messages of this kind were not written", withheld);
#pragma warning restore CA1848, CA1873
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }

    private sealed class Count
    {
        private readonly Lock gate = new();
        private long begun;
        private int written = PerWindow;
        private long withheld;
        private bool isNew = true;

        public bool TryTake(TimeProvider clock, out long before)
        {
            lock (gate)
            {
                before = 0;
                if (isNew || clock.GetElapsedTime(begun) >= Window)
                {
                    (before, withheld) = (withheld, 0);
                    (begun, written, isNew) = (clock.GetTimestamp(), 0, false);
                }

                if (written < PerWindow)
                {
                    written++;
                    return true;
                }

                withheld++;
                return false;
            }
        }
    }
}
