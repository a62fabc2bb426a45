namespace Ledger.Peers;

/// <summary>What a peer made of a cosignature it was given.</summary>
public enum CosignatureOutcome
{
    /// <summary>Valid, over this peer's own root; stored.</summary>
    Stored,

    /// <summary>This line, or a better one of the same cosigner over the same block, was held already: newer, or not from the future.</summary>
    Known,

    /// <summary>For a block this peer has not executed yet, or over more entries than it holds; kept until then.</summary>
    Early,

    /// <summary>Over this peer's root, or by an unknown key, for a block below the newest one that bears the quorum; dropped.</summary>
    NotNeeded,

    /// <summary>Malformed, by an unknown key, or it does not verify; dropped.</summary>
    Invalid,

    /// <summary>Valid, but over another root than this peer's: an alarm.</summary>
    OtherRoot,
}
