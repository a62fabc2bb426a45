using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>预售许可变更</summary>
internal sealed class ChangePermitForm()
    : ActForm<ChangePermitRequest, PresalePermitStatusChanged>(
        "permit", "change", new("预售许可变更、暂停、恢复、注销", "suspend, resume or end a pre-sale permit, or add buildings to it"))
{
    public override string Example => "ledger permit change --permit 东房预字第20210012号 --to suspended --date 2021-05-31 --reason FUNDS_MISUSED";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        PresaleInputs.Permit,
        new("--to", "to", new("变更后的状态：valid、suspended 或 ended", "state from then on: valid, suspended or ended")),
        new("--building", "buildings_added", new("增加的24位幢编码", "a building to add, its 24 characters")),
        ActOptions.Date,
        new("--reason", "reason", new("原因代码", "reason code")),
    ];

    protected override PresalePermitStatusChanged Read(ActReader input, ChangePermitRequest request)
    {
        var body = new PresalePermitStatusChanged
        {
            PermitNumber = input.Text<PermitNumber>(request.PermitNumber, "permit_number"),
            To = input.Known(request.To, "to"),
            Date = input.PastDay(request.Date, "date"),
            Reason = input.Text<ReasonCode>(request.Reason, "reason"),
        };
        body.BuildingsAdded.AddRange(input.Buildings(request.BuildingsAdded, "buildings_added"));
        input.JudgedOn(PageKeys.Permit(body.PermitNumber));
        return body;
    }
}
