using Google.Protobuf;
using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protos;
using Ledger.V1;

namespace Ledger.Fabric;

/// <summary>Picks out of a channel's blocks what belongs to the ledger: valid transactions of its chaincode, in Fabric's order.</summary>
internal sealed class LedgerTransactions(string chaincode)
{
    /// <exception cref="ChannelHistoryException">The ledger's state was written by something else than its two functions: no
    /// peer of the ledger could follow.</exception>
    public IReadOnlyList<LedgerTransaction> Read(ChannelBlock block)
    {
        var found = new List<LedgerTransaction>();
        foreach (var transaction in block.Transactions)
        {
            if (transaction is { IsValid: true, Call: { } call } && WritesOf(call) is { Pages.Count: > 0 } writes)
                found.Add(Read(block, transaction, call, writes));
        }

        return found;
    }

    private LedgerTransaction Read(ChannelBlock block, ChannelTransaction transaction, EndorsedCall call, WriteSet writes)
    {
        var function = call is { Arguments: [var name, _, ..] } && call.ChaincodeName == chaincode ? name.ToStringUtf8() : "";
        return function is LedgerFunctions.Found or LedgerFunctions.Submit
            ? new(transaction.TransactionId, function, call.Arguments[1], writes)
            : throw new ChannelHistoryException(
                $"Fabric block {block.Number}, transaction {transaction.Index} ({transaction.TransactionId}): chaincode {call.ChaincodeName}, function "
                + $"'{(call.Arguments.Count > 0 ? call.Arguments[0].ToStringUtf8() : "")}', wrote to the state of {chaincode}; only {LedgerFunctions.Found} and "
                + $"{LedgerFunctions.Submit} may. Examine the chaincodes of the channel.");
    }

    private WriteSet WritesOf(EndorsedCall call)
    {
        var set = new WriteSet();
        var writes = call.ReadWriteSets.Where(s => s.Namespace == chaincode).SelectMany(s => s.Public.Writes).OrderBy(w => w.Key, StringComparer.Ordinal);
        foreach (var write in writes)
        {
            var page = new PageWrite { Key = write.Key };
            // An empty value is a deletion on Fabric, and no page is empty.
            if (!write.IsDelete && !write.Value.IsEmpty)
                page.PageHash = UnsafeByteOperations.UnsafeWrap(Ledger.Log.PageHash.Of(write.Value.Span));

            set.Pages.Add(page);
        }

        return set;
    }
}
