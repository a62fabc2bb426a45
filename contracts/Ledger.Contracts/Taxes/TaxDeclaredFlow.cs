using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>税务申报: the taxes of a filed contract or a stated instrument are declared, with the price and the holding of every unit.</summary>
internal sealed class TaxDeclaredFlow()
    : Flow<TaxDeclared, TaxBasisCase<TaxDeclared>>(DepartmentNames.Tax, new("税务申报", "tax declaration"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxDeclared e)
    {
        TaxStands.Number(shape, e.Basis, "basis");
        shape.Date(e.Date, "date");
        shape.Identifier<TaxOrganCode>(e.Organ, "organ");
        for (var i = 0; i < e.Units.Count; i++)
        {
            var (unit, path) = (e.Units[i], $"units[{i}]");
            shape.Unit(unit.UnitCode, path + ".unit_code");
            shape.Amount(unit.PriceFen, path + ".price_fen", positive: false);
            var sound = true;
            for (var h = 0; h < unit.Held.Count; h++)
            {
                sound &= shape.PartyValue(unit.Held[h].Party, $"{path}.held[{h}].party");
                shape.Date(unit.Held[h].Since, $"{path}.held[{h}].since");
            }

            if (sound)
                shape.Sorted(unit.Held, static (a, b) => PartyOrder.Compare(a.Party, b.Party), path + ".held", mayBeEmpty: true);
        }

        shape.Sorted(e.Units, static (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
    }

    /// <inheritdoc/>
    protected override TaxBasisCase<TaxDeclared> Load(TaxDeclared e, Book book) => TaxBasisCase<TaxDeclared>.Load(e, book, e.Basis);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, TaxBasisCase<TaxDeclared> loaded, Signer signer)
    {
        var (e, basis) = (loaded.Event, loaded.Basis);
        if (!loaded.CheckStands(judgement, [BasisState.Ready]))
            return;
        BasisUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", basis);
        DeclaredPrices.Check(judgement, e, basis);
        for (var i = 0; i < e.Units.Count; i++)
            CheckHolding(judgement, e, basis, i);
        AmountUnit.NoteConversion(judgement, e.PriceConverted, e.Units.Count > 0 ? e.Units[0].PriceFen : 0, "units[0].price_fen");
        var declared = DatedFact.Stated(new("申报日期", "declaration date"), e.Date, "date");
        DateOrder.Check(judgement, basis.Dated(new("签订（生效）日期", "signing or effect"), basis.Date), declared);
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Tax, new("退件日期", "day of the return"), loaded.Tax.Body?.Returned ?? 0), declared);
        DateOrder.NotInFuture(judgement, declared);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, TaxBasisCase<TaxDeclared> loaded)
    {
        var e = loaded.Event;
        var page = loaded.Tax.Body?.Clone() ?? new TaxPage { ContractNumber = e.Basis };
        page.State = TaxState.Declared;
        page.DeclarationDate = e.Date;
        page.FirstDeclaration = page.FirstDeclaration == 0 ? e.Date : page.FirstDeclaration;
        page.DeclaredVersion = loaded.Basis.Version;
        page.Organ = e.Organ;
        page.Document = e.Act.Document;
        page.Clearance = "";
        page.Units.Clear();
        page.Units.AddRange(e.Units.Select(unit => unit.UnitCode));
        page.DeclaredUnits.Clear();
        page.DeclaredUnits.AddRange(e.Units);
        page.DeclaredPriceFen = e.Units.Aggregate(0UL, (sum, unit) => sum + unit.PriceFen);
        book.Write(loaded.Tax.Key, page);
    }

    private static void CheckHolding(Judgement judgement, TaxDeclared e, Basis basis, int index)
    {
        foreach (var held in e.Units[index].Held)
        {
            var path = $"units[{index}].held";
            if (!basis.Givers.Contains(held.Party))
            {
                judgement.Malformed(
                    Shape.C69,
                    new("持有人不在出让方之列", "the holder is none of those who give"),
                    new("请只填写出让方的持有起始日", "state since when those who give have held the unit, and nobody else"),
                    Labels.InEvent(new("持有人", "holder"), Labels.Party(held.Party.At(0)), path),
                    basis.Says(new("出让方", "parties who give"), Labels.Parties(basis.Givers.Select(giver => giver.At(0)))));
            }

            DateOrder.Check(
                judgement,
                DatedFact.Stated(new("持有起始日", "held since"), held.Since, path),
                basis.Dated(new("签订（生效）日期", "signing or effect"), basis.Date));
        }
    }
}
