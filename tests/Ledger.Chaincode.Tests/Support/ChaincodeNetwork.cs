using System.Net;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protocol.Tests;
using Ledger.Fabric.Protos;
using Ledger.Peers;

namespace Ledger.Chaincode.Tests;

/// <summary>
/// The ledger's chaincode behind a real stream, asked by two stand-in peers over one committed state: one offers what peers
/// offer since 3.1, the other nothing.
/// </summary>
public sealed class ChaincodeNetwork : IAsyncDisposable
{
    private readonly LedgerChaincode chaincode;
    private readonly ChaincodeServer server;

    private ChaincodeNetwork(LedgerChaincode chaincode, ChaincodeServer server, ChaincodePeer peer, ChaincodePeer plain)
    {
        this.chaincode = chaincode;
        this.server = server;
        Peer = peer;
        Plain = plain;
        Peer.Called = Plain.Called = LedgerChaincodeOptions.DefaultName;
    }

    /// <summary>Offers batches.</summary>
    public ChaincodePeer Peer { get; }

    /// <summary>Offers none.</summary>
    public ChaincodePeer Plain { get; }

    public CommittedState State => Peer.State;

    public IPEndPoint EndPoint => server.EndPoint;

    /// <summary>Starts the chaincode of a ledger, which is not founded yet.</summary>
    public static async Task<ChaincodeNetwork> StartAsync(
        GenesisBlock genesis, TimeProvider clock, string clockName = "endorsement", CommittedState? state = null)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        var chaincode = new LedgerChaincode(new LedgerChaincodeOptions
        {
            Origin = genesis.Genesis.Origin,
            GenesisSha256 = genesis.Sha256,
            Clock = clock,
            ClockName = clockName,
            Threads = 8,
        });
        var server = await ChaincodeServer.StartAsync(
            chaincode, new ChaincodeServerOptions { PackageId = "ledger_1:00", Listen = new IPEndPoint(IPAddress.Loopback, 0) });
        state ??= new CommittedState();
        return new ChaincodeNetwork(
            chaincode, server, await ChaincodePeer.DialAsync(server.EndPoint, state, ChaincodePeer.Offers),
            await ChaincodePeer.DialAsync(server.EndPoint, state));
    }

    /// <summary>Founds the channel and commits.</summary>
    public async Task<ChaincodeSimulation> FoundAsync(GenesisBlock genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        var simulation = await CallAsync(Peer, LedgerFunctions.Found, genesis.Entry);
        if (simulation.Response.Status < ChaincodeResponse.ErrorThreshold)
            State.Commit(simulation);
        return simulation;
    }

    /// <summary>Simulates a call; commits nothing.</summary>
    public static Task<ChaincodeSimulation> CallAsync(ChaincodePeer peer, string function, byte[] argument, params IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(peer);
        return peer.InvokeAsync([ByteString.CopyFromUtf8(function), ByteString.CopyFrom(argument), .. keys.Select(ByteString.CopyFromUtf8)]);
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        await Plain.DisposeAsync();
        await server.DisposeAsync();
        chaincode.Dispose();
    }
}
