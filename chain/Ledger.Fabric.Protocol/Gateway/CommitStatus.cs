using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>A peer's verdict on a transaction in a block.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="Code">Valid, or why not.</param>
/// <param name="BlockNumber">The block that holds it, valid or not.</param>
public sealed record CommitStatus(string TransactionId, TxValidationCode Code, ulong BlockNumber)
{
    /// <summary>Its writes took effect.</summary>
    public bool IsValid => Code == TxValidationCode.Valid;

    /// <summary>Makes an error of an invalid transaction.</summary>
    /// <exception cref="CommitException">It is not valid.</exception>
    public void ThrowIfInvalid()
    {
        if (!IsValid)
            throw new CommitException(this);
    }
}
