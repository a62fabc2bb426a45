using Microsoft.Extensions.Time.Testing;

namespace Ledger.Network.Tests;

public sealed class ProcessWatchTests : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly Processes processes = new();
    private readonly StringWriter output = new();
    private readonly CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private Task watching = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        stopping.Dispose();
        output.Dispose();
    }

    [Fact]
    public async Task The_process_that_ended_is_named_once_with_its_code_and_log()
    {
        Watch(restart: false);
        processes.End("orderer.registration");

        await AdvanceUntilAsync(() => Said.Contains("--restart", StringComparison.Ordinal));
        await AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(1, Count("orderer.registration ended with code 137"));
        Assert.Equal(1, Count("goes on without orderer.registration"));
        Assert.Empty(processes.Restarts);
    }

    [Fact]
    public async Task It_is_started_again_where_that_is_asked_for()
    {
        Watch(restart: true);
        processes.End("tax");

        await AdvanceUntilAsync(() => Said.Contains("tax runs again", StringComparison.Ordinal));

        Assert.Equal(["tax"], processes.Restarts);
        Assert.Empty(processes.Ended());
    }

    [Fact]
    public async Task One_that_ends_at_once_every_time_is_started_five_times_ever_more_slowly_and_then_left()
    {
        processes.Faulty = "tax";
        Watch(restart: true);
        processes.End("tax");

        await AdvanceUntilAsync(() => Said.Contains("tax is not started again", StringComparison.Ordinal));
        await AdvanceAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(5, processes.Restarts.Count);
        for (var i = 0; i < 5; i++)
            Assert.Equal(1, Count($"tax is started again in {1 << i} s ({i + 1} of at most 5)"));
    }

    [Fact]
    public async Task One_that_ends_now_and_then_is_started_each_time()
    {
        Watch(restart: true);
        for (var i = 1; i <= 8; i++)
        {
            processes.End("tax");
            await AdvanceUntilAsync(() => processes.Restarts.Count == i && processes.Ended().Count == 0);
            await AdvanceAsync(ProcessWatch.Window);
        }

        Assert.Equal(8, Count("tax is started again in 1 s"));
    }

    private string Said
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    private int Count(string text) => Said.Split(text).Length - 1;

    private void Watch(bool restart) => watching = new ProcessWatch(processes, restart, output, clock).RunAsync(stopping.Token);

    private async Task AdvanceUntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            stopping.Token.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private async Task AdvanceAsync(TimeSpan span)
    {
        var end = clock.GetUtcNow() + span;
        await AdvanceUntilAsync(() => clock.GetUtcNow() >= end);
    }

    private sealed class Processes : IWatchedProcesses
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> ended = new(StringComparer.Ordinal);
        private readonly List<string> restarts = [];

        public string? Faulty { get; set; }

        public IReadOnlyList<string> Restarts
        {
            get
            {
                lock (gate)
                    return [.. restarts];
            }
        }

        public void End(string name)
        {
            lock (gate)
                ended.Add(name);
        }

        public IReadOnlyList<(string Name, LocalNetworkException End)> Ended()
        {
            lock (gate)
                return [.. ended.Select(name => (name, new LocalNetworkException($"{name} ended with code 137; the end of node.log: killed", $"{name} 已退出")))];
        }

        public Task RestartAsync(string name, CancellationToken ct)
        {
            lock (gate)
            {
                restarts.Add(name);
                if (name == Faulty)
                    throw new LocalNetworkException($"{name} ended again", $"{name} 再次退出");
                ended.Remove(name);
            }

            return Task.CompletedTask;
        }
    }
}
