using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ledger.Network;

/// <summary>Runs one of Fabric's command line programs to its end.</summary>
internal static class FabricTool
{
    private const int LinesShown = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs it and returns what it printed to standard output.</summary>
    /// <param name="program">Absolute path.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="LocalNetworkException">It failed, or took more than two minutes; the message has the end of what it said.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Start(start);
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            throw Failure(start, $"took more than {Patience.TotalMinutes:0} minutes", $"超过 {Patience.TotalMinutes:0} 分钟未结束", await errors);
        }

        return process.ExitCode == 0
            ? await output
            : throw Failure(
                start,
                string.Create(CultureInfo.InvariantCulture, $"ended with code {process.ExitCode}"),
                string.Create(CultureInfo.InvariantCulture, $"以代码 {process.ExitCode} 退出"),
                $"{await output}\n{await errors}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        }
        catch (Win32Exception e)
        {
            throw new LocalNetworkException($"{start.FileName} can't be run: {e.Message}", $"无法运行 {start.FileName}。");
        }
    }

    private static LocalNetworkException Failure(ProcessStartInfo start, string english, string chinese, string said)
    {
        var command = $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}";
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // After some errors `peer` lists all its options.
        var tail = string.Join('\n', lines.TakeWhile(line => line != "Usage:").TakeLast(LinesShown));
        return new LocalNetworkException($"`{command}` {english}:\n{tail}", $"{Path.GetFileName(start.FileName)} {chinese}，见上。");
    }
}
