using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Reads deeds: the units of a contract or an instrument, and who gives and takes what of them.</summary>
internal static class Deeds
{
    private const string Buyers = "buyers";

    /// <summary>Reads the part and names its units.</summary>
    /// <param name="input">Reads the request.</param>
    /// <param name="number">Number of the contract or instrument: later acts of the envelope learn its units by it.</param>
    /// <param name="units">The units.</param>
    /// <param name="givers">One side, with the name of its field and of a party of it in the document.</param>
    /// <param name="takers">The other side.</param>
    public static Deed Deed(
        this ActReader input,
        string number,
        RepeatedField<ContractUnitInput> units,
        (RepeatedField<PartyInput> Asked, string List, string Name) givers,
        (RepeatedField<PartyInput> Asked, string List, string Name) takers)
    {
        var read = input.Units(units, unit => unit.UnitCode, "units");
        var codes = read.ConvertAll(unit => unit.Unit);
        var (giving, giverPlaces) = Parties(input, givers.Asked, codes, givers.List, givers.Name);
        var (taking, takerPlaces) = Parties(input, takers.Asked, codes, takers.List, takers.Name);
        var rows = new List<ContractUnit>(read.Count);
        foreach (var (unit, asked, row) in read)
        {
            rows.Add(Unit(row, unit, asked, giverPlaces, takerPlaces));
            input.Names(unit.Text);
        }

        input.Names(number);
        input.StateUnits(number, codes);
        return new(codes, rows, giving, taking);
    }

    private static ContractUnit Unit(ActReader input, ActUnit unit, ContractUnitInput asked, int[] sellers, int[] buyers)
    {
        var row = new ContractUnit
        {
            UnitCode = unit.Text,
            Share = input.ShareOrWhole(asked.Share, "share"),
            Area = input.Area(asked.Area, "area"),
            BuyerCoOwnership = input.Known(asked.BuyerCoOwnership, "buyer_co_ownership", zeroIsUnspecified: false),
            Epoch = unit.Epoch,
            PriceFen = input.OptionalAmount(asked.Price, "price"),
            Use = asked.Use,
            LandTermEnd = input.OptionalDayAfter(asked.LandTermLastDay, "land_term_last_day"),
            CoOwnersNotified = input.OptionalDay(asked.CoOwnersNotified, "co_owners_notified"),
            CoOwnersWaived = asked.CoOwnersWaived,
        };
        row.Sellers.AddRange(Stakes(input, asked.Sellers, sellers, "sellers"));
        row.Buyers.AddRange(Stakes(input, asked.Buyers, buyers, Buyers));
        row.Land.AddRange(asked.Land.Select((land, i) => Land(input.In("land", i), land)));
        return row;
    }

    private static LandShare Land(ActReader input, LandShareInput land) => new()
    {
        Parcel = input.OptionalText<ParcelCode>(land.Parcel, "parcel"),
        Share = input.OptionalShare(land.Share, "share"),
        Area = input.Area(land.Area, "area"),
    };

    /// <summary>Parties in the order of the page, and where each party of the request went.</summary>
    private static (List<PartyAcrossUnits> Sorted, int[] Places) Parties(
        ActReader input, RepeatedField<PartyInput> asked, IReadOnlyList<ActUnit> units, string list, string name)
    {
        input.Count(asked.Count, list);
        var read = new List<(int Index, InputParty Party, PartyAcrossUnits Seen)>(asked.Count);
        for (var i = 0; i < asked.Count; i++)
        {
            var party = input.Party(asked[i], $"{list}[{i}]", $"{name}.{i}");
            if (party != InputParty.Faulty && read.Exists(other => other.Party == party))
                input.Fault($"{list}[{i}]", "当事人重复", "the party stands twice", "each party once");

            read.Add((i, party, input.Across(party, units)));
        }

        read.Sort(static (a, b) => PartyOrder.Compare(a.Seen, b.Seen));
        var places = new int[read.Count];
        for (var i = 0; i < read.Count; i++)
            places[read[i].Index] = i;

        return (read.ConvertAll(entry => entry.Seen), places);
    }

    private static List<Stake> Stakes(ActReader input, RepeatedField<StakeInput> asked, int[] places, string list)
    {
        input.Count(asked.Count, list);
        var stakes = new List<Stake>(asked.Count);
        for (var i = 0; i < asked.Count; i++)
        {
            var row = input.In(list, i);
            if (asked[i].Party >= places.Length)
            {
                row.Fault("party", "当事人序号越界", $"the index {asked[i].Party} names no party", $"below {places.Length}");
                continue;
            }

            stakes.Add(new()
            {
                Party = (uint)places[asked[i].Party],
                Share = list == Buyers ? row.OwnersShare(asked[i].Share, "share", asked.Count) : row.OptionalShare(asked[i].Share, "share"),
                Group = asked[i].Group,
                NotSigning = asked[i].NotSigning,
            });
        }

        stakes.Sort(static (a, b) => a.Party.CompareTo(b.Party) is not 0 and var order ? order : a.Group.CompareTo(b.Group));
        return stakes;
    }
}
