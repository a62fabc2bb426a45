using System.Globalization;

namespace Ledger.Departments;

/// <summary>
/// Envelopes of this department are on the ledger but not in its record store: the store was shortened or replaced, or
/// a bank's act went past the services. The services do not start; restore the store from its backup, or accept the loss.
/// </summary>
/// <param name="missing">The envelopes; at least one.</param>
/// <param name="size">Size of the log up to which they were looked for.</param>
public sealed class RecordsMissingException(MissingRecords missing, ulong size) : Exception(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{missing.English} Restore the record store from its backup. If they are lost for good, set accept_missing_records_before to {size} in the node's configuration"
        + $" (to the ledger's size at the other nodes, when this node has yet to catch up). | {missing.Chinese}请从备份恢复；确已永久丢失的，在节点配置中将 accept_missing_records_before 设为 {size}（本节点尚未追上时，设为其他节点的账本大小）。"))
{
    /// <summary>The envelopes found without their records.</summary>
    public MissingRecords Missing { get; } = missing;

    /// <summary>Size of the log up to which they were looked for: what accepts the loss of them all.</summary>
    public ulong Size { get; } = size;
}
