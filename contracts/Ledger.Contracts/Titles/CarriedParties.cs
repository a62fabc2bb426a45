using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Persons as one unit sees them, and as another one does that comes from it; organisations are the same everywhere.</summary>
/// <param name="parties">The persons across all units of the act.</param>
/// <param name="from">Place of the unit that goes.</param>
/// <param name="to">Place of the unit that comes.</param>
internal sealed class CarriedParties(IReadOnlyList<PartyAcrossUnits> parties, int from, int to)
{
    /// <summary>Whether the act says who a party is under the unit that comes.</summary>
    public bool Knows(Party party) => party.CreditCode.Length > 0 || Find(party) is not null;

    /// <summary>The party under the unit that comes; as it is where nobody says.</summary>
    public Party Of(Party party) => party.CreditCode.Length > 0 ? party : Find(party)?.At(to) ?? party;

    private PartyAcrossUnits? Find(Party party) => parties.FirstOrDefault(across => across.CreditCode.Length == 0 && across.At(from).Equals(party));
}
