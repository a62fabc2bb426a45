using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>转移登记</summary>
internal sealed class RecordTransferForm()
    : ActForm<RecordTransferRequest, TransferRecorded>("unit", "transfer", new("转移登记", "record the transfer of all units of a contract"))
{
    public override string Example => $"ledger unit transfer --file transfer.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
        [.. Recordings.Options, ActOptions.Contract, ActOptions.Price, new("--mortgages", "mortgages", new("none 或 carried（带押过户）", "none or carried"))];

    protected override TransferRecorded Read(ActReader input, RecordTransferRequest request)
    {
        var body = new TransferRecorded
        {
            Recording = input.Recording(request.Recording),
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            PriceFen = input.Amount(request.Price, "price"),
            Mortgages = input.Known(request.Mortgages, "mortgages", zeroIsUnspecified: false),
        };
        foreach (var (unit, asked, row) in input.Units(request.Units, unit => unit.UnitCode, "units"))
        {
            body.Units.Add(Unit(row, unit, asked));
            input.Names(unit.Text);
        }

        input.JudgedOn(PageKeys.Contract(body.ContractNumber));
        input.Names(body.ContractNumber);
        return body;
    }

    private static UnitTransfer Unit(ActReader input, ActUnit unit, UnitTransferInput asked)
    {
        var body = new UnitTransfer
        {
            UnitCode = unit.Text,
            BusinessNumber = input.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
            CoOwnership = input.Known(asked.CoOwnership, "co_ownership", zeroIsUnspecified: false),
            Epoch = unit.Epoch,
        };
        var previous = asked.Previous
            .Select((old, i) => input.In("previous", i).Certificate(old.Number, old.Legacy, "number", $"{unit.Text}.previous.{i}"))
            .ToList();
        previous.Sort(PartyOrder.Compare);
        body.Previous.AddRange(previous);

        input.Count(asked.Sellers.Count, "sellers");
        var sellers = asked.Sellers.Select((seller, i) => Seller(input.In("sellers", i), unit, seller, i)).ToList();
        sellers.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        body.Sellers.AddRange(sellers);

        input.Count(asked.Buyers.Count, "buyers");
        body.Buyers.AddRange(input.Holders(unit, asked.Buyers, "buyers", $"{unit.Text}.buyer"));
        var reissues = asked.Reissues.Select((owner, i) => Reissue(input.In("reissues", i), unit, owner, i)).ToList();
        reissues.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        body.Reissues.AddRange(reissues);
        return body;
    }

    private static PartShare Seller(ActReader input, ActUnit unit, TransferPartyInput seller, int place) => new()
    {
        Party = input.At(input.Party(seller.Party, "party", $"{unit.Text}.seller.{place}", named: false), unit),
        Share = input.OptionalShare(seller.Share, "share"),
    };

    private static Reissue Reissue(ActReader input, ActUnit unit, OwnerInput owner, int place) => new()
    {
        Party = input.At(input.Party(owner.Party, "party", $"{unit.Text}.reissue.{place}", named: false), unit),
        Certificate = input.Certificate(owner.Certificate, owner.LegacyCertificate, "certificate", $"{unit.Text}.reissue.{place}.certificate"),
    };
}
