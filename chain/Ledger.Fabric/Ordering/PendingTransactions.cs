using System.Collections.Concurrent;
using Ledger.Fabric.Protocol;
using Ledger.Peers;

namespace Ledger.Fabric;

/// <summary>Transactions handed to ordering whose senders wait for them to show up in a block.</summary>
internal sealed class PendingTransactions
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<TransactionFate>> waiting = new(StringComparer.Ordinal);

    /// <summary>Begins to wait; before the transaction is handed over, or its block might come first.</summary>
    public Task<TransactionFate> Expect(string transactionId) =>
        waiting.GetOrAdd(transactionId, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(string transactionId) => waiting.TryRemove(transactionId, out _);

    /// <summary>Answers whoever waits for a transaction of a block that has taken its effect here.</summary>
    public void Settle(ChannelBlock block, ulong number)
    {
        if (waiting.IsEmpty)
            return;

        foreach (var transaction in block.Transactions)
        {
            // The first one of an id decides; a repetition is in the block too, as invalid.
            // Anyone may write an id into a header; only who holds the nonce and the creator's name that it is made of has it.
            if (transaction.ValidationCode is { } code
                && waiting.TryGetValue(transaction.TransactionId, out var answer)
                && TransactionId.Of(transaction.Nonce.Span, transaction.Creator.Span) == transaction.TransactionId)
            {
                answer.TrySetResult(new TransactionFate(code, block.Number, number));
            }
        }
    }

    /// <summary>Nobody reads blocks any more: what is under way will not be told.</summary>
    public void Abandon()
    {
        foreach (var answer in waiting.Values)
            answer.TrySetException(new OrderingUnavailableException(new("the channel's blocks are no longer read here", "本节点不再读取该通道的区块")));
    }
}
