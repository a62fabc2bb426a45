namespace Ledger.Fabric.Protocol;

/// <summary>What a block fails on.</summary>
public enum BlockFault
{
    /// <summary>The bytes are no block.</summary>
    Unreadable,

    /// <summary>It is not the block that comes next.</summary>
    Number,

    /// <summary>It does not name the header hash of the block before.</summary>
    PreviousHash,

    /// <summary>Its data hash is not that of its envelopes.</summary>
    DataHash,

    /// <summary>An envelope is not in its one encoding, so that the data hash would not tell where it ends.</summary>
    EnvelopeEncoding,

    /// <summary>The ordering nodes' signatures do not satisfy the channel's policy for blocks.</summary>
    OrdererSignatures,

    /// <summary>The signed metadata names another block as the one with the configuration in force.</summary>
    LastConfiguration,

    /// <summary>The peer's verdicts are not one for each transaction, or one is unknown.</summary>
    ValidationCodes,

    /// <summary>A configuration cannot be read, or does not follow the one before.</summary>
    Configuration,

    /// <summary>A transaction called valid cannot be read.</summary>
    TransactionUnreadable,

    /// <summary>A transaction called valid is of a type that cannot be.</summary>
    TransactionType,

    /// <summary>A transaction called valid belongs to another channel.</summary>
    Channel,

    /// <summary>The creator of a transaction called valid is no member of the channel.</summary>
    Creator,

    /// <summary>The creator's signature on a transaction called valid is not over it, or its s is high.</summary>
    CreatorSignature,

    /// <summary>The id of a transaction called valid is not that of its nonce and creator.</summary>
    TransactionId,

    /// <summary>Two transactions of the block called valid have one id.</summary>
    DuplicateTransactionId,

    /// <summary>The endorsed result of a transaction called valid is that of another proposal.</summary>
    ProposalHash,

    /// <summary>A transaction called valid names different chaincodes in different places, or a namespace twice.</summary>
    Chaincode,

    /// <summary>The endorsements of a transaction called valid do not satisfy the policy of a namespace it writes.</summary>
    EndorsementPolicy,

    /// <summary>The policy of a namespace that a transaction called valid writes is not known or not supported here.</summary>
    UnknownPolicy,
}
