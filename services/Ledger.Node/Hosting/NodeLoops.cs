using System.Collections.Concurrent;
using Ledger.Log;

namespace Ledger.Node;

/// <summary>
/// Runs what a node does over and over, and says of each by its own name when a fault has ended it: nobody takes it up again
/// before the next start. Safe for use by several threads.
/// </summary>
/// <param name="organisation">Whose node it is.</param>
/// <param name="clock">Counts the setbacks of following.</param>
/// <param name="logger">Told what ended.</param>
internal sealed partial class NodeLoops(string organisation, TimeProvider clock, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> running = [];
    private readonly ConcurrentQueue<EndedLoop> ended = new();

    /// <summary>Attempts to follow ordering that failed in a row for another cause than that it cannot be reached.</summary>
    public Setbacks Following { get; } = new(clock);

    /// <summary>What has ended, what the node does not serve without first; null while all run.</summary>
    public EndedLoop? Ended => ended.FirstOrDefault(static end => end.Loop.IsVital) ?? ended.FirstOrDefault();

    /// <summary>Starts one; only by who starts the node.</summary>
    public void Start(NodeLoop loop, Func<CancellationToken, Task> work) => running.Add(Task.Run(() => RunAsync(loop, work)));

    /// <summary>Ends all of them, and waits until they have.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running);
    }

    /// <inheritdoc/>
    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(NodeLoop loop, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(stopping.Token);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The node stops; a call cut short by that may say so in several ways.
        }
        catch (Exception e)
        {
            ended.Enqueue(new EndedLoop(loop, e.Message));
            LogEnded(logger, organisation, loop.What.English, loop.Without.English, e);
        }
    }

    [LoggerMessage(12, LogLevel.Critical, "The node of {Organisation} has ended {Loop}: {Without}. Remove the cause and start it again")]
    private static partial void LogEnded(ILogger logger, string organisation, string loop, string without, Exception e);
}
