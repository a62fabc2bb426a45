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
        for (var i = 0; i < e.Documents.Count; i++)
        {
            shape.Identifier<ReasonCode>(e.Documents[i].Kind, $"documents[{i}].kind");
            shape.Hash(e.Documents[i].Document, $"documents[{i}].document");
        }

        shape.Sorted(e.Documents, (a, b) => string.CompareOrdinal(a.Kind, b.Kind), "documents", mayBeEmpty: true);
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
