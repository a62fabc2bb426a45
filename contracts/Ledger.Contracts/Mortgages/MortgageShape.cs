using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of what the events of mortgages have in common from profile 2 on.</summary>
internal static class MortgageShape
{
    /// <summary>Most units of one page of a mortgage.</summary>
    public const int MostUnits = 150;

    /// <summary>The units of a contract: share, holding, who mortgages, value.</summary>
    public static void Units(Shape shape, RepeatedField<MortgageUnit> units, int mortgagors, string path)
    {
        for (var i = 0; i < units.Count; i++)
        {
            var (unit, at) = (units[i], $"{path}[{i}]");
            shape.Unit(unit.UnitCode, at + ".unit_code");
            shape.ShareValue(unit.Share, at + ".share");
            shape.HoldingValue(unit.Holding, at + ".holding");
            for (var j = 0; j < unit.Mortgagors.Count; j++)
            {
                if (unit.Mortgagors[j].Mortgagor >= mortgagors)
                {
                    shape.Fault(Shape.C69, $"{at}.mortgagors[{j}].mortgagor", unit.Mortgagors[j].Mortgagor,
                        new($"小于{mortgagors}的抵押人序号", $"the index of a mortgagor, below {mortgagors}"));
                }

                shape.Group(unit.Mortgagors[j].Group, $"{at}.mortgagors[{j}].group");
            }

            shape.Sorted(unit.Mortgagors, Compare, at + ".mortgagors", mayBeEmpty: true);
            shape.Amount(unit.AppraisedFen, at + ".appraised_fen", positive: false);
        }

        Sorted(shape, units, static unit => unit.UnitCode, path);
    }

    /// <summary>Units with their business numbers.</summary>
    public static void Businesses(Shape shape, RepeatedField<UnitBusiness> units, string path)
    {
        for (var i = 0; i < units.Count; i++)
        {
            shape.Unit(units[i].UnitCode, $"{path}[{i}].unit_code");
            shape.Identifier<BusinessNumber>(units[i].BusinessNumber, $"{path}[{i}].business_number");
        }

        Sorted(shape, units, static unit => unit.UnitCode, path);
    }

    /// <summary>Units with business numbers, ranks, shares and holdings.</summary>
    /// <param name="shape">Where faults go.</param>
    /// <param name="units">The units.</param>
    /// <param name="path">Their field.</param>
    /// <param name="shares">Whether shares are stated.</param>
    public static void Recordings(Shape shape, RepeatedField<MortgageUnitRecording> units, string path, bool shares = true)
    {
        for (var i = 0; i < units.Count; i++)
        {
            shape.Unit(units[i].UnitCode, $"{path}[{i}].unit_code");
            shape.Identifier<BusinessNumber>(units[i].BusinessNumber, $"{path}[{i}].business_number");
            if (shares)
                shape.ShareValue(units[i].Share, $"{path}[{i}].share");
            shape.HoldingValue(units[i].Holding, $"{path}[{i}].holding");
            if (units[i].Converts is { } proof)
                shape.Certificate(proof, CertificateKind.Proof, legacyAllowed: true, $"{path}[{i}].converts");
        }

        Sorted(shape, units, static unit => unit.UnitCode, path);
    }

    /// <summary>Units by their codes alone.</summary>
    public static void Codes(Shape shape, RepeatedField<string> units, string path)
    {
        for (var i = 0; i < units.Count; i++)
            shape.Unit(units[i], $"{path}[{i}]");
        Sorted(shape, units, static unit => unit, path, mayBeEmpty: true);
    }

    /// <summary>A list by unit code, of one page of a mortgage at most.</summary>
    public static void Sorted<T>(Shape shape, RepeatedField<T> units, Func<T, string> code, string path, bool mayBeEmpty = false)
    {
        shape.Sorted(units, (a, b) => string.CompareOrdinal(code(a), code(b)), path, mayBeEmpty);
        if (units.Count > MostUnits)
            shape.Fault(Shape.C69, path, units.Count, new($"至多{MostUnits}个单元", $"at most {MostUnits} units"));
    }

    private static int Compare(MortgagorStake left, MortgagorStake right)
        => left.Mortgagor.CompareTo(right.Mortgagor) is not 0 and var order ? order : left.Group.CompareTo(right.Group);
}
