using System.Globalization;

namespace Ledger.Departments;

/// <summary>
/// The consortium key of an epoch is not the one that the department's own tokens on the ledger were made with. Whatever
/// would be written with it could never be matched again; the services do not start.
/// </summary>
/// <param name="epoch">Epoch of the key.</param>
/// <param name="record">Number of the record whose token shows it.</param>
public sealed class ConsortiumKeyException(uint epoch, long record) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"The consortium key of epoch {epoch} does not make the token of record {record} that stands on the ledger: it is not the consortium's key. Copy the file from another department's node. | 第 {epoch} 期联盟密钥算不出记录 {record} 在账本上的当事人编码，不是本联盟的密钥；请从其他部门的节点复制该文件。"))
{
    /// <summary>Epoch of the key.</summary>
    public uint Epoch { get; } = epoch;
}
