using System.Globalization;

namespace Ledger.Network.Import;

/// <summary>Prints rows done and rate while an import runs: on a terminal once a second in one line, else a line every ten seconds.</summary>
internal sealed class ImportProgress : IAsyncDisposable
{
    private readonly TextWriter output;
    private readonly TimeProvider clock;
    private readonly Func<ImportTotals> totals;
    private readonly bool terminal;
    private readonly CancellationTokenSource end = new();
    private readonly Task printing;

    /// <summary>Begins to print.</summary>
    public ImportProgress(TextWriter output, TimeProvider clock, Func<ImportTotals> totals)
    {
        (this.output, this.clock, this.totals) = (output, clock, totals);
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
        try
        {
            while (await timer.WaitForNextTickAsync(end.Token))
            {
                var now = totals();
                var rate = (now.Events - lastEvents) / Math.Max(clock.GetElapsedTime(last).TotalSeconds, 0.001);
                (last, lastEvents) = (clock.GetTimestamp(), now.Events);
                var text = string.Create(CultureInfo.InvariantCulture, $"{now.Rows - now.Open:N0} of {now.Rows:N0} rows, {now.Recorded:N0} recorded, {now.Refused:N0} refused, {now.Unreadable:N0} unreadable; {rate:N0} events/s");
                if (terminal)
                    output.Write($"\r{text}   ");
                else
                    output.WriteLine(text);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Disposed: nothing left to say.
        }
    }
}
