using Ledger.Client;
using Ledger.Verifier;

namespace Ledger.Import;

/// <summary>The journal as the evidence book of one department's clerk.</summary>
/// <param name="journal">The journal.</param>
/// <param name="department">Whose clerk.</param>
internal sealed class DeskBook(ImportJournal journal, string department) : IEvidenceBook
{
    /// <inheritdoc/>
    public void SaveDraft(SignedRequest request) => journal.SaveCall(request);

    /// <inheritdoc/>
    public void SaveReceipt(SignedRequest request, WriteOutcome outcome) => journal.CompleteCall(outcome);

    /// <inheritdoc/>
    public void DropDraft(byte[] requestId) => journal.DropCall(requestId);

    /// <inheritdoc/>
    public IReadOnlyList<SignedRequest> OpenDrafts() => journal.OpenCalls(department);

    /// <inheritdoc/>
    public string? LoadLatest(string origin) => journal.FindCheckpoint(origin);

    /// <inheritdoc/>
    public void SaveLatest(string origin, string note) => journal.SaveCheckpoint(origin, note);

    /// <inheritdoc/>
    public void SaveAlarm(CheckpointAlarm alarm) => journal.SaveAlarm(alarm);

    /// <inheritdoc/>
    public void SaveCertificate(StoredCertificate certificate)
        => throw new NotSupportedException("An import asks for no certificates.");
}
