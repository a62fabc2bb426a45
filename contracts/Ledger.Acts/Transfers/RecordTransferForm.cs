using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>转移登记</summary>
internal sealed class RecordTransferForm()
    : ActForm<RecordTransferRequest, TransferRecorded>(
        "unit", "transfer", new("转移登记", "record the transfer of all units of a contract or an instrument"))
{
    public override string Example => $"ledger unit transfer --file transfer.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Contract,
        ActOptions.Price,
        new("--mortgages", "mortgages", new("none、carried（带押过户）或 changed（抵押权变更）", "none, carried or changed")),
    ];

    protected override TransferRecorded Read(ActReader input, RecordTransferRequest request)
    {
        var body = new TransferRecorded
        {
            Recording = input.Recording(request.Recording),
            ContractNumber = input.Basis(request.ContractNumber, "contract_number"),
            PriceFen = input.OptionalAmount(request.Price, "price"),
            Mortgages = input.Known(request.Mortgages, "mortgages", zeroIsUnspecified: false),
        };
        foreach (var (unit, asked, row) in input.Units(request.Units, unit => unit.UnitCode, "units"))
        {
            body.Units.Add(TransferInputs.Unit(row, unit, asked));
            input.Names(unit.Text);
        }

        body.Replacements.AddRange(input.Replacements(request.Replacements));
        input.JudgedOn(PageKeys.Contract(body.ContractNumber));
        input.JudgedOn(PageKeys.Instrument(body.ContractNumber));
        input.Names(body.ContractNumber);
        return body;
    }
}
