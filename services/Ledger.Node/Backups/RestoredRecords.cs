namespace Ledger.Node;

/// <summary>Which record store stands after a restore.</summary>
internal enum RestoredRecords
{
    /// <summary>Not looked at: a restore cut short was finished.</summary>
    Unknown,

    /// <summary>The present one: it is whole and holds all of the backup's.</summary>
    Kept,

    /// <summary>The backup's.</summary>
    FromBackup,

    /// <summary>None: the backup has none.</summary>
    None,
}
