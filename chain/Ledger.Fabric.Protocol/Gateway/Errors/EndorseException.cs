using Grpc.Core;

namespace Ledger.Fabric.Protocol;

/// <summary>A transaction was not endorsed, or the peer's answer is not about the proposal. Nothing was recorded.</summary>
public sealed class EndorseException : GatewayException
{
    internal EndorseException(string transactionId, RpcException error)
        : base("endorsement", transactionId, error)
    {
    }

    internal EndorseException(string transactionId, string fault)
        : base($"Fabric gateway: the prepared transaction {transactionId} was not signed: {fault}.", transactionId, StatusCode.DataLoss)
    {
    }
}
