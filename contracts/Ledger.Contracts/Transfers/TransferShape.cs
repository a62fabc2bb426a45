using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of a transfer.</summary>
internal static class TransferShape
{
    public static void Check(Shape shape, TransferRecorded e)
    {
        shape.RecordingValue(e.Recording);
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Amount(e.PriceFen, "price_fen");
        shape.Known(e.Mortgages, "mortgages", zeroIsUnspecified: false);
        for (var i = 0; i < e.Units.Count; i++)
            Unit(shape, e.Units[i], $"units[{i}]");
        shape.Sorted(e.Units, (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
    }

    private static void Unit(Shape shape, UnitTransfer unit, string path)
    {
        shape.Unit(unit.UnitCode, path + ".unit_code");
        shape.Identifier<BusinessNumber>(unit.BusinessNumber, path + ".business_number");
        for (var i = 0; i < unit.Previous.Count; i++)
            shape.Certificate(unit.Previous[i], CertificateKind.Title, legacyAllowed: true, $"{path}.previous[{i}]");
        shape.Sorted(unit.Previous, PartyOrder.Compare, path + ".previous");
        Sellers(shape, unit.Sellers, path + ".sellers");
        Buyers(shape, unit.Buyers, path + ".buyers");
        shape.Known(unit.CoOwnership, path + ".co_ownership", zeroIsUnspecified: false);
        Reissues(shape, unit.Reissues, path + ".reissues");
    }

    private static void Sellers(Shape shape, RepeatedField<PartShare> sellers, string path)
    {
        var sound = true;
        for (var i = 0; i < sellers.Count; i++)
        {
            sound &= shape.PartyValue(sellers[i].Party, $"{path}[{i}].party");
            if (sellers[i].Share is { } share)
                shape.ShareValue(share, $"{path}[{i}].share");
        }

        if (sound)
            shape.Sorted(sellers, (a, b) => PartyOrder.Compare(a.Party, b.Party), path);
    }

    private static void Buyers(Shape shape, RepeatedField<Holder> buyers, string path)
    {
        var sound = true;
        for (var i = 0; i < buyers.Count; i++)
        {
            sound &= shape.PartyValue(buyers[i].Party, $"{path}[{i}].party");
            if (buyers[i].Share is { } share)
                shape.ShareValue(share, $"{path}[{i}].share");
            shape.Group(buyers[i].Group, $"{path}[{i}].group");
            shape.Certificate(buyers[i].Certificate, CertificateKind.Title, legacyAllowed: false, $"{path}[{i}].certificate");
        }

        if (sound)
            shape.Sorted(buyers, PartyOrder.Compare, path);
    }

    private static void Reissues(Shape shape, RepeatedField<Reissue> reissues, string path)
    {
        var sound = true;
        for (var i = 0; i < reissues.Count; i++)
        {
            sound &= shape.PartyValue(reissues[i].Party, $"{path}[{i}].party");
            shape.Certificate(reissues[i].Certificate, CertificateKind.Title, legacyAllowed: false, $"{path}[{i}].certificate");
        }

        if (sound)
            shape.Sorted(reissues, (a, b) => PartyOrder.Compare(a.Party, b.Party), path, mayBeEmpty: true);
    }
}
