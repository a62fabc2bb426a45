using System.Diagnostics;

namespace Ledger.EndToEnd.Tests;

/// <summary>The program <c>ledger</c> as a tool: packed into a folder of the clone and installed from it, with no other source of packages.</summary>
public sealed class ToolPackageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task It_is_packed_installed_and_runs()
    {
        // What is built already is packed: bin/<configuration>/net10.0/<machine>.
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Programs.Ledger))))!;
        await RunAsync("dotnet", "pack", Path.Combine(Repository.Root, "clients", "Ledger.Cli"), "-c", configuration, "--no-build", "-o", folder["pack"]);
        await RunAsync("dotnet", "tool", "install", "Ledger.Cli", "--tool-path", folder["bin"], "--source", folder["pack"]);

        var ledger = Path.Combine(folder["bin"], OperatingSystem.IsWindows() ? "ledger.exe" : "ledger");
        var built = (await RunAsync(Programs.Ledger, "--version")).Trim();
        Assert.Equal(built, (await RunAsync(ledger, "--version")).Trim());
        Assert.Contains(".nupkg", Assert.Single(Directory.GetFiles(folder["pack"])), StringComparison.Ordinal);
        // Its Chinese words came along too.
        Assert.Contains("用法", await RunAsync(ledger, "--help", "--lang", "zh"), StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
            await process.WaitForExitAsync(Ct);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Concat(output)}");
            return output[0];
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
