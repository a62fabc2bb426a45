namespace Ledger.Fabric.Protocol;

/// <summary>The peer answered a request of the chaincode with an error, or with something that is no answer to it.</summary>
/// <param name="request">What was asked, e.g. <c>GET_STATE</c>.</param>
/// <param name="reason">What the peer said.</param>
public sealed class ChaincodePeerException(string request, string reason) : Exception($"The peer refused {request}: {reason}")
{
    /// <summary>What was asked.</summary>
    public string Request { get; } = request;
}
