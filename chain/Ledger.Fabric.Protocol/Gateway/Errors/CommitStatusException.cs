using Grpc.Core;

namespace Ledger.Fabric.Protocol;

/// <summary>The fate of a submitted transaction could not be learnt: it may be committed, may become so, or may not. Ask again.</summary>
public sealed class CommitStatusException : GatewayException
{
    internal CommitStatusException(string transactionId, RpcException error)
        : base("commit status", transactionId, error)
    {
    }
}
