namespace Ledger.Chain;

/// <summary>Why the ledger's chaincode does not endorse a call; in capitals the first word of its message.</summary>
public enum RefusalKind
{
    /// <summary>Rules refuse the envelope; which, stands behind it.</summary>
    Refused,

    /// <summary>These very bytes are on the ledger; their leaf hash stands behind it.</summary>
    Duplicate,

    /// <summary>Another envelope has used the number; its leaf hash stands behind it.</summary>
    Conflict,

    /// <summary>The channel has no genesis yet.</summary>
    Unfounded,

    /// <summary>The channel has its genesis already.</summary>
    Founded,

    /// <summary>Genesis is another one than the chaincode is configured for, or not in order.</summary>
    Genesis,

    /// <summary>The call came through another chaincode, so that the transaction would not hold the envelope where the ledger's peers read it.</summary>
    Indirect,

    /// <summary>The certificate of the call's creator cannot be read, so that the ledger's peers could not judge the transaction.</summary>
    Creator,

    /// <summary>The call's arguments are not those of the function.</summary>
    Arguments,
}
