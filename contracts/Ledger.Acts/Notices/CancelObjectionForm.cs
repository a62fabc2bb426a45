using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>异议注销</summary>
internal sealed class CancelObjectionForm()
    : ActForm<CancelObjectionRequest, ObjectionCancelled>("objection", "cancel", new("异议注销", "cancel an objection"))
{
    public override string Example =>
        $"ledger objection cancel --file objection.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--ground", "ground", new("异议理由代码", "code of the ground")),
        new("--cancellation", "cancellation", new("applicant、judgment 或 settled", "applicant, judgment or settled")),
    ];

    protected override ObjectionCancelled Read(ActReader input, CancelObjectionRequest request)
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
            Cancellation = input.Known(request.Cancellation, "cancellation"),
        };
    }
}
