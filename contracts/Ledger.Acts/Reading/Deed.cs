using Ledger.V1;

namespace Ledger.Acts;

/// <summary>A contract's or an instrument's units and sides as events and pages list them.</summary>
/// <param name="Codes">The units, sorted.</param>
/// <param name="Units">What is given and taken of each.</param>
/// <param name="Givers">Who gives, sorted.</param>
/// <param name="Takers">Who takes, sorted.</param>
internal sealed record Deed(
    IReadOnlyList<ActUnit> Codes, IReadOnlyList<ContractUnit> Units, IReadOnlyList<PartyAcrossUnits> Givers, IReadOnlyList<PartyAcrossUnits> Takers);
