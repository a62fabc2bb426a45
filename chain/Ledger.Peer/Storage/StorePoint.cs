namespace Ledger.Peers;

/// <summary>Steps of a peer between which a machine may fail; tests stop it at each.</summary>
internal enum StorePoint
{
    BeforeRead,
    BeforeBlockWrite,
    AfterBlockWrite,
    BeforeCosignedFile,
    InCosignedFile,
    AfterCosignedFile,
    AfterOwnLinesQueued,
    BeforeLogFile,
    AfterLogFile,
}
