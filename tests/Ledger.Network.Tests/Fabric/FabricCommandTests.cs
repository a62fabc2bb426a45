
namespace Ledger.Network.Tests;

public sealed class FabricCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Genesis_comes_from_a_ledger_of_its_own_beside_the_network_and_stays_the_same()
    {
        var file = FabricCommand.DefaultGenesis(folder["fabric"]);
        var genesis = File.ReadAllBytes(file);

        Assert.Equal(folder["fabric-ledger/genesis.bin"], file);
        Assert.Equal(file, FabricCommand.DefaultGenesis(folder["fabric/"]));
        Assert.Equal(genesis, File.ReadAllBytes(file));
        Assert.Equal(["fabric-ledger"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }
}
