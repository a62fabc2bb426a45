namespace Ledger.Facts;

/// <summary>What stands on a parcel: character 20 of a unit code (定着物特征码, GB/T 37346).</summary>
public enum FixtureKind
{
    /// <summary>W 无定着物: the parcel itself.</summary>
    None,

    /// <summary>F 房屋等建筑物、构筑物.</summary>
    Building,

    /// <summary>L 森林或林木.</summary>
    Forest,

    /// <summary>Q 其他.</summary>
    Other,
}
