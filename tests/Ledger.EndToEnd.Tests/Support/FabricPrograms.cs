using Ledger.Network;

namespace Ledger.EndToEnd.Tests;

/// <summary>Fabric's own programs, as they are on the PATH.</summary>
internal static class FabricPrograms
{
    /// <summary>Skips the test without them.</summary>
    public static void Require()
    {
        try
        {
            FabricBinaries.Find(new FabricNetworkOptions { GenesisFile = "", GenesisSha256 = default });
        }
        catch (LocalNetworkException e)
        {
            Assert.Skip($"Needs Hyperledger Fabric. {e.Message}");
        }
    }
}
