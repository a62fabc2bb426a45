using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What the law makes of each kind of instrument.</summary>
internal static class InstrumentKindLaw
{
    /// <summary>The flow of registration that it is recorded under.</summary>
    public static FlowCode FlowOf(InstrumentKind kind) => kind switch
    {
        InstrumentKind.Gift => FlowCode.F213,
        InstrumentKind.Inheritance or InstrumentKind.Bequest => FlowCode.F214,
        InstrumentKind.Exchange => FlowCode.F215,
        InstrumentKind.Partition or InstrumentKind.Divorce or InstrumentKind.Spouse => FlowCode.F216,
        InstrumentKind.Contribution or InstrumentKind.Merger or InstrumentKind.Division or InstrumentKind.Policy => FlowCode.F217,
        InstrumentKind.Grant => FlowCode.F101,
        _ => FlowCode.F218,
    };

    /// <summary>
    /// A deed of the owners' will: it takes the unit's deal as a contract does (C-05). Who takes by death, succession, court or
    /// policy takes whatever was agreed.
    /// </summary>
    public static bool TakesDeal(InstrumentKind kind) => kind is InstrumentKind.Gift or InstrumentKind.Exchange or InstrumentKind.Partition
        or InstrumentKind.Divorce or InstrumentKind.Spouse or InstrumentKind.Contribution;

    /// <summary>The givers are the registered owners when it is stated (C-06).</summary>
    public static bool AsksOwners(InstrumentKind kind) => kind is not (InstrumentKind.Court or InstrumentKind.Policy or InstrumentKind.Grant);

    /// <summary>The co-owners consent (C-27).</summary>
    public static bool AsksConsent(InstrumentKind kind) => kind is not (InstrumentKind.Inheritance or InstrumentKind.Bequest or InstrumentKind.Court
        or InstrumentKind.Spouse or InstrumentKind.Grant);

    /// <summary>A party may stand on both sides: co-owners who part, spouses who join (F-06).</summary>
    public static bool AllowsBothSides(InstrumentKind kind)
        => kind is InstrumentKind.Partition or InstrumentKind.Divorce or InstrumentKind.Spouse;

    /// <summary>Somebody died (C-66).</summary>
    public static bool IsByDeath(InstrumentKind kind) => kind is InstrumentKind.Inheritance or InstrumentKind.Bequest;
}
