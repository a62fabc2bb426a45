namespace Ledger.Contracts;

/// <summary>The rules under which the columns of the severity matrix are found.</summary>
public static class MatrixRules
{
    /// <summary>Ids of the rules that a finding of a column may name, sorted.</summary>
    /// <param name="column">The column; cleared taxes are asked by the transfers themselves.</param>
    public static IReadOnlyList<string> Of(MatrixColumn column)
    {
        var rules = column == MatrixColumn.T
            ? [TaxesCleared.C14, TaxesCleared.C15]
            : Profiles.All.SelectMany(static profile => profile.Restrictions)
                .Where(restriction => restriction.Column == column).SelectMany(Restrictions.RulesOf);
        return [.. rules.Select(static rule => rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
