namespace Ledger.Network;

internal static class Program
{
    private static int Main() => 0;
}
