namespace Ledger.Departments.Recovery;

/// <summary>
/// Envelopes of this department are on the ledger but not in its record store: the store was shortened or replaced.
/// The services do not start; restore the store from its backup.
/// </summary>
public sealed class RecordsMissingException(IReadOnlyList<RecordFinding> missing)
    : Exception($"The record store lacks {missing.Count} envelope(s) of this department that are on the ledger; the first: {missing[0].MessageEn} Restore the record store from its backup. | 记录库缺少本部门已上账本的{missing.Count}个信封，首个：{missing[0].MessageZh}请从备份恢复。")
{
    /// <summary>Every envelope found without its record.</summary>
    public IReadOnlyList<RecordFinding> Missing { get; } = missing;
}
