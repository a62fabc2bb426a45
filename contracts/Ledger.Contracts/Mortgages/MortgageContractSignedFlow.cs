using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>签订抵押合同: a bank and the owners agree on a mortgage of one or more units; it arises only once registered.</summary>
internal sealed class MortgageContractSignedFlow()
    : Flow<MortgageContractSigned, MortgageSigningCase>(DepartmentNames.Finance, new("签订抵押合同", "signing of the mortgage contract"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageContractSigned e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.TermsValue(e.Terms, "terms");
        shape.Date(e.SigningDate, "signing_date");
        for (var i = 0; i < e.Units.Count; i++)
        {
            shape.Unit(e.Units[i].UnitCode, $"units[{i}].unit_code");
            shape.ShareValue(e.Units[i].Share, $"units[{i}].share");
        }

        shape.Sorted(e.Units, (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
        shape.PartyList(e.Mortgagors, e.Units.Count, "mortgagors");
        for (var i = 0; i < e.MortgagorsNotSigning.Count; i++)
        {
            if (e.MortgagorsNotSigning[i] >= e.Mortgagors.Count)
            {
                shape.Fault(Shape.C69, $"mortgagors_not_signing[{i}]", e.MortgagorsNotSigning[i],
                    new($"小于{e.Mortgagors.Count}的抵押人序号", $"the index of a mortgagor, below {e.Mortgagors.Count}"));
            }
        }

        shape.Sorted(e.MortgagorsNotSigning, (a, b) => a.CompareTo(b), "mortgagors_not_signing", mayBeEmpty: true);
    }

    /// <inheritdoc/>
    protected override MortgageSigningCase Load(MortgageContractSigned e, Book book)
        => new(
            e,
            book.Mortgage(e.Mortgage),
            [.. e.Units.Select((unit, i) => UnitMortgage.Of(unit, i, e.Mortgagors, e.MortgagorsNotSigning, UnitPages.Read(book, unit.UnitCode)))]);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageSigningCase loaded, Signer signer)
    {
        var e = loaded.Event;
        if (!MortgageeSigns.Check(judgement, signer, e.Mortgage))
            return;
        MortgageStands.CheckAbsent(judgement, loaded.Mortgage);
        MortgageeIsNoMortgagor.Check(judgement, e);
        MortgagorsOwn.Check(judgement, loaded.Units, InEvent);
        foreach (var unit in loaded.Units)
        {
            TokenEpoch.Check(judgement, unit.Unit.Epoch, unit.Pages.Title, (label, value) => Labels.InEvent(label, value, $"units[{unit.Index}].epoch"));
            MortgagedShare.Check(judgement, unit, InEvent);
            CoOwnersConsent.Check(judgement, unit.Pages.Title, unit.IsWhole, unit.Parts, InEvent);
            Restraints.Check(judgement, unit.Pages);
        }

        AmountUnit.NoteConversion(judgement, e.AmountConverted, e.Terms.AmountFen, "terms.amount_fen");
        DateOrder.NotInFuture(judgement, DatedFact.Stated(new("签订日期", "signing date"), e.SigningDate, "signing_date"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageSigningCase loaded)
    {
        var e = loaded.Event;
        var page = new MortgagePage
        {
            Id = e.Mortgage,
            State = MortgageState.Signed,
            Terms = e.Terms,
            SigningDate = e.SigningDate,
            Document = e.Act.Document,
        };
        page.Units.AddRange(e.Units);
        page.Mortgagors.AddRange(e.Mortgagors);
        page.MortgagorsNotSigning.AddRange(e.MortgagorsNotSigning);
        book.Write(loaded.Mortgage.Key, page);
    }

    private static FindingValue InEvent(Wording label, object? value) => Labels.InEvent(label, value, "mortgagors");
}
