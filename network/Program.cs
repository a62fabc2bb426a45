using System.CommandLine;

namespace Ledger.Network;

internal static class Program
{
    // The nodes finish their open calls and close their stores first; the default of 2 s would cut that short.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private static Task<int> Main(string[] args)
    {
        Node.OwnerOnly.ForNewFiles();
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var root = new RootCommand("The local test network: four departments, two banks, an audit office. / 本地测试网络：四个部门、两家银行、一个审计机构。")
        {
            UpCommand.Create(),
            DemoCommand.Create(),
            ImportCommand.Create(),
            FaultsCommand.Create(),
            FabricCommand.Create(),
        };
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopPatience });
    }
}
