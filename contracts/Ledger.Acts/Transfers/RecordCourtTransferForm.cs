using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>司法裁定转移登记</summary>
internal sealed class RecordCourtTransferForm()
    : ActForm<RecordCourtTransferRequest, CourtTransferRecorded>(
        "unit", "court-transfer", new("司法裁定转移登记", "record a transfer by a court's ruling"))
{
    public override string Example => $"ledger unit court-transfer --file ruling.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        new("--authority", "authority", new("裁定机关统一社会信用代码", "credit code of the court")),
        new("--ruling", "ruling", new("裁定文号", "number of the ruling")),
        new("--effective", "effective", new("生效日期 yyyy-MM-dd", "day it took effect, yyyy-MM-dd")),
        new("--reason", "reason", new("原因，如 auction", "reason, e.g. auction")),
        new("--mortgages", "mortgages", new("extinguished 或 carried", "extinguished or carried")),
        new("--basis", "basis", new("计税文书编号", "number of the instrument by which it is taxed")),
        ActOptions.Price,
    ];

    protected override CourtTransferRecorded Read(ActReader input, RecordCourtTransferRequest request)
    {
        var body = new CourtTransferRecorded
        {
            Recording = input.Recording(request.Recording),
            Authority = input.Text<CreditCode>(request.Authority, "authority"),
            Ruling = input.Text<AuthorityDocumentNumber>(request.Ruling, "ruling"),
            Effective = input.PastDay(request.Effective, "effective"),
            Reason = input.Known(request.Reason, "reason"),
            Mortgages = input.Known(request.Mortgages, "mortgages"),
            Basis = input.Text<OfficeNumber>(request.Basis, "basis"),
            PriceFen = input.OptionalAmount(request.Price, "price"),
        };
        foreach (var (unit, asked, row) in input.Units(request.Units, unit => unit.UnitCode, "units"))
        {
            body.Units.Add(TransferInputs.Unit(row, unit, asked));
            input.Names(unit.Text);
        }

        body.SeizuresEnded.AddRange(input.CourtDocuments(request.SeizuresEnded, "seizures_ended"));
        body.Replacements.AddRange(input.Replacements(request.Replacements));
        input.JudgedOn(PageKeys.Instrument(body.Basis));
        input.Names(body.Basis);
        return body;
    }
}
