using System.Globalization;

namespace Ledger.Departments.Recovery;

/// <summary>
/// Envelopes of this department are on the ledger but not in its record store: the store was shortened or replaced, or
/// a bank's act went past the services. The services do not start; restore the store from its backup, or accept the loss.
/// </summary>
/// <param name="missing">The envelopes; at least one.</param>
/// <param name="size">Size of the log up to which they were looked for.</param>
public sealed class RecordsMissingException(IReadOnlyList<RecordFinding> missing, ulong size) : Exception(
    string.Create(
        CultureInfo.InvariantCulture,
        $"The record store lacks {missing.Count} envelope(s) of this department that are on the ledger; the first: {missing[0].MessageEn} "
        + $"Restore the record store from its backup. If it is lost for good, set accept_missing_records_before to {size} in the node's configuration. | ")
    + string.Create(
        CultureInfo.InvariantCulture,
        $"记录库缺少本部门已上账本的{missing.Count}个信封，首个：{missing[0].MessageZh}请从备份恢复；确已永久丢失的，在节点配置中将 accept_missing_records_before 设为 {size}。"))
{
    /// <summary>Every envelope found without its record.</summary>
    public IReadOnlyList<RecordFinding> Missing { get; } = missing;

    /// <summary>Size of the log up to which they were looked for: what accepts the loss of them all.</summary>
    public ulong Size { get; } = size;
}
