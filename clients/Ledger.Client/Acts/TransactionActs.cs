using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>The events that requests to the transaction department must become, without tokens and document roots.</summary>
internal static class TransactionActs
{
    public static IMessage Of(SignContractRequest request, SignedRequest signed)
    {
        var signing = new ContractSigned
        {
            Act = ActInput.Act(request.Document, signed),
            ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
            Kind = request.Kind,
            SigningDate = ActInput.DayNumber(request.SigningDate),
            PriceFen = ActInput.Fen(request.Price),
            VatRate = request.VatRate,
            PriceConverted = ActInput.IsWan(request.Price),
        };
        signing.Units.AddRange(request.Units.Select(Unit));
        signing.Sellers.AddRange(request.Sellers.Select(ActInput.PartyAcrossUnits));
        signing.Buyers.AddRange(request.Buyers.Select(ActInput.PartyAcrossUnits));
        return signing;
    }

    public static IMessage Of(FileContractRequest request, SignedRequest signed) => new ContractFiled
    {
        Act = ActInput.Act(request.Document, signed),
        ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
        FilingNumber = ActInput.Text<FilingNumber>(request.FilingNumber),
        FilingDate = ActInput.DayNumber(request.FilingDate),
    };

    public static IMessage Of(RevokeContractRequest request, SignedRequest signed) => new ContractRevoked
    {
        Act = ActInput.Act(request.Document, signed),
        ContractNumber = ActInput.Text<ContractNumber>(request.ContractNumber),
        Date = ActInput.DayNumber(request.Date),
        Reason = ActInput.Text<ReasonCode>(request.Reason),
    };

    public static IEnumerable<IMessage> Of(TransactionBatchRequest request, SignedRequest signed) => request.Acts.Select(act => act.ActCase switch
    {
        TransactionAct.ActOneofCase.SignContract => Of(act.SignContract, signed),
        TransactionAct.ActOneofCase.FileContract => Of(act.FileContract, signed),
        TransactionAct.ActOneofCase.RevokeContract => Of(act.RevokeContract, signed),
        _ => throw new ArgumentException("An act of the batch is empty.", nameof(request)),
    });

    private static ContractUnit Unit(ContractUnitInput input)
    {
        var unit = new ContractUnit
        {
            UnitCode = ActInput.Text<UnitCode>(input.UnitCode),
            Share = ActInput.Fraction(input.Share),
            Area = ActInput.Hundredths(input.Area),
            BuyerCoOwnership = input.BuyerCoOwnership,
        };
        unit.Sellers.AddRange(input.Sellers.Select(Stake));
        unit.Buyers.AddRange(input.Buyers.Select(Stake));
        unit.Land.AddRange(input.Land.Select(land => new LandShare
        {
            Parcel = ActInput.Text<ParcelCode>(land.Parcel),
            Share = ActInput.Fraction(land.Share),
            Area = ActInput.Hundredths(land.Area),
        }));
        return unit;
    }

    private static Stake Stake(StakeInput input) =>
        new() { Party = input.Party, Share = ActInput.Fraction(input.Share), Group = input.Group, NotSigning = input.NotSigning };
}
