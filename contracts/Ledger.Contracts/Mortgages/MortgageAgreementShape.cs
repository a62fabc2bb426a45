using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of an agreement on a change: each kind states its own values and no others.</summary>
internal static class MortgageAgreementShape
{
    public static void Check(Shape shape, MortgageAgreement? agreement, string path)
    {
        if (!shape.Required(agreement, path))
            return;
        var kind = agreement.Kind;
        shape.Known(kind, path + ".kind");
        if (kind == MortgageChangeKind.Converted)
            shape.Fault(Shape.C69, path + ".kind", kind, new("可约定的变更事项", "a change that parties agree on"));
        shape.Date(agreement.Date, path + ".date");
        if (ChangedTerms.IsOfTerms(kind))
            shape.TermsValue(agreement.Terms, path + ".terms");
        else
            Nothing(shape, agreement.Terms is not null, path + ".terms");
        Units(shape, agreement, path);
        Assignment(shape, agreement, path);
        if (kind == MortgageChangeKind.Determined)
        {
            shape.Amount(agreement.DeterminedFen, path + ".determined_fen", positive: false);
            shape.Known(agreement.Ground, path + ".ground");
        }
        else
        {
            Nothing(shape, agreement.DeterminedFen != 0 || agreement.Ground != DeterminationGround.Unspecified, path + ".determined_fen");
        }

        Nothing(shape, agreement.Accepted, path + ".accepted");
    }

    private static void Units(Shape shape, MortgageAgreement agreement, string path)
    {
        switch (agreement.Kind)
        {
            case MortgageChangeKind.UnitsOut:
                for (var i = 0; i < agreement.Units.Count; i++)
                    shape.Unit(agreement.Units[i].UnitCode, $"{path}.units[{i}].unit_code");
                MortgageShape.Sorted(shape, agreement.Units, static unit => unit.UnitCode, path + ".units");
                break;
            case MortgageChangeKind.UnitsIn:
                MortgageShape.Units(shape, agreement.Units, agreement.Mortgagors.Count, path + ".units");
                shape.PartyList(agreement.Debtors, agreement.Units.Count, path + ".debtors");
                break;
            case MortgageChangeKind.Mortgagor when agreement.Units.Count > 0:
                MortgageShape.Units(shape, agreement.Units, agreement.Mortgagors.Count, path + ".units");
                break;
            default:
                Nothing(shape, agreement.Units.Count > 0, path + ".units");
                break;
        }

        Nothing(shape, agreement.Debtors.Count > 0 && agreement.Kind != MortgageChangeKind.UnitsIn, path + ".debtors");
        if (agreement.Kind is MortgageChangeKind.Mortgagor or MortgageChangeKind.UnitsIn)
            shape.PartyList(agreement.Mortgagors, TokensOf(agreement), path + ".mortgagors");
        else
            Nothing(shape, agreement.Mortgagors.Count > 0, path + ".mortgagors");
    }

    // Only the mortgage's page knows the number of units of a new mortgagor; the parties must have the same number of tokens.
    private static int TokensOf(MortgageAgreement agreement) => agreement.Units.Count > 0
        ? agreement.Units.Count
        : Math.Clamp(agreement.Mortgagors.Select(static party => party.Tokens.Count).DefaultIfEmpty(0).Max(), 1, MortgageShape.MostUnits);

    private static void Assignment(Shape shape, MortgageAgreement agreement, string path)
    {
        if (agreement.Kind == MortgageChangeKind.Assigned)
        {
            shape.Mortgage(agreement.Assignee, path + ".assignee");
            shape.Amount(agreement.PartFen, path + ".part_fen", positive: false);
        }
        else
        {
            Nothing(shape, agreement.Assignee is not null || agreement.PartFen != 0 || agreement.PartAgreed || agreement.Merger, path + ".assignee");
        }
    }

    private static void Nothing(Shape shape, bool stated, string path)
    {
        if (stated)
            shape.Fault(Shape.C69, path, "…", new("不填", "nothing for this kind of change"));
    }
}
