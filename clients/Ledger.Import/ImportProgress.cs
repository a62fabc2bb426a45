using System.Globalization;
using Ledger.Log;

namespace Ledger.Import;

/// <summary>
/// Prints rows done and rate while an import runs: on a terminal once a second in one line, else a line every ten seconds. When it
/// stands still, says why and since when.
/// </summary>
internal sealed class ImportProgress : IAsyncDisposable
{
    private readonly TextWriter output;
    private readonly TimeProvider clock;
    private readonly Func<ImportTotals> totals;
    private readonly Func<SetbackRow?> waiting;
    private readonly bool terminal;
    private readonly CancellationTokenSource end = new();
    private readonly Task printing;

    /// <summary>Begins to print.</summary>
    /// <param name="output">Where.</param>
    /// <param name="clock">Times the lines.</param>
    /// <param name="totals">How far the import has come.</param>
    /// <param name="waiting">What stands in its way; null when nothing does.</param>
    public ImportProgress(TextWriter output, TimeProvider clock, Func<ImportTotals> totals, Func<SetbackRow?> waiting)
    {
        (this.output, this.clock, this.totals, this.waiting) = (output, clock, totals, waiting);
        terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        printing = PrintAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await printing;
        end.Dispose();
        if (terminal)
            output.WriteLine();
    }

    private async Task PrintAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(terminal ? 1 : 10), clock);
        var (last, lastEvents) = (clock.GetTimestamp(), totals().Events);
        SetbackRow? told = null;
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                var now = totals();
                var rate = (now.Events - lastEvents) / Math.Max(clock.GetElapsedTime(last).TotalSeconds, 0.001);
                var stands = now.Events == lastEvents;
                (last, lastEvents) = (clock.GetTimestamp(), now.Events);
                var text = string.Create(CultureInfo.InvariantCulture,
                    $"{now.Rows - now.Open:N0} of {now.Rows:N0} rows, {now.Recorded:N0} recorded, {now.Refused:N0} refused, {now.Unreadable:N0} unreadable; {rate:N0} events/s");
                if (terminal)
                    output.Write($"\r{text}   ");
                else
                    output.WriteLine(text);
                // At once, and ever more seldom while it lasts: on a terminal a line of its own among those written over each other.
                if (stands && waiting() is { } row && (told?.Since != row.Since || row.Count >= 2 * told.Count))
                {
                    told = row;
                    output.WriteLine(
                        string.Create(CultureInfo.InvariantCulture,
                            $"{(terminal ? "\n" : "")}Stands still since {row.Since.UtcDateTime:s}Z ({row.Count} attempts): {row.Reason.English}"));
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"自 {row.Since.UtcDateTime:s}Z 起停滞（已尝试 {row.Count} 次）：{row.Reason.Chinese}"));
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Disposed: nothing left to say.
        }
    }
}
