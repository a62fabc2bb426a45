namespace Ledger.Client;

/// <summary>What a user keeps: drafts, receipts, certificates, the newest checkpoint of each ledger and alarms.</summary>
public interface IEvidenceBook : IDraftStore, ICheckpointMemory
{
    /// <summary>Keeps a certificate that was verified.</summary>
    void SaveCertificate(StoredCertificate certificate);
}
