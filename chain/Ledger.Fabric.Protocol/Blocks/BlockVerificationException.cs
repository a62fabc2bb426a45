namespace Ledger.Fabric.Protocol;

/// <summary>A block, or a transaction in it, is not what it claims. The verifier stands where it stood.</summary>
public sealed class BlockVerificationException : Exception
{
    internal BlockVerificationException(BlockFault fault, ulong blockNumber, string detail, int? transactionIndex = null, string transactionId = "")
        : base(Describe(blockNumber, detail, transactionIndex, transactionId))
    {
        Fault = fault;
        BlockNumber = blockNumber;
        TransactionIndex = transactionIndex;
        TransactionId = transactionId;
        Detail = detail;
    }

    /// <summary>What it fails on.</summary>
    public BlockFault Fault { get; }

    /// <summary>The block: its own number where one could be read, else the one expected.</summary>
    public ulong BlockNumber { get; }

    /// <summary>Position of the transaction in the block, from 0; null if the block as a whole fails.</summary>
    public int? TransactionIndex { get; }

    /// <summary>Id that the transaction claims; empty if none.</summary>
    public string TransactionId { get; }

    /// <summary>What disagrees: the value seen and the value wanted, in English.</summary>
    public string Detail { get; }

    private static string Describe(ulong blockNumber, string detail, int? index, string id) => index is null
        ? $"Fabric block {blockNumber}: {detail}."
        : $"Fabric block {blockNumber}, transaction {index}{(id.Length > 0 ? $" ({id})" : "")}: {detail}.";
}
