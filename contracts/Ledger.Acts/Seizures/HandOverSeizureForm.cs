using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>移送处置权</summary>
internal sealed class HandOverSeizureForm()
    : ActForm<HandOverSeizureRequest, SeizureHandedOver>("seizure", "hand-over", new("移送处置权", "hand a seizure over to another authority"))
{
    public override string Example =>
        "ledger seizure hand-over --unit 441900004001GB00012F00010101 --business 202112310001 --authority 11441900000000019Y "
        + $"--document （2021）粤1971执保123号 --to 12441900000000027N --hand-over （2021）粤1971执456号 --date 2021-12-31 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        SeizureInputs.Authority,
        SeizureInputs.Number,
        new("--to", "to_authority", new("受移送机关统一社会信用代码", "credit code of the authority it is handed over to")),
        new("--hand-over", "hand_over_document_number", new("移送文号", "number of the hand-over's document")),
        ActOptions.Date,
    ];

    protected override SeizureHandedOver Read(ActReader input, HandOverSeizureRequest request)
    {
        return new()
        {
            Recording = input.Recording(request.Recording),
            UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Authority = input.Text<CreditCode>(request.Authority, "authority"),
            DocumentNumber = input.Text<AuthorityDocumentNumber>(request.DocumentNumber, "document_number"),
            ToAuthority = input.Text<CreditCode>(request.ToAuthority, "to_authority"),
            HandOverDocumentNumber = input.Text<AuthorityDocumentNumber>(request.HandOverDocumentNumber, "hand_over_document_number"),
            Date = input.PastDay(request.Date, "date"),
        };
    }
}
