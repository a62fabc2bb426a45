using Grpc.Core;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A transaction is in a block and was found invalid: it changed nothing. A conflict with another one
/// (<see cref="TxValidationCode.MvccReadConflict"/>, <see cref="TxValidationCode.PhantomReadConflict"/>) is cured by a new
/// proposal.
/// </summary>
public sealed class CommitException : GatewayException
{
    internal CommitException(CommitStatus status)
        : base($"Fabric gateway: transaction {status.TransactionId} is in block {status.BlockNumber} but invalid: {status.Code} ({(int)status.Code}).",
            status.TransactionId, StatusCode.Aborted)
    {
        Code = status.Code;
        BlockNumber = status.BlockNumber;
    }

    /// <summary>Why it is invalid.</summary>
    public TxValidationCode Code { get; }

    /// <summary>The block that holds it.</summary>
    public ulong BlockNumber { get; }
}
