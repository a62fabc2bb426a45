using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>查封登记</summary>
internal sealed class EnterSeizureForm() : ActForm<EnterSeizureRequest, SeizureEntered>("seizure", "enter", new("查封登记", "enter a seizure"))
{
    public override string Example =>
        "ledger seizure enter --unit 441900004001GB00012F00010101 --business 202105310001 --kind seizure --authority 11441900000000019Y "
        + $"--document （2021）粤1971执保123号 --delivery 2021-05-31T09:30:00+08:00 --months 36 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--kind", "kind", new("seizure 或 pre-seizure", "seizure or pre-seizure")),
        SeizureInputs.Authority,
        SeizureInputs.Number,
        new("--delivery", "delivery_time_ms", new("送达时间", "instant of delivery")),
        SeizureInputs.Months,
        SeizureInputs.Days,
        SeizureInputs.Organ,
        SeizureInputs.Share,
        NoticeInputs.FirstDay,
        NoticeInputs.LastDay,
    ];

    protected override SeizureEntered Read(ActReader input, EnterSeizureRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        input.Names(unit?.Text ?? "");
        var body = new SeizureEntered
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Kind = input.Known(request.Kind, "kind"),
            Authority = input.Text<CreditCode>(request.Authority, "authority"),
            DocumentNumber = input.Text<AuthorityDocumentNumber>(request.DocumentNumber, "document_number"),
            DeliveryTimeMs = input.PastInstant(request.DeliveryTimeMs, "delivery_time_ms"),
            Term = input.SeizureTerm(request.Term, "term", request.LastDay),
            StatedFirst = input.OptionalDay(request.FirstDay, "first_day"),
            StatedLast = input.OptionalDayAfter(request.LastDay, "last_day"),
            Organ = request.Organ == SeizureOrgan.Unspecified ? request.Organ : input.Known(request.Organ, "organ"),
        };
        if (request.Debtors.Count == 0)
            return body;

        // From profile 2 on a seizure is against somebody.
        body.Debtors.AddRange(input.PartiesAt(unit, request.Debtors, "debtors", "debtor"));
        body.Scope = input.ShareOrWhole(request.Share, "share");
        body.Epoch = unit?.Epoch ?? 0;
        return body;
    }
}
