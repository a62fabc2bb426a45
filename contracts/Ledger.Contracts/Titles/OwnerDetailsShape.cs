using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of a change of an owner's name or document.</summary>
internal static class OwnerDetailsShape
{
    public static void Check(Shape shape, OwnerDetailsChanged e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        shape.Identifier<BusinessNumber>(e.BusinessNumber, "business_number");
        shape.Known(e.Kind, "kind");
        Parties(shape, e.Parties, "parties", mayBeEmpty: false);
        if (!shape.IsSound)
            return;
        for (var i = 0; i < e.Parties.Count; i++)
            OfKind(shape, e.Kind, e.Parties[i], $"parties[{i}]");
        RenewalShape.Check(shape, e.Certificates, "certificates");
        Documents(shape, e.Bases, e.Mortgages, "");
    }

    /// <summary>Documents that name renewed parties.</summary>
    public static void Documents(Shape shape, RepeatedField<BasisRenewal> bases, RepeatedField<MortgageRenewal> mortgages, string prefix)
    {
        for (var i = 0; i < bases.Count; i++)
        {
            if (!OfficeNumber.TryParse(bases[i].Number, shape.City.Grammar, out _, out _))
                shape.Identifier<ContractNumber>(bases[i].Number, $"{prefix}bases[{i}].number");
            Across(shape, bases[i].Parties, $"{prefix}bases[{i}].parties");
        }

        shape.Sorted(bases, static (a, b) => string.CompareOrdinal(a.Number, b.Number), prefix + "bases", mayBeEmpty: true);
        var sound = true;
        for (var i = 0; i < mortgages.Count; i++)
        {
            sound &= shape.Mortgage(mortgages[i].Mortgage, $"{prefix}mortgages[{i}].mortgage");
            Across(shape, mortgages[i].Parties, $"{prefix}mortgages[{i}].parties");
        }

        if (sound)
            shape.Sorted(mortgages, static (a, b) => PartyOrder.Compare(a.Mortgage, b.Mortgage), prefix + "mortgages", mayBeEmpty: true);
    }

    /// <summary>Renewals of parties of one unit, sorted by the old ones.</summary>
    public static void Parties(Shape shape, RepeatedField<PartyRenewal> parties, string path, bool mayBeEmpty)
    {
        var sound = true;
        for (var i = 0; i < parties.Count; i++)
            sound &= shape.PartyValue(parties[i].Old, $"{path}[{i}].old") & shape.PartyValue(parties[i].Renewed, $"{path}[{i}].renewed");
        if (sound)
            shape.Sorted(parties, static (a, b) => PartyOrder.Compare(a.Old, b.Old), path, mayBeEmpty);
    }

    private static void Across(Shape shape, RepeatedField<PartyAcrossRenewal> parties, string path)
    {
        var sound = true;
        for (var i = 0; i < parties.Count; i++)
            sound &= shape.PartyValue(parties[i].Old, $"{path}[{i}].old") & shape.PartyValue(parties[i].Renewed, $"{path}[{i}].renewed");
        if (sound)
            shape.Sorted(parties, static (a, b) => PartyOrder.Compare(a.Old, b.Old), path);
    }

    // Tokens are made from the document and its number: another name leaves them as they are.
    private static void OfKind(Shape shape, OwnerDetail kind, PartyRenewal party, string path)
    {
        var onlyName = kind is OwnerDetail.Name or OwnerDetail.OrganisationName;
        if (onlyName == party.Old.Equals(party.Renewed))
            return;
        shape.Fault(Shape.C69, path + ".renewed", Labels.Party(party.Renewed), party.Old.Equals(party.Renewed)
            ? new("新的证件或代码", "another document or code")
            : new("原当事人：仅姓名或名称变更", "the old party: only the name changes"));
    }
}
