using System.Globalization;
using Ledger.Peers;

namespace Ledger.Departments;

/// <summary>What a node's administration asks of the department's records.</summary>
public sealed class DepartmentRecords
{
    private readonly Peer peer;
    private readonly IRecordStore store;
    private readonly Func<OwnEnvelopeReader> reader;
    private readonly RecordsOnLedger ledger;

    internal DepartmentRecords(Peer peer, IRecordStore store, Func<OwnEnvelopeReader> reader, RecordsOnLedger ledger)
        => (this.peer, this.store, this.reader, this.ledger) = (peer, store, reader, ledger);

    /// <summary>Records whose fate is open.</summary>
    public int CountOpen() => store.ListOpen().Count;

    /// <summary>Why nothing can be kept at the moment, in both languages; null while it can.</summary>
    public string? Outage => store.Outage;

    /// <summary>What came in since the start without a record, in Chinese and English; null for nothing.</summary>
    public (string Chinese, string English)? Missing => ledger.Missing is { } found ? (found.Missing.Chinese, found.Missing.English) : null;

    /// <summary>What is not in order with the records, for every member: how many, no contents.</summary>
    public IEnumerable<PeerCondition> Conditions => ledger.Missing is not { } found ? [] :
    [
        new("records.missing", new(
            string.Create(CultureInfo.InvariantCulture,
                $"the department's record store lacks {found.Missing.Count} of its own envelopes that are on the ledger, as after an older copy was put back; its status names them; restore the record store, or accept them as lost with accept_missing_records_before {found.Size}"),
            string.Create(CultureInfo.InvariantCulture,
                $"该部门记录库缺少已上账本的 {found.Missing.Count} 个本部门信封（例如还原了较旧的副本）；节点状态列出其序号；请恢复记录库，确已丢失的将 accept_missing_records_before 设为 {found.Size}"))),
    ];

    /// <summary>A comparison of every record with the ledger, and of the ledger with the records.</summary>
    public RecordComparison Compare() => new(peer, store, reader());

    /// <summary>Copies the record store beside all who use it.</summary>
    /// <param name="path">Path of the copy's SQLite file, which does not exist; its folder does.</param>
    /// <param name="withKeys">Whether the keys are copied.</param>
    /// <returns>Newest commit of the copy; 0 for none.</returns>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public long BackUp(string path, bool withKeys) => store.BackUp(path, withKeys);
}
