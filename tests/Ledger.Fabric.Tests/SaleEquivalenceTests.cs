using Ledger.Chaincode;
using Ledger.Chaincode.Tests;
using Ledger.Contracts;
using Ledger.Contracts.Tests;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protocol.Tests;
using Ledger.Peers;
using Microsoft.Extensions.Logging.Abstractions;
using CasesClock = Ledger.Chaincode.Tests.SettableClock;
using CasesLedger = Ledger.Contracts.Tests.TestLedger;

namespace Ledger.Fabric.Tests;

/// <summary>Whole sales under the real rules, through the embedded ordering one by one and through Fabric several to a block.</summary>
public sealed class SaleEquivalenceTests
{
    private static readonly string[] Units = [SaleCase.Flat, SaleCase.Garage, "441900004001GB00012F00030003", "441900004001GB00012F00040004"];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Sales_come_to_the_same_state_on_either_ordering_however_blocks_are_cut(int perBlock)
    {
        await using var embedded = new CasesLedger();
        var sales = Units.Take(perBlock).Select((unit, i) => Sell(embedded, unit, i)).ToList();
        var clock = new CasesClock { NowMs = embedded.TimeMs };
        await using var fabric = await GatewayFixture.StartAsync();
        using var chaincode = new LedgerChaincode(new LedgerChaincodeOptions
        {
            Origin = TestConsortium.Origin,
            GenesisSha256 = embedded.Consortium.Genesis.Sha256,
            Clock = clock,
            Threads = 8,
        });
        fabric.Peer.Policies[OrderingFixture.Chaincode] = ["Org1MSP", "Org2MSP", "Org3MSP"];
        fabric.Peer.Ledger.Chaincodes[OrderingFixture.Chaincode] = simulation => OrderingFixture.Run(chaincode, simulation);
        var folder = Directory.CreateTempSubdirectory();
        var peer = Open(embedded.Consortium, folder, clock);
        using var ordering = new FabricOrdering(
            fabric.Gateway,
            peer,
            new FabricOrderingOptions
            {
                Channel = "mychannel",
                Chaincode = OrderingFixture.Chaincode,
                ChannelGenesis = Google.Protobuf.MessageExtensions.ToByteArray(fabric.Peer.Channel.Genesis),
                PointFile = Path.Combine(folder.FullName, "point"),
                Verification = OrderingFixture.Policies,
            },
            NullLogger.Instance);
        await ordering.FoundAsync(OrderingFixture.Limit);
        using var stopping = new CancellationTokenSource();
        var following = Task.Run(() => BlockFollower.RunAsync(peer, ordering, stopping.Token), stopping.Token);

        for (var step = 0; step < sales[0].Count; step++)
        {
            fabric.Peer.Ledger.Hold = true;
            var results = sales.Select(sale => ordering.SubmitAsync(sale[step], OrderingFixture.Limit)).ToList();
            await fabric.Peer.Ledger.PendingAsync(perBlock, OrderingFixture.Limit);
            fabric.Peer.Ledger.Hold = false;
            fabric.Peer.Ledger.Cut();
            Assert.All(await Task.WhenAll(results), result => Assert.IsType<SubmitResult.Admitted>(result));
        }

        Assert.Equal((ulong)sales[0].Count, peer.Head.Number);
        Assert.Equal(embedded.StateRoot, peer.Head.StateRoot);
        await stopping.CancelAsync();
        await following.ContinueWith(static _ => { }, TaskScheduler.Default);
        await peer.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static List<byte[]> Sell(CasesLedger ledger, string unit, int number)
    {
        var from = ledger.Envelopes.Count;
        var sale = new SaleCase(ledger)
        {
            Units = [unit],
            Number = $"441900B2105000000{number}",
            Offset = number * 500,
            NextTicket = (uint)(1 + (number * 50))
        }.ToAssessed();
        sale.Pay().Accept();
        sale.Record().Accept();
        return ledger.Envelopes[from..];
    }

    private static Peer Open(TestConsortium consortium, DirectoryInfo folder, TimeProvider clock) => Peer.Open(new PeerOptions
    {
        Organisation = "registration",
        Directory = Path.Combine(folder.FullName, "peer"),
        NewStore = "a test begins",
        Genesis = consortium.Genesis,
        Contract = new LedgerContract(),
        Cosigner = consortium.Cosigner,
        LogSigner = consortium.LogSigner,
        Time = clock,
        TreeCacheBytes = 8 << 20,
    });
}
