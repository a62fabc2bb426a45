using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>居住权登记</summary>
internal sealed class RegisterResidenceRightForm()
    : ActForm<RegisterResidenceRightRequest, ResidenceRightRegistered>("residence", "register", new("居住权登记", "register a right of residence"))
{
    public override string Example =>
        $"ledger residence register --file residence.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--scope", "scope", new("whole 或 part", "whole or part")),
        NoticeInputs.FirstDay,
        NoticeInputs.LastDay,
        new("--paid", "paid", new("是否有偿", "whether it is paid for")),
        new("--by", "by", new("contract 或 will", "contract or will")),
        NoticeInputs.Proof,
        NoticeInputs.Replaces,
    ];

    protected override ResidenceRightRegistered Read(ActReader input, RegisterResidenceRightRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        input.Names(unit?.Text ?? "");
        var body = new ResidenceRightRegistered
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Scope = input.Known(request.Scope, "scope"),
            From = input.AnyDay(request.FirstDay, "first_day"),
            Until = input.OptionalDayAfter(request.LastDay, "last_day"),
            Paid = request.Paid,
            By = input.Known(request.By, "by"),
            Proof = input.NewProof(request.Proof),
            Replaces = input.OptionalProof(request.Replaces, "replaces"),
            Epoch = unit?.Epoch ?? 0,
        };
        body.Holders.AddRange(input.PartiesAt(unit, request.Holders, "holders", "holder"));
        body.OwnersNotSigning.AddRange(request.OwnersNotSigning.Order());
        return body;
    }
}
