namespace Ledger.Fabric.Protocol;

/// <summary>Ends a transaction with an answer that is not endorsed; thrown by a chaincode's function.</summary>
/// <param name="status">At least <see cref="ChaincodeResponse.ErrorThreshold"/>.</param>
/// <param name="message">What is wrong and what to do; goes to the client.</param>
public sealed class ChaincodeException(int status, string message) : Exception(message)
{
    /// <summary>The answer.</summary>
    public ChaincodeResponse Response { get; } = ChaincodeResponse.Error(status, message);
}
