using System.Net;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Servers on a free port of this machine.</summary>
internal static class TestServer
{
    public const string PackageId = "ledger_1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static ChaincodeServerOptions Options => new() { PackageId = PackageId, Listen = new IPEndPoint(IPAddress.Loopback, 0) };

    public static Task<ChaincodeServer> StartAsync(IChaincode chaincode, ChaincodeServerOptions? options = null) =>
        ChaincodeServer.StartAsync(chaincode, options ?? Options, ct: PeerStream.Limit);
}
