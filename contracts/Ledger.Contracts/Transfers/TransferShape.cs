using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of a transfer.</summary>
internal static class TransferShape
{
    private static readonly Comparison<PartShare> OneShareEach = static (a, b) => PartyOrder.Compare(a.Party, b.Party);

    // Who holds in two groups gives by two stakes.
    private static readonly Comparison<PartShare> OneSharePerGroup =
        static (a, b) => PartyOrder.Compare(a.Party, b.Party) is not 0 and var order ? order : a.Group.CompareTo(b.Group);

    public static void Check(Shape shape, TransferRecorded e)
    {
        shape.RecordingValue(e.Recording);
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Amount(e.PriceFen, "price_fen");
        shape.Known(e.Mortgages, "mortgages", zeroIsUnspecified: false);
        Units(shape, e.Units, OneShareEach);
    }

    /// <summary>The form of what profile 2 transfers, by a basis or by a court.</summary>
    public static void CheckUnits(Shape shape, RepeatedField<UnitTransfer> units, RepeatedField<UnitReissue> replacements)
    {
        Units(shape, units, OneSharePerGroup);
        for (var i = 0; i < units.Count; i++)
        {
            var (unit, path) = (units[i], $"units[{i}]");
            shape.Amount(unit.PriceFen, path + ".price_fen", positive: false);
            for (var j = 0; j < unit.Sellers.Count; j++)
                shape.Group(unit.Sellers[j].Group, $"{path}.sellers[{j}].group");
            for (var j = 0; j < unit.Notices.Count; j++)
                shape.Certificate(unit.Notices[j], CertificateKind.Proof, legacyAllowed: true, $"{path}.notices[{j}]");
            shape.Sorted(unit.Notices, PartyOrder.Compare, path + ".notices", mayBeEmpty: true);
            shape.Documents(unit.PreSeizures, path + ".pre_seizures");
        }

        for (var i = 0; i < replacements.Count; i++)
        {
            var (replacement, path) = (replacements[i], $"replacements[{i}]");
            shape.Unit(replacement.UnitCode, path + ".unit_code");
            shape.Certificate(replacement.Previous, CertificateKind.Title, legacyAllowed: true, path + ".previous");
            Reissues(shape, replacement.Owners, path + ".owners");
        }

        shape.Sorted(replacements, (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "replacements", mayBeEmpty: true);
    }

    private static void Units(Shape shape, RepeatedField<UnitTransfer> units, Comparison<PartShare> giving)
    {
        for (var i = 0; i < units.Count; i++)
            Unit(shape, units[i], $"units[{i}]", giving);
        shape.Sorted(units, (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
    }

    private static void Unit(Shape shape, UnitTransfer unit, string path, Comparison<PartShare> giving)
    {
        shape.Unit(unit.UnitCode, path + ".unit_code");
        shape.Identifier<BusinessNumber>(unit.BusinessNumber, path + ".business_number");
        for (var i = 0; i < unit.Previous.Count; i++)
            shape.Certificate(unit.Previous[i], CertificateKind.Title, legacyAllowed: true, $"{path}.previous[{i}]");
        shape.Sorted(unit.Previous, PartyOrder.Compare, path + ".previous");
        Sellers(shape, unit.Sellers, path + ".sellers", giving);
        Buyers(shape, unit.Buyers, path + ".buyers");
        shape.Known(unit.CoOwnership, path + ".co_ownership", zeroIsUnspecified: false);
        Reissues(shape, unit.Reissues, path + ".reissues");
    }

    private static void Sellers(Shape shape, RepeatedField<PartShare> sellers, string path, Comparison<PartShare> order)
    {
        var sound = true;
        for (var i = 0; i < sellers.Count; i++)
        {
            sound &= shape.PartyValue(sellers[i].Party, $"{path}[{i}].party");
            if (sellers[i].Share is { } share)
                shape.ShareValue(share, $"{path}[{i}].share");
        }

        if (sound)
            shape.Sorted(sellers, order, path);
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
