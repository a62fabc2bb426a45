using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>地役权注销</summary>
internal sealed class CancelEasementForm()
    : ActForm<CancelEasementRequest, EasementCancelled>("easement", "cancel", new("地役权注销", "cancel an easement"))
{
    public override string Example =>
        "ledger easement cancel --servient 441900004001GB00012F00010101 --servient-business 202105310001 --dominant 441900004001GB00012F00010102 "
        + $"--dominant-business 202105310002 --proof 粤（2021）东莞不动产证明第0000001号 --ground waiver {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        new("--servient", "servient.unit_code", new("供役地单元代码", "unit that bears it")),
        new("--servient-business", "servient.business_number", new("供役地业务号", "business number of the unit that bears it")),
        new("--dominant", "dominant.unit_code", new("需役地单元代码", "unit that enjoys it")),
        new("--dominant-business", "dominant.business_number", new("需役地业务号", "business number of the unit that enjoys it")),
        NoticeInputs.EndedProof,
        new("--ground", "ground", new("term、waiver、merged 或 court", "term, waiver, merged or court")),
    ];

    protected override EasementCancelled Read(ActReader input, CancelEasementRequest request)
    {
        return new()
        {
            Recording = input.Recording(request.Recording),
            Servient = input.EasementSide(request.Servient, "servient", holder: null),
            Dominant = input.EasementSide(request.Dominant, "dominant", holder: null),
            Proof = input.KnownProof(request.Proof, "proof"),
            Ground = input.Known(request.Ground, "ground"),
        };
    }
}
