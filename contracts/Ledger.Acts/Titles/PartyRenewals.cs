using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Parties as their former and their present papers name them.</summary>
/// <param name="parties">The parties, in the request's order.</param>
internal sealed class PartyRenewals(IReadOnlyList<(InputParty Old, InputParty Renewed)> parties)
{
    /// <summary>Reads them; names and numbers become fields of the document.</summary>
    /// <param name="input">Reads what has the list.</param>
    /// <param name="asked">The list.</param>
    /// <param name="name">Name of a party within the document.</param>
    /// <param name="book">The old book that the old papers may be of.</param>
    public static PartyRenewals Read(ActReader input, IReadOnlyList<PartyRenewalInput> asked, string name = "party", OldBook? book = null) => new(
    [
        .. asked.Select((party, i) =>
        {
            var row = input.In("parties", i);
            var old = book is null ? row : row.Of(book);
            return (old.Party(party.Old, "old", $"{name}.{i}.old"), row.Party(party.Renewed, "renewed", $"{name}.{i}.new"));
        }),
    ]);

    /// <summary>As one unit sees them, sorted by the old ones.</summary>
    public IReadOnlyList<PartyRenewal> At(ActReader input, ActUnit unit)
    {
        var seen = parties.Select(party => new PartyRenewal { Old = input.At(party.Old, unit), Renewed = input.At(party.Renewed, unit) }).ToList();
        seen.Sort(static (a, b) => PartyOrder.Compare(a.Old, b.Old));
        return seen;
    }

    /// <summary>Contracts and instruments that name them, sorted by number.</summary>
    public IEnumerable<BasisRenewal> Bases(ActReader input, IReadOnlyList<BasisRenewalInput> asked)
        => asked.Select((basis, i) => Basis(input.In("bases", i), basis)).OrderBy(static basis => basis.Number, StringComparer.Ordinal);

    /// <summary>Mortgages that name them, sorted.</summary>
    public IEnumerable<MortgageRenewal> Mortgages(ActReader input, IReadOnlyList<MortgageRenewalInput> asked)
        => asked.Select((mortgage, i) => Mortgage(input.In("mortgages", i), mortgage))
            .Order(Comparer<MortgageRenewal>.Create(static (a, b) => PartyOrder.Compare(a.Mortgage, b.Mortgage)));

    private BasisRenewal Basis(ActReader input, BasisRenewalInput asked)
    {
        // The rules tell contracts from instruments by the city's grammar; as typed both are numbers of one form.
        var renewal = new BasisRenewal { Number = input.Basis(asked.Number, "number") };
        renewal.Parties.AddRange(Across(input, asked.UnitCodes, asked.Parties));
        input.Names(renewal.Number);
        return renewal;
    }

    private MortgageRenewal Mortgage(ActReader input, MortgageRenewalInput asked)
    {
        var renewal = new MortgageRenewal { Mortgage = input.MortgageId(asked.Mortgage, "mortgage") };
        renewal.Parties.AddRange(Across(input, asked.UnitCodes, asked.Parties));
        input.NameJudgedMortgage(renewal.Mortgage);
        return renewal;
    }

    // As a document of several units names them: all its units, and places of those it names, none for all.
    private List<PartyAcrossRenewal> Across(ActReader input, RepeatedField<string> unitCodes, RepeatedField<uint> places)
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
