using Grpc.Core;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Ordering did not confirm a transaction. It may have arrived all the same: ask for its commit status before making
/// another, or submit the same one again, which is recorded once only.
/// </summary>
public sealed class SubmitException : GatewayException
{
    internal SubmitException(string transactionId, RpcException error)
        : base("submission", transactionId, error)
    {
    }
}
