
namespace Ledger.Network.Tests;

public sealed class FabricEnvironmentTests
{
    [Fact]
    public void No_setting_of_another_network_reaches_a_node()
    {
        var clean = FabricEnvironment.Clean(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/bin",
            ["HOME"] = "/root",
            ["CORRECT"] = "kept",
            ["CORE_PEER_MSPCONFIGPATH"] = "/admin/msp",
            ["core_peer_address"] = "elsewhere:7051",
            ["ORDERER_GENERAL_LISTENPORT"] = "7050",
            ["CONFIGTX_ORDERER_BATCHTIMEOUT"] = "2s",
            ["FABRIC_CFG_PATH"] = "/etc/hyperledger",
            ["CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG"] = "{}",
            ["OSNADMIN_TLS_CA_ROOT_CERT"] = "/ca.pem",
        });

        Assert.Equal(["CORRECT", "HOME", "PATH"], clean.Keys.Order(StringComparer.Ordinal));
    }
}
