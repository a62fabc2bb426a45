using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>预告注销</summary>
internal sealed class CancelAdvanceNoticeForm()
    : ActForm<CancelAdvanceNoticeRequest, AdvanceNoticeCancelled>("notice", "cancel", new("预告注销", "cancel an advance notice"))
{
    public override string Example =>
        "ledger notice cancel --unit 441900004001GB00012F00010101 --business 202105310001 --proof 粤（2021）东莞不动产证明第0000001号 --ground beneficiary "
        + Recordings.Example;

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        NoticeInputs.EndedProof,
        new("--ground", "ground", new("beneficiary、claim_ended、contract_ended、court 或 lapsed", "beneficiary, claim_ended, contract_ended, court or lapsed")),
    ];

    protected override AdvanceNoticeCancelled Read(ActReader input, CancelAdvanceNoticeRequest request)
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
