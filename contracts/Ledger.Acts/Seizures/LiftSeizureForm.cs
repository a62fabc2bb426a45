using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>解封</summary>
internal sealed class LiftSeizureForm() : ActForm<LiftSeizureRequest, SeizureLifted>("seizure", "lift", new("解封", "lift a seizure"))
{
    public override string Example =>
        "ledger seizure lift --unit 441900004001GB00012F00010101 --business 202112310001 --authority 11441900000000019Y "
        + $"--document （2021）粤1971执保123号 --lift （2021）粤1971执456号 --outcome released {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        SeizureInputs.Authority,
        SeizureInputs.Number,
        new("--lift", "lift_document_number", new("解封文号", "number of the lift's document")),
        new("--outcome", "outcome", new("released、disposed-whole 或 disposed-part", "released, disposed-whole or disposed-part")),
        SeizureInputs.Delivery,
        new("--by", "by", new("same、superior 或 handed-over（规则版本2起）", "same, superior or handed-over (from profile 2 on)")),
    ];

    protected override SeizureLifted Read(ActReader input, LiftSeizureRequest request) => new()
    {
        Recording = input.Recording(request.Recording),
        UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
        BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
        Authority = input.Text<CreditCode>(request.Authority, "authority"),
        DocumentNumber = input.Text<AuthorityDocumentNumber>(request.DocumentNumber, "document_number"),
        LiftDocumentNumber = input.Text<AuthorityDocumentNumber>(request.LiftDocumentNumber, "lift_document_number"),
        Outcome = input.Known(request.Outcome, "outcome"),
        DeliveryTimeMs = request.DeliveryTimeMs == 0 ? 0 : input.PastInstant(request.DeliveryTimeMs, "delivery_time_ms"),
        By = request.By == SeizureLifter.Unspecified ? request.By : input.Known(request.By, "by"),
    };
}
