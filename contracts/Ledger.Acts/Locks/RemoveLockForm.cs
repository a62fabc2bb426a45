using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>解锁</summary>
internal sealed class RemoveLockForm()
    : ActForm<RemoveLockRequest, LockRemoved>("lock", "remove", new("解锁", "remove a lock"))
{
    public override string Example =>
        "ledger lock remove --unit 441900004001GB00012F00010101 --business 202105310001 --authority 11441900000000019Y --document 东府征字〔2021〕12号 "
        + $"--release 东府征字〔2021〕13号 --date 2021-05-31 {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        SeizureInputs.Authority,
        SeizureInputs.Number,
        new("--release", "release_document_number", new("解锁文号", "number of the release's document")),
        ActOptions.Date,
    ];

    protected override LockRemoved Read(ActReader input, RemoveLockRequest request)
    {
        return new()
        {
            Recording = input.Recording(request.Recording),
            UnitCode = input.NamedUnit(request.UnitCode, "unit_code"),
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Authority = input.Text<CreditCode>(request.Authority, "authority"),
            DocumentNumber = input.Text<AuthorityDocumentNumber>(request.DocumentNumber, "document_number"),
            ReleaseDocumentNumber = input.Text<AuthorityDocumentNumber>(request.ReleaseDocumentNumber, "release_document_number"),
            Date = input.PastDay(request.Date, "date"),
        };
    }
}
