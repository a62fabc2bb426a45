namespace Ledger.Contracts;

/// <summary>The columns of the severity matrix, asked for one unit of an act: a further column is one further file.</summary>
internal static class Restrictions
{
    /// <summary>The columns, in the matrix's order.</summary>
    public static IReadOnlyList<IRestriction> All { get; } = [new MortgagedUnit(), new ConstructionMortgaged(), new MortgagedParcel()];

    /// <summary>Notes all that the act's flow makes of what stands on the unit.</summary>
    public static void Check(Judgement judgement, Disposal disposal)
    {
        judgement.About(disposal.Unit.Code);
        foreach (var restriction in All)
        {
            var cell = judgement.Matrix[disposal.Flow, restriction.Column];
            if (cell.IsAsked)
                restriction.Check(judgement, disposal, cell);
        }

        judgement.About("");
    }
}
