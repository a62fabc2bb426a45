using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>锁定</summary>
internal sealed class PlaceLockForm()
    : ActForm<PlaceLockRequest, LockPlaced>("lock", "place", new("锁定", "lock a unit or parcel"))
{
    public override string Example =>
        "ledger lock place --unit 441900004001GB00012F00010101 --business 202105310001 --kind expropriation --authority 11441900000000019Y "
        + $"--document 东府征字〔2021〕12号 --first-day 2021-05-31 --last-day 2022-05-30 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--kind", "kind", new(
            "expropriation、illegal_building、demolition、dispute 或 other", "expropriation, illegal_building, demolition, dispute or other")),
        SeizureInputs.Authority,
        SeizureInputs.Number,
        NoticeInputs.FirstDay,
        NoticeInputs.LastDay,
    ];

    protected override LockPlaced Read(ActReader input, PlaceLockRequest request)
    {
        return new()
        {
            Recording = input.Recording(request.Recording),
            UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Kind = input.Known(request.Kind, "kind"),
            Authority = input.Text<CreditCode>(request.Authority, "authority"),
            DocumentNumber = input.Text<AuthorityDocumentNumber>(request.DocumentNumber, "document_number"),
            From = input.AnyDay(request.FirstDay, "first_day"),
            Until = input.OptionalDayAfter(request.LastDay, "last_day"),
        };
    }
}
