using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Units that come to be by a split or a merger.</summary>
internal static class UnitParts
{
    /// <summary>Reads one.</summary>
    public static UnitPart Part(this ActReader input, ActUnit unit, UnitPartInput asked)
    {
        var part = new UnitPart
        {
            UnitCode = unit.Text,
            BusinessNumber = input.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
            Area = input.Area(asked.Area, "area"),
            InnerArea = input.Area(asked.InnerArea, "inner_area"),
            SharedArea = input.Area(asked.SharedArea, "shared_area"),
            Use = asked.Use,
            Floor = asked.Floor,
            Epoch = unit.Epoch,
        };
        part.Certificates.AddRange(input.Renewals(asked.Certificates, $"{unit.Text}.certificate"));
        input.Names(unit.Text);
        return part;
    }

    /// <summary>Persons under all units of the act, sorted; organisations are the same everywhere.</summary>
    public static IReadOnlyList<PartyAcrossUnits> Persons(this ActReader input, IReadOnlyList<PartyInput> asked, IReadOnlyList<ActUnit> units)
    {
        input.Count(asked.Count, "parties", least: 0);
        var persons = asked.Select((party, i) => input.Party(party, $"parties[{i}]", $"party.{i}", named: false))
            .Where(static party => party.Person is not null)
            .Select(party => input.Across(party, units))
            .ToList();
        persons.Sort(PartyOrder.Compare);
        return persons;
    }
}
