using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>签订抵押合同 of profile 2: the buyers of a filed contract mortgage before the transfer, a share names its holding.</summary>
internal sealed class MortgageContractSignedFlowTwo()
    : Flow<MortgageContractSigned, MortgageSigningCaseTwo>(DepartmentNames.Finance, new("签订抵押合同", "signing of the mortgage contract"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.K5];

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageContractSigned e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.TermsValue(e.Terms, "terms");
        shape.Date(e.SigningDate, "signing_date");
        shape.Known(e.Object, "object");
        shape.PartyList(e.Mortgagors, e.Units.Count, "mortgagors");
        shape.PartyList(e.Debtors, e.Units.Count, "debtors");
        MortgageShape.Units(shape, e.Units, e.Mortgagors.Count, "units");
        if (e.MortgagorsNotSigning.Count > 0)
        {
            shape.Fault(Shape.C69, "mortgagors_not_signing", e.MortgagorsNotSigning.Count,
                new("在各单元的抵押人中填写", "nothing: the units' mortgagors say who did not sign"));
        }

        MortgageParts.CheckShape(shape, e);
        if (e.PaysFor.Length > 0)
            shape.Identifier<ContractNumber>(e.PaysFor, "pays_for");
        if (e.Notice is { } notice)
            shape.Certificate(notice, CertificateKind.Proof, legacyAllowed: true, "notice");
    }

    /// <inheritdoc/>
    protected override MortgageSigningCaseTwo Load(MortgageContractSigned e, Book book) => MortgageSigningCaseTwo.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageSigningCaseTwo loaded, Signer signer)
    {
        var e = loaded.Event;
        if (!MortgageeSigns.Check(judgement, signer, e.Mortgage))
            return;
        MortgageStands.CheckAbsent(judgement, loaded.Mortgage);
        MortgageParts.CheckSigning(judgement, e, loaded.Head);
        MortgageeIsNoMortgagor.Check(judgement, e);
        MortgagorsOwn.Check(judgement, [.. loaded.Units.Select(unit => unit.Mortgage)], InEvent);
        foreach (var (disposal, unit) in loaded.Units)
        {
            TokenEpoch.Check(judgement, unit.Unit.Epoch, unit.Title, (label, value) => Labels.InEvent(label, value, $"units[{unit.Index}].epoch"));
            MortgageConditions.Check(judgement, FlowCode.K5, e.Object, e.Terms, unit, InEvent);
            Restrictions.Check(judgement, disposal);
        }

        MortgageObjectFits.CheckGround(judgement, loaded.Units.Select(unit => unit.Mortgage), e.Units, InEvent);
        DebtTerm.CheckStart(judgement, e.Terms, e.SigningDate, InEvent);
        LoanToValue.Check(
            judgement, e.Mortgage, e.Terms.AmountFen,
            [.. loaded.Units.Select(unit => (unit.Mortgage, (IReadOnlyList<MortgageRow>)(unit.Disposal.Unit.Encumbrances.Body?.Mortgages ?? [])))],
            loaded.PaysFor, InEvent, loaded.Head is null || e.Mortgage.Part == e.Parts ? LoanToValue.OtherParts(loaded.Head, []) : null);
        AmountUnit.NoteConversion(judgement, e.AmountConverted, e.Terms.AmountFen, "terms.amount_fen");
        DateOrder.NotInFuture(judgement, DatedFact.Stated(new("签订日期", "signing date"), e.SigningDate, "signing_date"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageSigningCaseTwo loaded)
    {
        var e = loaded.Event;
        var page = new MortgagePage
        {
            Id = e.Mortgage,
            State = MortgageState.Signed,
            Terms = e.Terms,
            SigningDate = e.SigningDate,
            Document = e.Act.Document,
            Object = e.Object,
            PaysFor = e.PaysFor,
            Notice = e.Notice,
        };
        page.Units.AddRange(e.Units);
        page.Mortgagors.AddRange(e.Mortgagors);
        page.Debtors.AddRange(e.Debtors);
        book.Write(loaded.Mortgage.Key, page);
        MortgageParts.WriteSigned(book, e, loaded.Head);
    }

    private static FindingValue InEvent(Wording label, object? value) => Labels.InEvent(label, value, "mortgagors");
}
