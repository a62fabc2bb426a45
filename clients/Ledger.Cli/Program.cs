using System.Runtime.InteropServices;

namespace Ledger.Cli;

internal static partial class Program
{
    /// <summary>What nobody but the owner may have of a new file: a book or a certificate names people and discloses papers.</summary>
    private const uint GroupAndOthers = 0b111_111;

    private static async Task<int> Main(string[] args)
    {
        if (!OperatingSystem.IsWindows())
            _ = Umask(GroupAndOthers);
        return (int)await LedgerCommand.RunAsync(args, Console.Out, Console.Error, TimeProvider.System, Console.IsInputRedirected || Console.IsOutputRedirected
            ? null
            : Console.In);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint Umask(uint mask);
}
