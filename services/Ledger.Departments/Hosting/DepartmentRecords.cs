using Ledger.Chain;
using Ledger.Departments.Records;
using Ledger.Departments.Recovery;

namespace Ledger.Departments;

/// <summary>What a node's administration asks of the department's records.</summary>
public sealed class DepartmentRecords(Peer peer, IRecordStore store)
{
    /// <summary>Records whose fate is open.</summary>
    public int CountOpen() => store.ListOpen().Count;

    /// <summary>A comparison of every record with the ledger.</summary>
    public RecordComparison Compare() => new(peer, store);
}
