using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>续封</summary>
internal sealed class RenewSeizureForm() : ActForm<RenewSeizureRequest, SeizureRenewed>("seizure", "renew", new("续封", "renew a seizure"))
{
    public override string Example =>
        "ledger seizure renew --unit 441900004001GB00012F00010101 --business 202405300001 --authority 11441900000000019Y "
        + $"--document （2021）粤1971执保123号 --renewal （2024）粤1971执保99号 --months 12 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        SeizureInputs.Authority,
        SeizureInputs.Number,
        new("--renewal", "renewal_document_number", new("续封文号", "number of the renewal's document")),
        SeizureInputs.Months,
        SeizureInputs.Days,
        SeizureInputs.Delivery,
        NoticeInputs.LastDay,
    ];

    protected override SeizureRenewed Read(ActReader input, RenewSeizureRequest request) => new()
    {
        Recording = input.Recording(request.Recording),
        UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
        BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
        Authority = input.Text<CreditCode>(request.Authority, "authority"),
        DocumentNumber = input.Text<AuthorityDocumentNumber>(request.DocumentNumber, "document_number"),
        RenewalDocumentNumber = input.Text<AuthorityDocumentNumber>(request.RenewalDocumentNumber, "renewal_document_number"),
        Term = input.SeizureTerm(request.Term, "term", request.LastDay),
        DeliveryTimeMs = request.DeliveryTimeMs == 0 ? 0 : input.PastInstant(request.DeliveryTimeMs, "delivery_time_ms"),
        StatedLast = input.OptionalDayAfter(request.LastDay, "last_day"),
    };
}
