using System.CommandLine;

namespace Ledger.Node;

internal static class Program
{
    // A node finishes its open calls and closes its stores first; the default of 2 s would cut that short.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private static Task<int> Main(string[] args)
    {
        OwnerOnly.ForNewFiles();
        var root = new RootCommand("A department's node on the ledger. / 部门的账本节点。")
        {
            RunCommand.Create(),
            VerifyStoreCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
        };
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopPatience });
    }
}
