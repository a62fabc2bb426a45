namespace Ledger.Contracts;

/// <summary>Something on a unit's pages that may stand in the way of its disposal. How much it does so in a flow says the profile.</summary>
internal interface IRestraint
{
    /// <summary>Notes under its rule whatever stands in the way of the unit's disposal.</summary>
    void Check(Judgement judgement, UnitPages unit);
}
