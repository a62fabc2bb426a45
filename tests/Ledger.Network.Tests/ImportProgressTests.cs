using Ledger.Import;
using Ledger.Log;
using Microsoft.Extensions.Time.Testing;

namespace Ledger.Network.Tests;

public sealed class ImportProgressTests
{
    [Fact(Timeout = 60_000)]
    public async Task An_import_that_stands_still_says_why_and_since_when_at_once_and_ever_more_seldom()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 3, 0, 0, TimeSpan.Zero));
        var output = new KeptLines();
        var setbacks = new Setbacks(clock);
        setbacks.Add(new("the orderers are away", "排序节点无应答"));
        await using (new ImportProgress(output, clock, () => Totals, () => setbacks.Row))
        {
            for (var i = 0; i < 16; i++)
            {
                var lines = Lines(output.Text);
                setbacks.Add(new("the orderers are away", "排序节点无应答"));
                clock.Advance(TimeSpan.FromSeconds(10));
                while (Lines(output.Text) == lines)
                {
                    TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                    await Task.Yield();
                }
            }
        }

        var text = output.Text;
        Assert.Contains("Stands still since 2026-11-30T03:00:00Z (2 attempts): the orderers are away", text, StringComparison.Ordinal);
        Assert.Contains("自 2026-11-30T03:00:00Z 起停滞（已尝试 2 次）：排序节点无应答", text, StringComparison.Ordinal);
        Assert.InRange(text.Split("Stands still").Length - 1, 3, 4);
    }

    private static ImportTotals Totals { get; } = new()
    {
        Recorded = 0,
        Refused = 0,
        Unreadable = 0,
        Open = 10,
        Envelopes = 0,
        Events = 0,
        RefusedByRule = [],
        Acknowledged = [],
        Informed = [],
    };

    private static int Lines(string text) => text.Split("events/s").Length;

    private sealed class KeptLines : TextWriter
    {
        private readonly System.Text.StringBuilder kept = new();

        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public string Text
        {
            get
            {
                lock (kept)
                    return kept.ToString();
            }
        }

        public override void WriteLine(string? value)
        {
            lock (kept)
                kept.AppendLine(value);
        }
    }
}
