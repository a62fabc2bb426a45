using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A split with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Old">The unit that is split.</param>
/// <param name="Parts">What comes, each with its pages, absent as a rule.</param>
internal sealed record UnitSplitCase(UnitSplit Event, CarriedUnit Old, IReadOnlyList<(UnitPart Part, UnitPages Pages, string Path)> Parts)
{
    /// <summary>Reads the pages.</summary>
    public static UnitSplitCase Load(UnitSplit e, Book book) => new(
        e,
        CarriedUnit.Load(
            book, FlowCode.F313, e.UnitCode, e.Act, e.Recording,
            e.Parts.SelectMany((part, i) => RenewalShape.Issued(part.Certificates, $"parts[{i}].certificates"))),
        [.. e.Parts.Select((part, i) => (part, UnitPages.Read(book, part.UnitCode), $"parts[{i}]"))]);

    /// <summary>The persons under a part.</summary>
    public CarriedParties PartiesOf(int part) => new(Event.Parties, 0, part + 1);
}
