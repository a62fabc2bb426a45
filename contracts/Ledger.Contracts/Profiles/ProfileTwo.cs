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
        Flows = Complete(Families.Aggregate(Profiles.One.Flows, static (flows, family) => family(flows)), MatrixTwo.Matrix, Restrictions.Two),
        Form = FormTwo.Form,
        Matrix = MatrixTwo.Matrix,
        Restrictions = Restrictions.Two,
        AcknowledgementsNameSubjects = true,
        RecordedKinds =
        [
            V1.EncumbranceKind.Mortgage, V1.EncumbranceKind.Seizure, V1.EncumbranceKind.AdvanceNotice, V1.EncumbranceKind.Objection,
            V1.EncumbranceKind.Easement, V1.EncumbranceKind.Residence, V1.EncumbranceKind.Lock,
        ],
    };

    /// <summary>
    /// Flows with what each has besides the rules that it names: the rule of exceptions, and those of the columns that its rows of the
    /// matrix ask. The next profile completes its flows by its own matrix and columns; a flow that is complete stays as it is.
    /// </summary>
    public static FlowTable Complete(FlowTable flows, Matrix matrix, IReadOnlyList<IRestriction> restrictions)
        => flows.Each(flow => Complete(flow, matrix, restrictions));

    private static ProfileFlow Complete(ProfileFlow flow, Matrix matrix, IReadOnlyList<IRestriction> restrictions)
    {
        var asked = restrictions
            .Select(restriction => (Restriction: restriction, Cells: Cells(flow, restriction, matrix)))
            .Where(static asked => asked.Cells.Count > 0)
            .ToList();
        return flow.With(EveryFlow)
            .With(asked.Select(static asked => (RuleInFlow)asked.Restriction.Rule))
            .With(asked.Where(asked => flow.Flow is IBookFlow && asked.Cells.Exists(static cell => cell.Severity is Severity.Reject or Severity.Exception))
                .SelectMany(static asked => asked.Restriction.FurtherRules)
                .Select(static rule => (RuleInFlow)rule))
            .With(asked.Exists(static asked => asked.Restriction.Kind is not null) ? [KindCompleted.C83] : Array.Empty<RuleInFlow>());
    }

    private static List<MatrixCell> Cells(ProfileFlow flow, IRestriction restriction, Matrix matrix)
        => [.. flow.Codes.Where(restriction.IsAskedIn).Select(code => matrix[code, restriction.Column]).Where(static cell => cell.IsAsked)];

    /// <summary>A flow of profile 2 with the rules that every flow has and some of its own.</summary>
    public static ProfileFlow Flow(IFlow flow, params RuleInFlow[] rules) => ProfileOne.Flow(flow, rules);

    /// <summary>An act on the book of profile 2 with the rules that every such act has and some of its own.</summary>
    public static ProfileFlow BookAct(IFlow flow, params RuleInFlow[] rules) => ProfileOne.Flow(flow, [.. EveryBookAct, .. rules]);

    /// <summary>A flow of profile 1 that is an act on the book of profile 2 by this code.</summary>
    public static Func<ProfileFlow, ProfileFlow> AsBookAct(IFlow flow, params RuleInFlow[] rules)
        => known => known.As(flow).With([.. EveryBookAct, .. rules]);
}
