using Google.Protobuf;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protocol.Tests;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Tests;

/// <summary>Whose fate a block settles.</summary>
public sealed class PendingTransactionsTests : IDisposable
{
    private readonly VerifierBench bench = new();
    private readonly PendingTransactions pending = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task The_id_of_another_in_a_header_does_not_settle_that_ones_fate()
    {
        var awaited = Make();
        var id = ChannelBlock.Decode(bench.Channel.Cut([awaited.ToByteString()])).Transactions[0].TransactionId;
        var fate = pending.Expect(id);

        Settle(Make(header => header.TxId = id), TxValidationCode.BadProposalTxid, number: 0);
        Assert.False(fate.IsCompleted);

        Settle(awaited, TxValidationCode.Valid, number: 7);
        Assert.Equal((TxValidationCode.Valid, 7ul), await CodeAndBlockAsync(fate));
    }

    private Envelope Make(Action<ChannelHeader>? change = null) =>
        new TestTransaction { Creator = bench.User, Endorsers = bench.TwoPeers, ChangeHeader = change }.Build();

    private static async Task<(TxValidationCode Code, ulong Block)> CodeAndBlockAsync(Task<TransactionFate> fate)
    {
        var settled = await fate.WaitAsync(OrderingFixture.Limit);
        return (settled.Code, settled.Block);
    }

    private void Settle(Envelope envelope, TxValidationCode code, ulong number) =>
        pending.Settle(ChannelBlock.Decode(bench.Channel.Cut([envelope.ToByteString()], [code])), number);
}
