using System.Collections.Concurrent;

namespace Ledger.Import;

/// <summary>
/// Works the open rows of an import off: many at once, those of one unit one after the other, by date and then by their order in
/// the file.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="range">Which import.</param>
/// <param name="options">How many at once.</param>
internal sealed class ImportRun(ImportJournal journal, ImportRange range, ImportOptions options)
{
    private readonly ConcurrentDictionary<string, Task> lastOf = new(StringComparer.Ordinal);
    private Exception? fault;

    /// <summary>Runs to the end of the file.</summary>
    /// <param name="runner">Leads a case.</param>
    /// <param name="halt">Cancelled by this method when a case meets a fault, so that the others end too.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop; open rows go on with the next run.</exception>
    public async Task RunAsync(CaseRunner runner, CancellationTokenSource halt)
    {
        using var window = new SemaphoreSlim(options.RowsInFlight);
        var running = new ConcurrentDictionary<int, Task>();
        try
        {
            foreach (var deal in journal.OpenDeals(range))
            {
                await window.WaitAsync(halt.Token);
                var units = deal.Plan.Units.Concat(journal.FindTaken(range, deal.Plan.Row)?.Old.Plan.Units ?? []).Select(static unit => unit.Code)
                    .Distinct(StringComparer.Ordinal).ToList();
                var before = units.Select(unit => lastOf.GetValueOrDefault(unit, Task.CompletedTask)).ToList();
                var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                units.ForEach(unit => lastOf[unit] = turn.Task);
                running[deal.Plan.Row] = Task.Run(async () =>
                {
                    try
                    {
                        await Task.WhenAll(before);
                        // Those before it may have been told to stop: what this one sent now would overtake them at the next run.
                        halt.Token.ThrowIfCancellationRequested();
                        await runner.RunAsync(deal);
                    }
                    catch (Exception e)
                    {
                        // The first fault counts: those after it are cases that were told to stop.
                        Interlocked.CompareExchange(ref fault, e, null);
                        await halt.CancelAsync();
                    }
                    finally
                    {
                        turn.SetResult();
                        units.ForEach(unit => lastOf.TryRemove(KeyValuePair.Create(unit, (Task)turn.Task)));
                        running.TryRemove(deal.Plan.Row, out _);
                        window.Release();
                    }
                });
            }
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            // Said below, with the fault that led to it.
        }

        await Task.WhenAll(running.Values);
        if (fault is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        halt.Token.ThrowIfCancellationRequested();
    }
}
