using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of what profile 2 adds to a contract: prices by unit, use and land term, payment, papers.</summary>
internal static class ContractTerms
{
    private const uint LargestUse = 9_999;

    public static void Check(
        Shape shape, ulong priceFen, RepeatedField<ContractUnit> units, PaymentMode payment, string qualificationNumber, RepeatedField<ByteString> statements)
    {
        UInt128 sum = 0;
        for (var i = 0; i < units.Count; i++)
        {
            var (unit, path) = (units[i], $"units[{i}]");
            shape.Amount(unit.PriceFen, path + ".price_fen");
            shape.Code(unit.Use, LargestUse, path + ".use");
            if (unit.LandTermEnd != 0)
                shape.Date(unit.LandTermEnd, path + ".land_term_end");
            if (unit.CoOwnersNotified != 0)
                shape.Date(unit.CoOwnersNotified, path + ".co_owners_notified");
            sum += unit.PriceFen;
        }

        shape.Amount(priceFen, "price_fen");
        if (sum != priceFen)
        {
            shape.Fault(Shape.C69, "price_fen", priceFen,
                new($"各单元价款之和（{sum}分）", $"the sum of the units' prices, {sum} fen"));
        }

        shape.Known(payment, "payment");
        if (qualificationNumber.Length > 0)
            shape.Identifier<OfficeNumber>(qualificationNumber, "qualification_number");
        GuardianSpeaks.CheckShape(shape, statements, "guardian_statements");
    }
}
