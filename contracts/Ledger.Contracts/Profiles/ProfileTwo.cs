using Ledger.Chain;

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
    {
        var asked = Restrictions.All
            .Select(restriction => (Restriction: restriction, Cells: Cells(flow, restriction)))
            .Where(static asked => asked.Cells.Count > 0)
            .ToList();
        return flow.With(EveryFlow)
            .With(asked.Select(static asked => (RuleInFlow)asked.Restriction.Rule))
            .With(asked.Where(asked => flow.Flow is IBookFlow && asked.Cells.Exists(static cell => cell.Severity is Severity.Reject or Severity.Exception))
                .SelectMany(static asked => asked.Restriction.FurtherRules)
                .Select(static rule => (RuleInFlow)rule))
            .With(asked.Exists(static asked => asked.Restriction.Kind is not null) ? [KindCompleted.C83] : Array.Empty<RuleInFlow>());
    }

    private static List<MatrixCell> Cells(ProfileFlow flow, IRestriction restriction)
        => [.. flow.Codes.Where(restriction.IsAskedIn).Select(code => MatrixTwo.Matrix[code, restriction.Column]).Where(static cell => cell.IsAsked)];

    /// <summary>A flow of profile 2 with the rules that every flow has and some of its own.</summary>
    public static ProfileFlow Flow(IFlow flow, params RuleInFlow[] rules) => ProfileOne.Flow(flow, rules);

    /// <summary>An act on the book of profile 2 with the rules that every such act has and some of its own.</summary>
    public static ProfileFlow BookAct(IFlow flow, params RuleInFlow[] rules) => ProfileOne.Flow(flow, [.. EveryBookAct, .. rules]);

    /// <summary>A flow of profile 1 that is an act on the book of profile 2 by this code.</summary>
    public static Func<ProfileFlow, ProfileFlow> AsBookAct(IFlow flow, params RuleInFlow[] rules)
        => known => known.As(flow).With([.. EveryBookAct, .. rules]);
}
