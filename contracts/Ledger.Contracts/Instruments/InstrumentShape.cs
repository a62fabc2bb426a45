using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of an instrument.</summary>
internal static class InstrumentShape
{
    public static void Check(Shape shape, InstrumentStated e)
    {
        shape.Identifier<OfficeNumber>(e.Number, "number");
        shape.Date(e.Date, "date");
        if (e.Withdrawn)
        {
            if (!e.Equals(new InstrumentStated { Act = e.Act, Number = e.Number, Date = e.Date, Withdrawn = true }))
                shape.Fault(Shape.C69, "withdrawn", true, new("撤回时仅填编号与日期", "number and date, and nothing else, of what is withdrawn"));
            return;
        }

        shape.Known(e.Kind, "kind");
        shape.Amount(e.ValueFen, "value_fen", positive: false);
        ContractShape.CheckUnits(shape, e.Units, (e.Givers, "givers"), (e.Takers, "takers"));
        Pair(shape, e);
        if (e.Kind == InstrumentKind.Grant)
            Grant(shape, e);
        for (var i = 0; i < e.Documents.Count; i++)
        {
            shape.Identifier<ReasonCode>(e.Documents[i].Kind, $"documents[{i}].kind");
            shape.Hash(e.Documents[i].Document, $"documents[{i}].document");
        }

        shape.Sorted(e.Documents, (a, b) => string.CompareOrdinal(a.Kind, b.Kind), "documents", mayBeEmpty: true);
    }

    private static void Grant(Shape shape, InstrumentStated e)
    {
        if (e.ValueFen == 0)
            shape.Fault(Shape.C69, "value_fen", e.ValueFen, new("出让价款", "the price of the grant"));
        if (e.Units.Count > 1)
            shape.Fault(Shape.C69, "units", e.Units.Count, new("一份出让文件一宗地", "one parcel: each grant has its own instrument"));
        for (var i = 0; i < e.Units.Count; i++)
        {
            if (UnitCode.TryParse(e.Units[i].UnitCode, DivisionPrefixes.Any, out var unit, out _) && !unit.IsParcel)
                shape.Fault(Shape.C69, $"units[{i}].unit_code", e.Units[i].UnitCode, new("宗地的单元号", "the unit of a parcel"));
        }
    }

    private static void Pair(Shape shape, InstrumentStated e)
    {
        if (e.Kind != InstrumentKind.Exchange)
        {
            if (e.Pair.Length > 0)
                shape.Fault(Shape.C69, "pair", e.Pair, new("仅互换填写", "nothing: only an exchange has a counterpart"));
        }
        else if (shape.Identifier<OfficeNumber>(e.Pair, "pair") && e.Pair == e.Number)
        {
            shape.Fault(Shape.C69, "pair", e.Pair, new("另一份互换文书的编号", "the number of the other side's instrument"));
        }
    }
}
