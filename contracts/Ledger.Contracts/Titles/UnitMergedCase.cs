using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A merger with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Old">The units that are merged, in the event's order.</param>
/// <param name="Merged">Pages of what comes, absent as a rule.</param>
internal sealed record UnitMergedCase(UnitMerged Event, IReadOnlyList<CarriedUnit> Old, UnitPages Merged)
{
    /// <summary>The units that are merged.</summary>
    public IReadOnlyList<UnitPages> Units => [.. Old.Select(static unit => unit.Unit)];

    /// <summary>Mortgages that go on, each once.</summary>
    public IReadOnlyList<PageView<MortgagePage>> Mortgages
        => [.. Old.SelectMany(static unit => unit.Mortgages).DistinctBy(static view => view.Key, StringComparer.Ordinal)];

    /// <summary>Reads the pages.</summary>
    public static UnitMergedCase Load(UnitMerged e, Book book)
    {
        var merged = e.Merged ?? new();
        var issued = RenewalShape.Issued(merged.Certificates, "merged.certificates").ToList();
        return new(
            e,
            [.. e.Units.Select((unit, i) => CarriedUnit.Load(book, FlowCode.F314, unit.UnitCode, e.Act, e.Recording, i == 0 ? issued : []))],
            UnitPages.Read(book, merged.UnitCode));
    }

    /// <summary>The persons of one of the units under the merged one.</summary>
    public CarriedParties PartiesOf(int unit) => new(Event.Parties, unit, Event.Units.Count);
}
