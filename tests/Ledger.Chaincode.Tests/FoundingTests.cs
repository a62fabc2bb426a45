using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Chaincode.Tests;

/// <summary>The first transaction of a channel.</summary>
public sealed class FoundingTests
{
    private const ulong Time = 1_760_000_000_000;
    private readonly TestConsortium consortium = new(Time);
    private readonly SettableClock clock = new() { NowMs = Time };

    [Fact]
    public async Task It_writes_the_pages_of_block_0_and_answers_with_its_leaf_hash()
    {
        await using var network = await ChaincodeNetwork.StartAsync(consortium.Genesis, clock);
        var founded = await network.FoundAsync(consortium.Genesis);
        Assert.Equal(consortium.Genesis.LeafHash, founded.Response.Payload.ToByteArray());
        Assert.Equal(consortium.Genesis.Pages().Select(page => (page.Key, page.Value!)),
            network.State.Range("", "", "").Select(entry => (entry.Key, entry.Value)));
        // Absent before, and read: two of them in one block invalidate each other.
        Assert.Contains(("", Chain.PageKeys.Profile), founded.Reads);
    }

    [Fact]
    public async Task A_channel_is_founded_once()
    {
        await using var network = await ChaincodeNetwork.StartAsync(consortium.Genesis, clock);
        await network.FoundAsync(consortium.Genesis);
        var again = await network.FoundAsync(consortium.Genesis);
        Assert.Equal((409, RefusalKind.Founded), (again.Response.Status, Parse(again.Response.Message)));
        Assert.Empty(again.Writes);
    }

    [Fact]
    public async Task Another_genesis_is_refused()
    {
        await using var network = await ChaincodeNetwork.StartAsync(consortium.Genesis, clock);
        var other = await network.FoundAsync(new TestConsortium(Time).Genesis);
        Assert.Equal((400, RefusalKind.Genesis), (other.Response.Status, Parse(other.Response.Message)));
        Assert.Empty(other.Writes);
        var none = await network.Peer.InvokeAsync(LedgerFunctions.Found);
        Assert.Equal(RefusalKind.Arguments, Parse(none.Response.Message));
    }

    [Fact]
    public async Task Nothing_is_submitted_before()
    {
        await using var network = await ChaincodeNetwork.StartAsync(consortium.Genesis, clock);
        var envelope = consortium.Sign(Contracts.Tests.Members.Tax, 1, Time, new Event { Type = "x" });
        foreach (var peer in new[] { network.Peer, network.Plain })
        {
            foreach (var function in new[] { LedgerFunctions.Submit, LedgerFunctions.Judge })
            {
                var early = await ChaincodeNetwork.CallAsync(peer, function, envelope);
                Assert.Equal((409, RefusalKind.Unfounded), (early.Response.Status, Parse(early.Response.Message)));
            }
        }
    }

    private static RefusalKind Parse(string message)
    {
        Assert.True(SubmitRefusal.TryParse(message, out var refusal), message);
        return refusal.Kind;
    }
}
