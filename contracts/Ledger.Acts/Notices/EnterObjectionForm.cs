using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>异议登记</summary>
internal sealed class EnterObjectionForm()
    : ActForm<EnterObjectionRequest, ObjectionEntered>("objection", "enter", new("异议登记", "enter an objection to the book"))
{
    public override string Example =>
        $"ledger objection enter --file objection.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--ground", "ground", new("异议理由代码", "code of the ground")),
        ActOptions.Date,
        NoticeInputs.Proof,
    ];

    protected override ObjectionEntered Read(ActReader input, EnterObjectionRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        input.Names(unit?.Text ?? "");
        return new()
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Applicant = input.PartyAt(unit, request.Applicant, "applicant"),
            Ground = input.Text<ReasonCode>(request.Ground, "ground"),
            Date = input.PastDay(request.Date, "date"),
            Proof = input.NewProof(request.Proof),
            Epoch = unit?.Epoch ?? 0,
        };
    }
}
