using Grpc.Core;
using Ledger.Chain;
using Ledger.Fabric.Protocol;

namespace Ledger.Fabric;

/// <summary>Reads what a gateway's error means for the ledger.</summary>
internal static class GatewayRefusal
{
    // The peer's limiter answers with status UNKNOWN, so that only its words tell.
    private const string Limit = "exceeding concurrency limit";

    /// <summary>What the ledger's chaincode said; null when the error is not its own.</summary>
    public static SubmitRefusal? Of(GatewayException error)
    {
        foreach (var detail in error.Details)
        {
            if (SubmitRefusal.TryParse(detail.Message, out var refusal))
                return refusal;
        }

        return null;
    }

    /// <summary>A peer takes no more calls at this moment.</summary>
    public static bool IsCrowded(GatewayException error) =>
        error.StatusCode == StatusCode.ResourceExhausted || error.Message.Contains(Limit, StringComparison.Ordinal);
}
