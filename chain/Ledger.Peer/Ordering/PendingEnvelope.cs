using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>An envelope in the queue of ordering, and who waits for its answer.</summary>
internal sealed class PendingEnvelope(DecodedEnvelope envelope)
{
    private readonly TaskCompletionSource<SubmitResult> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DecodedEnvelope Envelope => envelope;

    public Task<SubmitResult> Answer => answer.Task;

    public void Resolve(SubmitResult result) => answer.TrySetResult(result);

    public void Fail(Exception e) => answer.TrySetException(e);
}
