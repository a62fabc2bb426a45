using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>居住权注销</summary>
internal sealed class CancelResidenceRightForm()
    : ActForm<CancelResidenceRightRequest, ResidenceRightCancelled>("residence", "cancel", new("居住权注销", "cancel a right of residence"))
{
    public override string Example =>
        "ledger residence cancel --unit 441900004001GB00012F00010101 --business 202105310001 --proof 粤（2021）东莞不动产证明第0000001号 --ground waiver "
        + Recordings.Example;

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        NoticeInputs.EndedProof,
        new("--ground", "ground", new("term、death、waiver 或 court", "term, death, waiver or court")),
    ];

    protected override ResidenceRightCancelled Read(ActReader input, CancelResidenceRightRequest request)
    {
        return new()
        {
            Recording = input.Recording(request.Recording),
            UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Proof = input.KnownProof(request.Proof, "proof"),
            Ground = input.Known(request.Ground, "ground"),
        };
    }
}
