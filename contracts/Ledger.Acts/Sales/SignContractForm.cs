using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>合同网签</summary>
internal sealed class SignContractForm()
    : ActForm<SignContractRequest, ContractSigned>("contract", "sign", new("合同网签", "record that a sale contract was signed"))
{
    /// <summary>A whole sale below this, without an area to compare it with, is an amount in 万元 typed as yuan.</summary>
    private const ulong LowestPriceFen = 1_000_000;

    public override string Example => "ledger contract sign --file contract.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        new("--kind", "kind", new("合同类型：new-build 或 stock", "kind: new-build or stock")),
        new("--date", "signing_date", new("签订日期 yyyy-MM-dd", "signing date, yyyy-MM-dd")),
        ActOptions.Price,
        new("--permit", "permit_number", new("预售许可证号", "pre-sale permit number")),
        new("--payment", "payment", new("付款方式：full、instalments 或 loan", "payment: full, instalments or loan")),
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
            PermitNumber = input.OptionalText<PermitNumber>(request.PermitNumber, "permit_number"),
            Payment = input.Known(request.Payment, "payment", zeroIsUnspecified: false),
            Supervised = request.Supervised,
            DepositNumber = input.OptionalText<OfficeNumber>(request.DepositNumber, "deposit_number"),
            QualificationNumber = input.OptionalText<OfficeNumber>(request.QualificationNumber, "qualification_number"),
        };
        var deed = input.Deed(body.ContractNumber, request.Units, (request.Sellers, "sellers", "seller"), (request.Buyers, "buyers", "buyer"));
        body.Units.AddRange(deed.Units);
        body.Sellers.AddRange(deed.Givers);
        body.Buyers.AddRange(deed.Takers);
        body.GuardianStatements.AddRange(input.GuardianStatements(request.GuardianStatements));
        body.PriceConverted = input.IsConverted;
        return body;
    }

    protected override void Doubt(Doubts doubts, ContractSigned body)
    {
        var number = body.ContractNumber;
        if (number.Length >= 6 && number[..6].All(char.IsAsciiDigit) && !doubts.IsLocal(number[..6]))
        {
            doubts.Add(
                "contract_number",
                $"合同编号的区划{number[..6]}不是本市{doubts.Divisions}",
                $"the contract number is of division {number[..6]}, not of this city's {doubts.Divisions}");
        }

        if (body.PriceFen < LowestPriceFen && body.Units.All(unit => unit.Area == 0))
        {
            doubts.Add(
                "price_fen",
                $"合同价仅{Money.FromFen(body.PriceFen)}元且未记载面积；是否应以万元计？",
                $"the price is {Money.FromFen(body.PriceFen)} yuan and no area is stated; was it meant in 万元?");
        }
    }
}
