namespace Ledger.Contracts;

/// <summary>C-29 查封限制转移/抵押, for the land: a seizure active on a parcel that the unit stands on stops the unit too.</summary>
internal sealed class SeizedParcel : IRestraint
{
    public static readonly Rule C29 = SeizedUnit.C29 with { Aspect = "parcel" };

    /// <inheritdoc/>
    public void Check(Judgement judgement, UnitPages unit)
    {
        foreach (var parcel in unit.Parcels)
            SeizedUnit.CheckPage(judgement, C29, unit.Code, parcel);
    }
}
