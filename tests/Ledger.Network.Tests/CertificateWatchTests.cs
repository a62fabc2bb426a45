using Ledger.Node;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Ledger.Network.Tests;

public sealed class CertificateWatchTests
{
    private static readonly DateTimeOffset End = new(2030, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly WatchedCertificate Certificate = new("this node's TLS certificate", "本节点的 TLS 证书", "/etc/tls.pem", End.AddYears(-1), End);

    private readonly FakeTimeProvider clock = new(End.AddDays(-120));
    private readonly List<(LogLevel Level, string Text)> lines = [];

    [Fact]
    public void Its_end_is_told_ninety_thirty_and_seven_days_before_and_when_it_is_there_each_once()
    {
        var watch = Watch();
        var told = new List<int>();
        for (var day = 120; day >= -3; day--)
        {
            var before = lines.Count;
            watch.Tell();
            watch.Tell();
            if (lines.Count > before)
                told.Add(day);
            Assert.InRange(lines.Count - before, 0, 1);
            clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([90, 30, 7, -1], told);
        Assert.Equal([LogLevel.Warning, LogLevel.Warning, LogLevel.Warning, LogLevel.Error], lines.Select(line => line.Level));
        Assert.All(lines, line => Assert.Contains("/etc/tls.pem", line.Text, StringComparison.Ordinal));
        Assert.Contains("expires in 30 days, on 2030-06-01T08:00:00Z", lines[1].Text, StringComparison.Ordinal);
        Assert.Contains("expired on 2030-06-01T08:00:00Z", lines[3].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(91, null)]
    [InlineData(90, "expires in 90 days")]
    [InlineData(30, "expires in 30 days")]
    [InlineData(7, "expires in 7 days")]
    [InlineData(-1, null)]
    public void The_status_says_it_from_ninety_days_before_until_it_is_a_fault(int days, string? said)
    {
        clock.SetUtcNow(End.AddDays(-days));
        var ending = Watch().Ending;
        Assert.Equal(said is null ? 0 : 1, ending.Count);
        if (said is not null)
        {
            Assert.Contains(said, ending[0].English, StringComparison.Ordinal);
            Assert.Contains($"{days} 天后", ending[0].Chinese, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_certificate_that_ends_while_the_node_runs_is_a_fault_from_that_moment_on()
    {
        var watch = Watch();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = watch.RunAsync(stopping.Token);
        Assert.Null(watch.Fault);

        clock.SetUtcNow(End);
        Assert.Null(watch.Fault);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("this node's TLS certificate expired on 2030-06-01T08:00:00Z: /etc/tls.pem; put a new one there and start the node again",
            watch.Fault!.English);
        Assert.Equal("本节点的 TLS 证书已于 2030-06-01T08:00:00Z 过期：/etc/tls.pem；请更换后重启节点", watch.Fault.Chinese);
        Assert.Contains(lines, line => line.Level == LogLevel.Error);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void One_that_is_not_valid_yet_names_the_clock()
    {
        clock.SetUtcNow(End);
        var watch = new CertificateWatch([Certificate with { NotBefore = End.AddHours(1), NotAfter = End.AddYears(1) }], [90, 30, 7], clock, Log());

        watch.Tell();

        Assert.Contains("is not valid before 2030-06-01T09:00:00Z", watch.Fault!.English, StringComparison.Ordinal);
        Assert.Contains("clock says 2030-06-01T08:00:00Z", Assert.Single(lines).Text, StringComparison.Ordinal);
    }

    private CertificateWatch Watch() => new([Certificate], [90, 30, 7], clock, Log());

    private Keeping Log() => new Keeping(lines);

    private sealed class Keeping(List<(LogLevel Level, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add((logLevel, formatter(state, exception)));
    }
}
