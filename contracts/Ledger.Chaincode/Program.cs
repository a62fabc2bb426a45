using System.CommandLine;

namespace Ledger.Chaincode;

internal static class Program
{
    // Transactions under way end first; the default of 2 s would cut that short.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("The ledger's rules as chaincode of Hyperledger Fabric. / 以 Fabric 链码运行账本规则。")
        {
            RunCommand.Create(),
            PackageCommand.Create(),
        };
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopPatience });
    }
}
