using Ledger.Node;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Ledger.Network.Tests;

public sealed class BoundsTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_bucket_gives_its_burst_and_then_its_rate()
    {
        var bucket = new TokenBucket(perSecond: 2, burst: 3, clock);

        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => bucket.TryTake()));
        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(1, Enumerable.Range(0, 10).Count(_ => bucket.TryTake()));
        Assert.True(bucket.IsEmpty);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(bucket.IsFull);
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => bucket.TryTake()));
    }

    [Fact]
    public void A_caller_has_its_connections_its_open_calls_and_its_rate_and_gets_them_back()
    {
        var caller = new CallerShare("caller", connections: 1, openCalls: 2, new TokenBucket(1, 3, clock), new TokenBucket(1, 2, clock));

        Assert.Null(caller.Connect());
        Assert.Contains("of at most 1", caller.Connect(), StringComparison.Ordinal);
        Assert.Null(caller.Begin());
        Assert.Null(caller.Begin());
        Assert.Contains("2 calls are open, of at most 2", caller.Begin(), StringComparison.Ordinal);
        caller.End();
        Assert.Null(caller.Begin());
        caller.End();
        Assert.Contains("calls per second", caller.Begin(), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(caller.Begin());
        caller.Disconnect();
        Assert.True(caller.TryFault());
        Assert.True(caller.TryFault());
        Assert.False(caller.TryFault());
        Assert.Contains("cut", caller.Connect(), StringComparison.Ordinal);
        Assert.False(caller.IsIdle);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(caller.Connect());
    }

    [Fact]
    public void Of_messages_that_strangers_cause_few_are_written_and_the_rest_counted()
    {
        var written = new Lines();
        using var loggers = new BoundedLoggers(written, clock);
        var strangers = loggers.CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");
        var own = loggers.CreateLogger("Ledger.Peers.Peer");

        for (var i = 0; i < 500; i++)
        {
#pragma warning disable CA1848, CA1873, CA2254 // A test's messages.
            strangers.LogWarning(new EventId(7), "bad call");
            own.LogWarning("own");
        }

        Assert.Equal((10, 500), (written.Texts.Count(text => text == "bad call"), written.Texts.Count(text => text == "own")));
        clock.Advance(TimeSpan.FromMinutes(1));
        strangers.LogWarning(new EventId(7), "bad call");
#pragma warning restore CA1848, CA1873, CA2254
        Assert.Equal(["490 more messages of this kind were not written", "bad call"], written.Texts.TakeLast(2));
    }

    private sealed class Lines : ILoggerFactory, ILogger
    {
        public List<string> Texts { get; } = [];

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Texts.Add(formatter(state, exception));

        public void Dispose()
        {
            // Nothing.
        }
    }
}
