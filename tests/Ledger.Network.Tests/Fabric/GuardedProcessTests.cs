using System.Diagnostics;

namespace Ledger.Network.Tests;

public sealed class GuardedProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public GuardedProcessTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "no /bin/sh");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Log => folder["log"];

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_stop_asks_by_SIGTERM_and_waits_for_what_the_program_does_then()
    {
        await using var process = Start("trap 'echo closing; sleep 0.2; echo closed; exit 0' TERM; echo up; while :; do sleep 0.05; done",
            TimeSpan.FromSeconds(50));
        await LoggedAsync("up");

        await process.StopAsync();

        Assert.Null(process.ProcessId);
        Assert.Equal(["up", "closing", "closed"], Lines());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_deaf_to_SIGTERM_is_killed_when_patience_is_over()
    {
        await using var process = Start("trap '' TERM; echo up; while :; do sleep 0.05; done", TimeSpan.FromSeconds(0.3));
        await LoggedAsync("up");

        await process.StopAsync();

        Assert.Null(process.ProcessId);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_kill_leaves_no_time_to_close_anything()
    {
        await using var process = Start("trap 'echo closing' TERM EXIT; echo up; while :; do sleep 0.05; done", TimeSpan.FromSeconds(50));
        await LoggedAsync("up");

        await process.KillAsync();

        Assert.Null(process.ProcessId);
        Assert.Equal(["up"], Lines());
    }

    [Fact(Timeout = 60_000)]
    public async Task The_program_has_the_process_id_told_and_its_end_is_told_with_the_end_of_its_log()
    {
        await using var process = Start("echo $$; while [ ! -e go ]; do sleep 0.05; done; echo cannot run >&2; exit 3", TimeSpan.FromSeconds(50));
        var id = process.ProcessId;
        await File.WriteAllTextAsync(folder["go"], "", Ct);

        await UntilAsync(() => process.ProcessId is null);

        Assert.Equal($"{id}", Lines()[0]);
        var e = Assert.IsType<LocalNetworkException>(process.End);
        Assert.Contains("ended with code 3", e.Message, StringComparison.Ordinal);
        Assert.Contains("cannot run", e.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_guard_goes_when_the_program_has_gone()
    {
        await using var process = Start("echo $PPID; exit 0", TimeSpan.FromSeconds(50));

        await UntilAsync(() => Guards() == 0);
    }

    private int Guards()
    {
        using var search = Process.Start(new ProcessStartInfo("pgrep", ["-f", $"guard {Log}"]) { RedirectStandardOutput = true })!;
        var found = search.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        search.WaitForExit();
        return found.Length;
    }

    private GuardedProcess Start(string script, TimeSpan patience) =>
        GuardedProcess.Start("it", ["/bin/sh", "-c", script], FabricEnvironment.Clean(), folder.Path, Log, patience);

    private string[] Lines() => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    private Task LoggedAsync(string line) => UntilAsync(() => Lines().Contains(line, StringComparer.Ordinal));

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(20, Ct);
    }
}
