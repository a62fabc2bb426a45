using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>合同网签</summary>
internal sealed class SignContractForm()
    : ActForm<SignContractRequest, ContractSigned>("contract", "sign", new("合同网签", "record that a sale contract was signed"))
{
    public override string Example => "ledger contract sign --file contract.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        new("--kind", "kind", new("合同类型：new-build 或 stock", "kind: new-build or stock")),
        new("--date", "signing_date", new("签订日期 yyyy-MM-dd", "signing date, yyyy-MM-dd")),
        ActOptions.Price,
    ];

    protected override ContractSigned Read(ActReader input, SignContractRequest request)
    {
        var body = new ContractSigned
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            Kind = input.Known(request.Kind, "kind"),
            SigningDate = input.PastDay(request.SigningDate, "signing_date"),
            PriceFen = input.Amount(request.Price, "price"),
            VatRate = input.Rate(request.VatRate, "vat_rate"),
            PriceConverted = input.IsConverted,
        };
        var units = input.Units(request.Units, unit => unit.UnitCode, "units");
        var codes = units.ConvertAll(unit => unit.Unit);
        var (sellers, sellerPlaces) = Parties(input, request.Sellers, codes, "sellers", "seller");
        var (buyers, buyerPlaces) = Parties(input, request.Buyers, codes, "buyers", "buyer");
        body.Sellers.AddRange(sellers);
        body.Buyers.AddRange(buyers);
        foreach (var (unit, asked, row) in units)
        {
            body.Units.Add(Unit(row, unit, asked, sellerPlaces, buyerPlaces));
            input.Names(unit.Text);
        }

        input.Names(body.ContractNumber);
        input.StateUnits(body.ContractNumber, codes);
        return body;
    }

    private static ContractUnit Unit(ActReader input, ActUnit unit, ContractUnitInput asked, int[] sellers, int[] buyers)
    {
        var row = new ContractUnit
        {
            UnitCode = unit.Text,
            Share = input.Share(asked.Share, "share"),
            Area = input.Area(asked.Area, "area"),
            BuyerCoOwnership = input.Known(asked.BuyerCoOwnership, "buyer_co_ownership", zeroIsUnspecified: false),
            Epoch = unit.Epoch,
        };
        row.Sellers.AddRange(Stakes(input, asked.Sellers, sellers, "sellers"));
        row.Buyers.AddRange(Stakes(input, asked.Buyers, buyers, "buyers"));
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
                Share = row.OptionalShare(asked[i].Share, "share"),
                Group = asked[i].Group,
                NotSigning = asked[i].NotSigning,
            });
        }

        stakes.Sort(static (a, b) => a.Party.CompareTo(b.Party));
        return stakes;
    }
}
