namespace Ledger.Contracts;

/// <summary>Profile 2: the whole law of the four departments (events.md). Written family by family from profile 1.</summary>
internal static class ProfileTwo
{
    private static readonly Func<FlowTable, FlowTable>[] Families =
    [
        SalesTwo.Apply,
        TaxesTwo.Apply,
        MortgagesTwo.Apply,
        CasesTwo.Apply,
        OpeningsTwo.Apply,
        InstrumentsTwo.Apply,
        TransfersTwo.Apply,
        TitlesTwo.Apply,
        CorrectionsTwo.Apply,
        ObjectionsTwo.Apply,
        NoticesTwo.Apply,
        UseRightsTwo.Apply,
        SeizuresTwo.Apply,
        LocksTwo.Apply,
        CertificatesTwo.Apply,
        ExceptionsTwo.Apply,
        TablesTwo.Apply,
        SharingTwo.Apply,
        StaffTwo.Apply,
    ];

    /// <summary>The rules that every flow has besides those of profile 1.</summary>
    public static RuleInFlow[] EveryFlow { get; } = [UsedExceptions.C82];

    /// <summary>The rules that every act on the book has besides those of every flow.</summary>
    public static RuleInFlow[] EveryBookAct { get; } =
        [UnitIsFinal.F02, .. CaseTime.All, NotRecorded.C60, RecordingOrder.C71, RecordingOrder.C71Late, CaseStaff.C74];

    public static Profile Create() => Profiles.One with
    {
        Number = 2,
        Flows = Families.Aggregate(Profiles.One.Flows, static (flows, family) => family(flows)).Each(Complete),
        Form = FormTwo.Form,
        Matrix = MatrixTwo.Matrix,
        AcknowledgementsNameSubjects = true,
        RecordedKinds = [.. Enum.GetValues<V1.EncumbranceKind>().Where(static kind => kind != V1.EncumbranceKind.Unspecified)],
    };

    private static ProfileFlow Complete(ProfileFlow flow)
        => flow.With(EveryFlow).With(
            Restrictions.All
                .Where(restriction => flow.Codes.Any(code => MatrixTwo.Matrix[code, restriction.Column].IsAsked))
                .SelectMany(Restrictions.RulesOf)
                .Append(KindCompleted.C83)
                .Where(rule => rule != KindCompleted.C83 || flow.Codes.Count > 0)
                .Select(static rule => (RuleInFlow)rule));

    /// <summary>A flow of profile 2 with the rules that every flow has and some of its own.</summary>
    public static ProfileFlow Flow(IFlow flow, params RuleInFlow[] rules) => ProfileOne.Flow(flow, rules);

    /// <summary>An act on the book of profile 2 with the rules that every such act has and some of its own.</summary>
    public static ProfileFlow BookAct(IFlow flow, params RuleInFlow[] rules) => ProfileOne.Flow(flow, [.. EveryBookAct, .. rules]);

    /// <summary>A flow of profile 1 that is an act on the book of profile 2 by this code.</summary>
    public static Func<ProfileFlow, ProfileFlow> AsBookAct(IFlow flow, params RuleInFlow[] rules)
        => known => known.As(flow).With([.. EveryBookAct, .. rules]);
}
