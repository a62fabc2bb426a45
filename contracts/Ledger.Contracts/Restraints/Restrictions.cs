namespace Ledger.Contracts;

/// <summary>The columns of the severity matrix, asked for one unit of an act: a further column is one further file.</summary>
internal static class Restrictions
{
    /// <summary>The columns of profile 2, in the matrix's order.</summary>
    public static IReadOnlyList<IRestriction> Two { get; } =
    [
        new ActiveSeizure(),
        new ActivePreSeizure(),
        new SeizedLand(),
        new MortgagedUnit(),
        new ExtinguishedMortgage(MatrixColumn.M),
        new ConstructionMortgaged(),
        new MortgagedParcel(),
        new ExtinguishedMortgage(MatrixColumn.B),
        new NoticeOfAnother(),
        new CountingObjection(),
        new LiveResidence(),
        new LiveEasement(),
        new CountingLock(),
        new OpenCorrection(),
        new OtherCase(),
        new DealOfAnother(),
        new SupervisedFunds(),
    ];

    /// <summary>Every rule that a finding of a column may name.</summary>
    public static IEnumerable<Rule> RulesOf(IRestriction restriction) => restriction.FurtherRules.Prepend(restriction.Rule);

    /// <summary>Notes all that the act's flow makes of what stands on the unit.</summary>
    public static void Check(Judgement judgement, Disposal disposal)
    {
        judgement.Under(disposal.Flow);
        List<V1.EncumbranceKind> kinds = [];
        foreach (var restriction in judgement.Profile.Restrictions)
        {
            var cell = judgement.Matrix[disposal.Flow, restriction.Column];
            if (!cell.IsAsked || !restriction.IsAskedIn(disposal.Flow))
                continue;
            judgement.About(disposal.Unit.Code);
            restriction.Check(judgement, disposal, cell);
            if (restriction.Kind is { } kind)
                kinds.Add(kind);
        }

        judgement.About(disposal.Unit.Code);

        // A contract takes the new code by its amendment, or ends.
        if (!FlowGroups.IsContract(disposal.Flow))
            HouseStands.CheckNotReplaced(judgement, disposal.House);
        KindCompleted.Check(judgement, disposal.Unit, kinds);
        judgement.About("");
    }
}
