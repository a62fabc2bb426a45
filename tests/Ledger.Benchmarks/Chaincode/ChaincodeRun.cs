using System.Net;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Chaincode;
using Ledger.Fabric.Protocol;

namespace Ledger.Benchmarks;

/// <summary>A chaincode behind its server, a peer that has dialled it, and a channel that was just founded.</summary>
internal sealed class ChaincodeRun : IAsyncDisposable
{
    private readonly LedgerChaincode chaincode;
    private readonly ChaincodeServer server;

    private ChaincodeRun(LedgerChaincode chaincode, ChaincodeServer server, SimulatedPeer peer)
    {
        this.chaincode = chaincode;
        this.server = server;
        Peer = peer;
    }

    public SimulatedPeer Peer { get; }

    public static async Task<ChaincodeRun> StartAsync(ChaincodeWorkload workload, bool offers)
    {
        var genesis = workload.Genesis;
        var chaincode = new LedgerChaincode(new LedgerChaincodeOptions { Origin = genesis.Origin, GenesisSha256 = genesis.Sha256, Clock = workload.Clock });
        var server = await ChaincodeServer.StartAsync(
            chaincode, new ChaincodeServerOptions { PackageId = "ledger:0", Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        var run = new ChaincodeRun(chaincode, server, await SimulatedPeer.DialAsync(server.EndPoint, offers));
        await run.CallAsync(LedgerFunctions.Found, genesis.Entry, []);
        return run;
    }

    /// <summary>Calls a function; what it writes is committed at once, unless it only judges.</summary>
    /// <exception cref="BenchmarkException">It answered with an error.</exception>
    public async Task<ByteString> CallAsync(string function, byte[] argument, string[] keys)
    {
        var response = await Peer.InvokeAsync(
            [ByteString.CopyFromUtf8(function), UnsafeByteOperations.UnsafeWrap(argument), .. keys.Select(ByteString.CopyFromUtf8)],
            commit: function != LedgerFunctions.Judge);
        return response.Status == ChaincodeResponse.OkStatus ? response.Payload : throw new BenchmarkException($"{function} was refused: {response.Message}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        await server.DisposeAsync();
        chaincode.Dispose();
    }
}
