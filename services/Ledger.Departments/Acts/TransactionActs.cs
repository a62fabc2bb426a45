using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>Requests to the transaction department as events.</summary>
internal static class TransactionActs
{
    public static BuiltAct Of(ActScope scope, string path, TransactionAct act) => act.ActCase switch
    {
        TransactionAct.ActOneofCase.SignContract => Of(scope, path + "sign_contract.", act.SignContract),
        TransactionAct.ActOneofCase.FileContract => Of(scope, path + "file_contract.", act.FileContract),
        TransactionAct.ActOneofCase.RevokeContract => Of(scope, path + "revoke_contract.", act.RevokeContract),
        _ => ContractActs.Absent(scope, path),
    };

    public static BuiltAct Of(ActScope scope, string path, SignContractRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var converted = false;
        var body = new ContractSigned
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            Kind = input.Known(request.Kind, path + "kind"),
            SigningDate = input.PastDay(request.SigningDate, path + "signing_date"),
            PriceFen = input.Amount(request.Price, path + "price", ref converted),
            VatRate = input.Rate(request.VatRate, path + "vat_rate"),
        };
        body.PriceConverted = converted;

        var units = scope.Units(request.Units, unit => unit.UnitCode, path + "units");
        var codes = units.ConvertAll(unit => unit.Unit);
        var (sellers, sellerPlaces) = Parties(scope, draft, request.Sellers, codes, path + "sellers", "seller");
        var (buyers, buyerPlaces) = Parties(scope, draft, request.Buyers, codes, path + "buyers", "buyer");
        body.Sellers.AddRange(sellers);
        body.Buyers.AddRange(buyers);
        foreach (var (unit, asked, field) in units)
        {
            var row = new ContractUnit
            {
                UnitCode = unit.Text,
                Share = input.Share(asked.Share, field + ".share"),
                Area = input.Area(asked.Area, field + ".area"),
                BuyerCoOwnership = input.Known(asked.BuyerCoOwnership, field + ".buyer_co_ownership", zeroIsUnspecified: false),
                Epoch = unit.Epoch,
            };
            row.Sellers.AddRange(Stakes(input, asked.Sellers, sellerPlaces, field + ".sellers"));
            row.Buyers.AddRange(Stakes(input, asked.Buyers, buyerPlaces, field + ".buyers"));
            row.Land.AddRange(asked.Land.Select((land, i) => new LandShare
            {
                Parcel = input.OptionalText<ParcelCode>(land.Parcel, $"{field}.land[{i}].parcel"),
                Share = input.OptionalShare(land.Share, $"{field}.land[{i}].share"),
                Area = input.Area(land.Area, $"{field}.land[{i}].area"),
            }));
            body.Units.Add(row);
            draft.Names(unit.Text);
        }

        draft.Names(body.ContractNumber);
        scope.StateUnits(body.ContractNumber, codes);
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, FileContractRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new ContractFiled
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            FilingNumber = input.Text<FilingNumber>(request.FilingNumber, path + "filing_number"),
            FilingDate = input.PastDay(request.FilingDate, path + "filing_date"),
        };
        ContractActs.NameContract(scope, draft, body.ContractNumber);
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    public static BuiltAct Of(ActScope scope, string path, RevokeContractRequest request)
    {
        var input = scope.Input;
        var draft = new ActDraft(scope, path, request.Document);
        var body = new ContractRevoked
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, path + "contract_number"),
            Date = input.PastDay(request.Date, path + "date"),
            Reason = input.Text<ReasonCode>(request.Reason, path + "reason"),
        };
        ContractActs.NameContract(scope, draft, body.ContractNumber);
        return draft.Finish(body, static (b, act) => b.Act = act);
    }

    /// <summary>Parties in the order of the page, and where each party of the request went.</summary>
    private static (List<PartyAcrossUnits> Sorted, int[] Places) Parties(
        ActScope scope, ActDraft draft, RepeatedField<PartyInput> inputs, IReadOnlyList<ActUnit> units, string field, string name)
    {
        scope.Input.Count(inputs.Count, field);
        var read = inputs
            .Select((party, i) => (Index: i, Party: scope.Across(scope.Party(party, $"{field}[{i}]", draft, $"{name}.{i}"), units)))
            .ToList();
        read.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        var places = new int[read.Count];
        for (var i = 0; i < read.Count; i++)
        {
            places[read[i].Index] = i;
            if (i > 0 && read[i - 1].Party.Equals(read[i].Party) && read[i].Party.Kind != PartyKind.Unspecified)
            {
                scope.Input.Fault($"{field}[{read[i].Index}]", "当事人重复", "the party stands twice", "each party once");
            }
        }

        return (read.ConvertAll(entry => entry.Party), places);
    }

    private static List<Stake> Stakes(InputReader input, RepeatedField<StakeInput> inputs, int[] places, string field)
    {
        input.Count(inputs.Count, field);
        var stakes = new List<Stake>(inputs.Count);
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Party >= places.Length)
            {
                input.Fault($"{field}[{i}].party", "当事人序号越界", $"the index {inputs[i].Party} names no party", $"below {places.Length}");
                continue;
            }

            stakes.Add(new()
            {
                Party = (uint)places[inputs[i].Party],
                Share = input.OptionalShare(inputs[i].Share, $"{field}[{i}].share"),
                Group = inputs[i].Group,
                NotSigning = inputs[i].NotSigning,
            });
        }

        stakes.Sort(static (a, b) => a.Party.CompareTo(b.Party));
        return stakes;
    }
}
