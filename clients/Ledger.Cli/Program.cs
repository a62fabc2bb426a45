namespace Ledger.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args) =>
        (int)await LedgerCommand.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
}
