using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Parties as their former and their present papers name them.</summary>
/// <param name="parties">The parties, in the request's order.</param>
internal sealed class PartyRenewals(IReadOnlyList<(InputParty Old, InputParty Renewed)> parties)
{
    /// <summary>Reads them; names and numbers become fields of the document.</summary>
    public static PartyRenewals Read(ActReader input, IReadOnlyList<PartyRenewalInput> asked) => new(
    [
        .. asked.Select((party, i) =>
        {
            var row = input.In("parties", i);
            return (row.Party(party.Old, "old", $"party.{i}.old"), row.Party(party.Renewed, "renewed", $"party.{i}.new"));
        }),
    ]);

    /// <summary>As one unit sees them, sorted by the old ones.</summary>
    public IReadOnlyList<PartyRenewal> At(ActReader input, ActUnit unit)
    {
        var seen = parties.Select(party => new PartyRenewal { Old = input.At(party.Old, unit), Renewed = input.At(party.Renewed, unit) }).ToList();
        seen.Sort(static (a, b) => PartyOrder.Compare(a.Old, b.Old));
        return seen;
    }

    /// <summary>As a document of several units names them, sorted by the old ones.</summary>
    /// <param name="input">Reads what names the document.</param>
    /// <param name="unitCodes">All units of the document.</param>
    /// <param name="places">Places of those it names; none for all.</param>
    public IReadOnlyList<PartyAcrossRenewal> Across(ActReader input, RepeatedField<string> unitCodes, RepeatedField<uint> places)
    {
        input.Count(unitCodes.Count, "unit_codes");
        var units = unitCodes.Select((code, i) => input.Unit(code, $"unit_codes[{i}]")).OfType<ActUnit>()
            .OrderBy(static unit => unit.Text, StringComparer.Ordinal).ToList();
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i] >= parties.Count)
                input.Fault($"parties[{i}]", "没有该序号的当事人", "there is no party of this place", $"at most {parties.Count - 1}");
        }

        var across = parties.Where((_, place) => places.Count == 0 || places.Contains((uint)place))
            .Select(party => new PartyAcrossRenewal { Old = input.Across(party.Old, units), Renewed = input.Across(party.Renewed, units) })
            .ToList();
        across.Sort(static (a, b) => PartyOrder.Compare(a.Old, b.Old));
        return across;
    }
}
