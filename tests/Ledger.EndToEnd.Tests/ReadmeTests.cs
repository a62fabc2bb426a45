using System.Diagnostics;

namespace Ledger.EndToEnd.Tests;

/// <summary>Every command of the README works: it is run here as it stands, or another test runs it.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string Network = "dotnet run -c Release --project network -- ";

    /// <summary>Commands that last long or until they are interrupted, with the test that covers each.</summary>
    private static readonly Dictionary<string, string> CoveredElsewhere = new(StringComparer.Ordinal)
    {
        ["dotnet test"] = "this run itself",
        [Network + "demo"] = $"{nameof(DemoTests)}.{nameof(DemoTests.The_demo_tells_its_whole_story_and_ends_with_0)}",
        [Network + "up"] = $"{nameof(DemoTests)}.{nameof(DemoTests.A_network_left_running_stops_cleanly_and_starts_again_where_it_was)}",
        [Network + "faults --kills 20"] = $"{nameof(KillTests)}.{nameof(KillTests.Nothing_acknowledged_is_lost_when_processes_are_killed_during_writes)}",
        [Network + "fabric"] =
            "RealFabricTests.The_command_tells_where_everything_is_and_none_of_its_processes_outlives_its_violent_end, with Fabric's programs",
        ["dotnet run -c Release --project tests/Ledger.Benchmarks -- e2e"] = "measures for minutes; verifies its own results",
    };

    /// <summary>
    /// Stands in for <c>dotnet run</c>: starts what is built already, after a look whether the project is where the command says; and for a
    /// build, which gives the program.
    /// </summary>
    private const string DotnetRun = """
        #!/usr/bin/env bash
        if [ "$1 $2 $3" = "build -c Release" ]; then
            ls "$REPOSITORY/$4"/*.csproj > /dev/null || exit 65
            [ "$4" = clients/Ledger.Cli ] || exit 66
            mkdir -p "$4/bin/Release/net10.0/linux-x64"
            ln -s "$(command -v ledger)" "$4/bin/Release/net10.0/linux-x64/ledger"
            exit
        fi
        [ "$1 $2 $3 $4 $6" = "run -c Release --project --" ] || { echo "not a form the README uses: dotnet $*" >&2; exit 64; }
        ls "$REPOSITORY/$5"/*.csproj > /dev/null || exit 65
        case "$5" in
            network) program=$NETWORK ;;
            clients/Ledger.Cli) program=$LEDGER ;;
            *) echo "no built program of $5" >&2; exit 66 ;;
        esac
        shift 6
        exec "$program" "$@"
        """;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Quick => [.. ReadmeCommands.All.Where(static command => !CoveredElsewhere.ContainsKey(command))];

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = 240_000)]
    [MemberData(nameof(Quick))]
    public async Task A_command_of_the_README_works(string command)
    {
        var (code, output) = await RunAsync(command);

        Assert.True(code == 0, $"{command}\nended with {code}:\n{output}");
        Assert.NotEmpty(output);
    }

    [Fact]
    public void The_README_has_every_command_that_this_test_says_another_covers() =>
        Assert.Empty(CoveredElsewhere.Keys.Except(ReadmeCommands.All, StringComparer.Ordinal));

    private async Task<(int Code, string Output)> RunAsync(string script)
    {
        var ct = TestContext.Current.CancellationToken;
        Directory.CreateSymbolicLink(folder["network"], Path.Combine(Repository.Root, "network"));
        var programs = Directory.CreateDirectory(folder["programs"]).FullName;
        // Inline commands say "ledger" where the README's script has made that an alias.
        await WriteProgramAsync(Path.Combine(programs, "dotnet"), DotnetRun, ct);
        await WriteProgramAsync(Path.Combine(programs, "ledger"), "#!/usr/bin/env bash\nexec \"$LEDGER\" \"$@\"\n", ct);
        var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", $"shopt -s expand_aliases\n{script}"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}",
                ["NETWORK"] = Programs.Network,
                ["LEDGER"] = Programs.Ledger,
                ["REPOSITORY"] = Repository.Root,
            },
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, string.Concat(output));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task WriteProgramAsync(string path, string text, CancellationToken ct)
    {
        await File.WriteAllTextAsync(path, text, ct);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
