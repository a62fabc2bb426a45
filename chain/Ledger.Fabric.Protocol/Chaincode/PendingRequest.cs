using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>A request that the peer has not answered yet.</summary>
internal sealed class PendingRequest(ChaincodeMessage.Types.Type type)
{
    // The reader of the stream must not run the chaincode's code.
    private readonly TaskCompletionSource<ChaincodeMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChaincodeMessage.Types.Type Type => type;

    public Task<ChaincodeMessage> Answer => answer.Task;

    public void SetAnswer(ChaincodeMessage message) => answer.TrySetResult(message);

    public void Fail(Exception reason) => answer.TrySetException(reason);
}
