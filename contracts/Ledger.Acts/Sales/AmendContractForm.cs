using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>合同变更</summary>
internal sealed class AmendContractForm()
    : ActForm<AmendContractRequest, ContractAmended>("contract", "amend", new("合同变更", "amend a contract: what it says from here on"))
{
    public override string Example => "ledger contract amend --file amended.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        new("--version", "version", new("变更后的版本", "version after the amendment")),
        ActOptions.Date,
        ActOptions.Price,
    ];

    protected override ContractAmended Read(ActReader input, AmendContractRequest request)
    {
        var body = new ContractAmended
        {
            ContractNumber = input.Text<ContractNumber>(request.ContractNumber, "contract_number"),
            Version = request.Version,
            Date = input.PastDay(request.Date, "date"),
            PriceFen = input.Amount(request.Price, "price"),
            Payment = input.Known(request.Payment, "payment"),
            Supervised = request.Supervised,
            ChangedBuyer = input.Known(request.ChangedBuyer, "changed_buyer", zeroIsUnspecified: false),
            QualificationNumber = input.OptionalText<OfficeNumber>(request.QualificationNumber, "qualification_number"),
        };
        input.JudgedOn(PageKeys.Contract(body.ContractNumber));
        var deed = input.Deed(body.ContractNumber, request.Units, (request.Sellers, "sellers", "seller"), (request.Buyers, "buyers", "buyer"));
        body.Units.AddRange(deed.Units);
        body.Sellers.AddRange(deed.Givers);
        body.Buyers.AddRange(deed.Takers);
        body.GuardianStatements.AddRange(input.GuardianStatements(request.GuardianStatements));
        body.PriceConverted = input.IsConverted;
        return body;
    }
}
