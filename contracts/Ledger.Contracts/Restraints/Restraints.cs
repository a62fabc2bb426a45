namespace Ledger.Contracts;

/// <summary>
/// What every disposal of a unit asks: one list, so that a further restraint is one further file and a rule in the flows of
/// the profile that brings it. A restraint whose rule does not run in a flow does nothing there.
/// </summary>
internal static class Restraints
{
    private static readonly IRestraint[] All = [new SeizedUnit(), new SeizedParcel()];

    /// <summary>Notes all that stands in the way of a unit's disposal.</summary>
    public static void Check(Judgement judgement, UnitPages unit)
    {
        foreach (var restraint in All)
            restraint.Check(judgement, unit);
    }
}
