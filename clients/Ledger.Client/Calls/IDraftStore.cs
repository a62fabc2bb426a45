namespace Ledger.Client;

/// <summary>
/// Requests not yet acknowledged. A request is kept before it is sent, so that after a crash of the client it is sent again
/// with the same id, and happens once. Safe for use by several threads.
/// </summary>
public interface IDraftStore
{
    /// <summary>Keeps a request before it is sent; the same id again changes nothing.</summary>
    void SaveDraft(SignedRequest request);

    /// <summary>The request was acknowledged: keeps the receipt and drops the draft.</summary>
    void SaveReceipt(SignedRequest request, WriteOutcome outcome);

    /// <summary>The request was refused: nothing was written, the draft is dropped.</summary>
    void DropDraft(byte[] requestId);

    /// <summary>Requests that are still open, oldest first.</summary>
    IReadOnlyList<SignedRequest> OpenDrafts();
}
