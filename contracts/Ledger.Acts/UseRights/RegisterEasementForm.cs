using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>地役权登记</summary>
internal sealed class RegisterEasementForm()
    : ActForm<RegisterEasementRequest, EasementRegistered>("easement", "register", new("地役权登记", "register an easement"))
{
    public override string Example =>
        $"ledger easement register --file easement.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        new("--servient", "servient.unit_code", new("供役地单元代码", "unit that bears it")),
        new("--servient-business", "servient.business_number", new("供役地业务号", "business number of the unit that bears it")),
        new("--dominant", "dominant.unit_code", new("需役地单元代码", "unit that enjoys it")),
        new("--dominant-business", "dominant.business_number", new("需役地业务号", "business number of the unit that enjoys it")),
        new("--purpose", "purpose", new("用途代码", "code of the purpose")),
        NoticeInputs.FirstDay,
        NoticeInputs.LastDay,
        NoticeInputs.Proof,
        NoticeInputs.Replaces,
    ];

    protected override EasementRegistered Read(ActReader input, RegisterEasementRequest request)
    {
        return new()
        {
            Recording = input.Recording(request.Recording),
            Servient = input.EasementSide(request.Servient, "servient", "grantor"),
            Dominant = input.EasementSide(request.Dominant, "dominant", "beneficiary"),
            Purpose = input.Text<ReasonCode>(request.Purpose, "purpose"),
            From = input.AnyDay(request.FirstDay, "first_day"),
            Until = input.DayAfter(request.LastDay, "last_day"),
            Proof = input.NewProof(request.Proof),
            Replaces = input.OptionalProof(request.Replaces, "replaces"),
        };
    }
}
