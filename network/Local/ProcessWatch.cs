using System.Globalization;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>
/// Says which process of a running network ended, and why; starts it again where that is asked for: after 1 s, 2 s, 4 s and so on,
/// and not more than five times in ten minutes, for what ends at once every time needs a person.
/// </summary>
/// <param name="processes">What is watched.</param>
/// <param name="restart">Whether to start again.</param>
/// <param name="output">Where it is said.</param>
/// <param name="clock">Times pauses.</param>
internal sealed class ProcessWatch(IWatchedProcesses processes, bool restart, TextWriter output, TimeProvider clock)
{
    /// <summary>Restarts of one process within <see cref="Window"/>.</summary>
    public const int MostRestarts = 5;

    /// <summary>After so long an end no longer counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, List<DateTimeOffset>> restarts = new(StringComparer.Ordinal);
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var busy = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            while (true)
            {
                await Task.Delay(Interval, clock, ct);
                foreach (var (name, end) in processes.Ended())
                {
                    if (given.Contains(name) || busy.GetValueOrDefault(name) is { IsCompleted: false })
                        continue;
                    Say(end.Message);
                    if (!restart || Next(name) is not { } pause)
                        GiveUp(name);
                    else
                        busy[name] = RestartAsync(name, pause, ct);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Task.WhenAll(busy.Values);
        }
    }

    private async Task RestartAsync(string name, TimeSpan pause, CancellationToken ct)
    {
        try
        {
            Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} is started again in {pause.TotalSeconds:0} s ({restarts[name].Count} of at most {MostRestarts}) / {pause.TotalSeconds:0} 秒后重新启动 {name}（第 {restarts[name].Count} 次，至多 {MostRestarts} 次）"));
            await Task.Delay(pause, clock, ct);
            await processes.RestartAsync(name, ct);
            Say($"{name} runs again / {name} 已恢复运行");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The network is being stopped.
        }
        catch (Exception e) when (e is LocalNetworkException or NodeConfigurationException or IOException)
        {
            Say(e.Message);
            if (processes.Ended().All(ended => ended.Name != name))
                GiveUp(name);
        }
    }

    /// <summary>How long to wait before the next restart; null when there were too many.</summary>
    private TimeSpan? Next(string name)
    {
        var now = clock.GetUtcNow();
        if (!restarts.TryGetValue(name, out var before))
            restarts.Add(name, before = []);
        before.RemoveAll(at => now - at > Window);
        if (before.Count >= MostRestarts)
            return null;
        before.Add(now);
        return TimeSpan.FromSeconds(1 << (before.Count - 1));
    }

    private void GiveUp(string name)
    {
        given.Add(name);
        Say(restart
            ? $"{name} is not started again; the network goes on without it. Remove the cause and start the network anew. / 不再重新启动 {name}，网络在缺少它的情况下继续运行；请查明原因后重启网络。"
            : $"The network goes on without {name}; --restart starts what ended again. / 网络在缺少 {name} 的情况下继续运行；用 --restart 可自动重新启动。");
    }

    private void Say(string text)
    {
        lock (output)
            output.WriteLine($"{clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {text}");
    }
}
