using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>归档</summary>
internal sealed class ArchiveCaseForm() : ActForm<ArchiveCaseRequest, CaseArchived>("case", "archive", new("归档", "archive a case"))
{
    public override string Example => "ledger case archive --acceptance 202105310001 --date 2021-05-31 --file volume.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        ActOptions.Date,
    ];

    protected override CaseArchived Read(ActReader input, ArchiveCaseRequest request)
    {
        var body = new CaseArchived
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            Date = input.PastDay(request.Date, "date"),
            VolumeRoot = input.Hash(request.VolumeRoot, "volume_root"),
        };
        return body;
    }
}
