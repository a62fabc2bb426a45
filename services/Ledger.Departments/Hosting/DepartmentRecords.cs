using Ledger.Chain;
using Ledger.Departments.Records;
using Ledger.Departments.Recovery;

namespace Ledger.Departments;

/// <summary>What a node's administration asks of the department's records.</summary>
public sealed class DepartmentRecords
{
    private readonly Peer _peer;
    private readonly IRecordStore _store;
    private readonly Func<OwnEnvelopeReader> _reader;

    internal DepartmentRecords(Peer peer, IRecordStore store, Func<OwnEnvelopeReader> reader) => (_peer, _store, _reader) = (peer, store, reader);

    /// <summary>Records whose fate is open.</summary>
    public int CountOpen() => _store.ListOpen().Count;

    /// <summary>A comparison of every record with the ledger, and of the ledger with the records.</summary>
    public RecordComparison Compare() => new(_peer, _store, _reader());
}
