using Google.Protobuf;
using Ledger.Chain;
using Ledger.Chain.Tests;
using Ledger.Chaincode;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protocol.Tests;
using Ledger.Fabric.Protos;
using Ledger.Peers;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Tests;

/// <summary>The chain's small test ledger on a stand-in channel: the real chaincode runs behind it, on the rules of <see cref="TestContract"/>.</summary>
internal sealed class OrderingFixture : IAsyncDisposable
{
    public const string Chaincode = "ledger";
    private readonly GatewayFixture fabric;
    private readonly LedgerChaincode chaincode;
    private int points;

    private OrderingFixture(GatewayFixture fabric, TestLedger ledger, IContract contract)
    {
        this.fabric = fabric;
        Ledger = ledger;
        chaincode = new LedgerChaincode(new LedgerChaincodeOptions
        {
            Origin = TestLedger.Origin,
            GenesisSha256 = ledger.Genesis.Sha256,
            Contract = contract,
            Clock = Clock,
            Threads = 8,
        });
        Peer.Policies[Chaincode] = ["Org1MSP", "Org2MSP", "Org3MSP"];
        Channel.Chaincodes[Chaincode] = simulation => Run(chaincode, simulation);
    }

    /// <summary>Ends a wait for what does not come.</summary>
    public static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public TestLedger Ledger { get; }

    public StandInPeer Peer => fabric.Peer;

    public StandInLedger Channel => fabric.Peer.Ledger;

    public SettableClock Clock { get; } = new();

    public Protocol.Gateway Gateway => fabric.Gateway;

    public Contract Contract => fabric.Network.GetContract(Chaincode);

    public FabricOrderingOptions Options => new()
    {
        Channel = "mychannel",
        Chaincode = Chaincode,
        ChannelGenesis = Peer.Channel.Genesis.ToByteArray(),
        PointFile = Ledger.Folder($"point-{Interlocked.Increment(ref points)}"),
        FirstDelay = TimeSpan.FromMilliseconds(1),
        MaxDelay = TimeSpan.FromMilliseconds(20),
        Verification = Policies,
    };

    /// <summary>Who must endorse what on the stand-in's channel.</summary>
    public static BlockVerifierOptions Policies => new()
    {
        EndorsementPolicies = new Dictionary<string, ApplicationPolicy>(StringComparer.Ordinal)
        {
            [Chaincode] = new() { SignaturePolicy = Principals.And(MSPRoleType.Peer, "Org1MSP", "Org2MSP", "Org3MSP") },
            ["basic"] = new() { SignaturePolicy = Principals.And(MSPRoleType.Peer, "Org1MSP", "Org2MSP") },
        },
    };

    /// <summary>A channel that is founded already.</summary>
    public static async Task<OrderingFixture> FoundedAsync(IContract? contract = null)
    {
        var fixture = await StartAsync(contract);
        await fixture.Contract.SubmitAsync(LedgerFunctions.Found, new ProposalOptions { Arguments = [fixture.Ledger.Genesis.Entry] }, Limit);
        return fixture;
    }

    public static async Task<OrderingFixture> StartAsync(IContract? contract = null) =>
        new(await GatewayFixture.StartAsync(), new TestLedger(), contract ?? new TestContract());

    /// <summary>A department's node on this channel, following it.</summary>
    public OrderingNode Start(string organisation, FabricOrderingOptions? options = null, IContract? contract = null, KeptLog? log = null) =>
        new(this, Ledger.Open(organisation, contract: contract), options ?? Options, log ?? new KeptLog());

    /// <summary>Endorses an envelope as a client would that then keeps the transaction to itself.</summary>
    public Task<Protocol.Transaction> EndorseAsync(byte[] envelope) =>
        Contract.NewProposal(LedgerFunctions.Submit, new ProposalOptions { Arguments = [envelope] }).EndorseAsync(ct: Limit);

    public Task PendingAsync(int count) => Channel.PendingAsync(count, Limit);

    public async ValueTask DisposeAsync()
    {
        await fabric.DisposeAsync();
        chaincode.Dispose();
        Ledger.Dispose();
    }

    /// <summary>Has the real chaincode answer in the place of a stand-in's.</summary>
    public static ByteString Run(LedgerChaincode chaincode, Simulation simulation)
    {
        Protocol.ChaincodeResponse answer;
        try
        {
            answer = chaincode.InvokeAsync(new SimulatedStub(simulation), CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Protocol.ChaincodeException e)
        {
            answer = e.Response;
        }

        return answer.IsError ? throw new ChaincodeError(answer.Message) : ByteString.CopyFrom(answer.Payload.Span);
    }
}
