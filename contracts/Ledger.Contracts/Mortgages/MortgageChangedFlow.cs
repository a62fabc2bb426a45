using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押权变更登记: amount, term, scope, restriction, units or mortgagors follow what was agreed; the proof is replaced.</summary>
internal sealed class MortgageChangedFlow() : BookFlow<MortgageChanged, MortgageChangeCase>(new("抵押权变更登记", "change of a mortgage"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.M3, FlowCode.M4];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, MortgageChanged e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Known(e.What, "what");
        if (e.What > MortgageChangeKind.Mortgagor)
            shape.Fault(Shape.C69, "what", e.What, new("抵押权变更事项", "a change of the mortgage that has no act of its own"));
        if (ChangedTerms.IsOfTerms(e.What))
            shape.TermsValue(e.Terms, "terms");
        else if (e.Terms is not null)
            shape.Fault(Shape.C69, "terms", "…", new("不填", "nothing for this kind of change"));
        shape.Certificate(e.Certificate, CertificateKind.Proof, legacyAllowed: false, "certificate");
        MortgageShape.Recordings(shape, e.Units, "units", shares: e.What == MortgageChangeKind.UnitsIn);
    }

    /// <inheritdoc/>
    protected override MortgageChangeCase LoadOwn(MortgageChanged e, Book book) => MortgageChangeCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(MortgageChangeCase loaded)
        => [.. loaded.Units.Select(static unit => new BookAct(
            unit.Disposal.Flow, unit.Recording.UnitCode, unit.Recording.BusinessNumber, unit.Path + ".business_number"))];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, MortgageChangeCase loaded, Signer signer)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        CertificatesUnique.CheckNew(judgement, [(loaded.Certificate, e.Certificate, "certificate")]);
        CertificateYear.Check(judgement, e.Certificate, e.Recording.RecordingDate, "certificate");
        foreach (var unit in loaded.Units)
            Restrictions.Check(judgement, unit.Disposal);
        var states = e.What == MortgageChangeKind.UnitsOut
            ? new[] { MortgageState.Registered, MortgageState.ReleaseInstructed }
            : [MortgageState.Registered];
        if (!MortgageStands.CheckState(judgement, mortgage, states) || !states.Contains(mortgage.Body!.State))
            return;

        // A release of the units that leave is agreement enough.
        var released = e.What == MortgageChangeKind.UnitsOut
            && (mortgage.Body.State == MortgageState.ReleaseInstructed || loaded.Units.All(unit => unit.IsReleased(e.Mortgage)));
        var agreement = loaded.Agreement;
        if (agreement is null && !released)
        {
            MortgageAgreements.Require(judgement, mortgage, e.What);
            return;
        }

        ChangeAgrees.Check(judgement, loaded, released ? null : agreement);
        LowerMortgagees.Check(judgement, loaded);
        if (agreement is not null)
        {
            DateOrder.Check(
                judgement, DatedFact.Recorded(mortgage, new("协议日期", "day of the agreement"), agreement.Date),
                DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
        }

        JudgeMortgagors(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, MortgageChangeCase loaded) => new MortgageChangeWriter(book, loaded).Write();

    /// <summary>New mortgagors own what they mortgage, and units that join may be mortgaged.</summary>
    private static void JudgeMortgagors(Judgement judgement, MortgageChangeCase loaded)
    {
        var units = loaded.Units.Select(static unit => unit.Mortgage).OfType<UnitMortgage>().ToList();
        if (units.Count == 0)
            return;
        MortgagorsOwn.Check(judgement, units, loaded.Mortgage.Says);

        // Land that is under the mortgage already stays so, whatever was built on it since.
        if (loaded.Event.What == MortgageChangeKind.UnitsIn)
            MortgageObjectFits.CheckGround(judgement, units, loaded.Agreement!.Units, loaded.Mortgage.Says);
        foreach (var unit in units)
        {
            TokenEpoch.Check(judgement, unit.Unit.Epoch, unit.Title, loaded.Mortgage.Says);
            MortgageConditions.Check(judgement, FlowCode.M3, loaded.Mortgage.Body!.Object, loaded.Mortgage.Body.Terms, unit, loaded.Mortgage.Says);
        }
    }
}
