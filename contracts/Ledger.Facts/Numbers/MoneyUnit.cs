namespace Ledger.Facts;

/// <summary>The unit an amount was written in; departments differ, so an amount without it is not read (rule F-07).</summary>
public enum MoneyUnit
{
    /// <summary>元.</summary>
    Yuan = 1,

    /// <summary>万元, ten thousand yuan.</summary>
    TenThousandYuan = 2,
}
