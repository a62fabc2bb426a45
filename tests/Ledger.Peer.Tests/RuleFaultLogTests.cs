using System.Collections.Concurrent;
using Ledger.Chain;
using Microsoft.Extensions.Logging;

namespace Ledger.Peers.Tests;

/// <summary>What the code of a rule threw: the verdict names its kind alone, the node's log has the whole of it.</summary>
public sealed class RuleFaultLogTests
{
    [Fact]
    public async Task The_exception_of_a_rule_stands_whole_in_the_log_and_by_its_kind_alone_in_the_verdict()
    {
        using var ledger = new TestLedger();
        var logger = new Recorder();
        await using var peer = ledger.Open("registration", logger: logger);
        await using var ordering = new EmbeddedOrdering(peer);
        var envelope = ledger.Sign("tax", TestContract.PutEvent("broken", "v"));

        var refused = Assert.IsType<SubmitResult.Refused>(await ordering.SubmitAsync(envelope, TestNetwork.Limit));

        var finding = Assert.Single(refused.Verdict.Findings);
        Assert.Equal(ChainRules.Fault, finding.Rule);
        Assert.EndsWith(nameof(InvalidOperationException), finding.MessageEn, StringComparison.Ordinal);
        Assert.DoesNotContain("broken rule", finding.MessageEn + finding.MessageZh, StringComparison.Ordinal);

        var (text, thrown) = Assert.Single(logger.Lines, static line => line.Thrown is not null);
        Assert.Contains(TestContract.Put, text, StringComparison.Ordinal);
        Assert.True(new EnvelopeVerificationCache().TryGet(envelope, out var decoded, out _));
        Assert.Contains(Convert.ToHexStringLower(decoded.LeafHash), text, StringComparison.Ordinal);
        Assert.Equal("broken rule", thrown!.Message);
        Assert.Contains(nameof(TestContract), thrown.StackTrace, StringComparison.Ordinal);
    }

    private sealed class Recorder : ILogger
    {
        public ConcurrentQueue<(string Text, Exception? Thrown)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Enqueue((formatter(state, exception), exception));
    }
}
