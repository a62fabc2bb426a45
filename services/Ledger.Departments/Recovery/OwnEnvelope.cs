
namespace Ledger.Departments;

/// <summary>What the record store holds of an envelope on the ledger.</summary>
internal enum HeldRecord
{
    /// <summary>No record has its number.</summary>
    None,

    /// <summary>Its number belongs to a record that does not hold it.</summary>
    OfOtherAct,

    /// <summary>Its record says that it was refused or has lapsed.</summary>
    Refused,

    /// <summary>Its record.</summary>
    Good,
}

/// <summary>An envelope on the ledger that was signed for this department.</summary>
/// <param name="Index">Index of its entry on the ledger.</param>
/// <param name="Number">The number it bears; null when its payload cannot be read.</param>
/// <param name="LeafHash">Leaf hash of its entry, 32 bytes.</param>
/// <param name="Held">What the record store holds of it.</param>
/// <param name="IsDepartments">The department's own key signed it; else a bank's.</param>
/// <param name="MayBeMissing">The operator has accepted that its record is lost.</param>
internal sealed record OwnEnvelope(ulong Index, long? Number, byte[] LeafHash, HeldRecord Held, bool IsDepartments, bool MayBeMissing)
{
    /// <summary>No record holds it.</summary>
    public bool IsMissing => Held is HeldRecord.None or HeldRecord.OfOtherAct;

    /// <summary>
    /// That it has no record stops nobody: its operator has accepted the loss, or a bank signed it. A bank's key can have anything
    /// ordered past these services, and must not be able to keep them from starting.
    /// </summary>
    public bool IsTolerated => MayBeMissing || !IsDepartments;

    /// <summary>That it has no record, for people.</summary>
    public RecordFinding ToFinding()
    {
        var id = Number is { } number ? RecordIds.Of(number) : "?";
        var hash = Convert.ToHexStringLower(LeafHash);
        return new(
            id,
            LeafHash,
            FormattableString.Invariant($"序号 {id} 的信封（叶哈希 {hash}）在账本上（第 {Index} 条），记录库没有它。"),
            FormattableString.Invariant($"The envelope with number {id} (leaf hash {hash}) is on the ledger (entry {Index}), the record store lacks it."));
    }
}
