using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>预售许可</summary>
internal sealed class IssuePermitForm()
    : ActForm<IssuePermitRequest, PresalePermitIssued>("permit", "issue", new("预售许可", "issue a pre-sale permit"))
{
    public override string Example =>
        "ledger permit issue --permit 东房预字第20210012号 --developer 91441900MA0000015D --land 441900004001GB00012W00000000 "
        + "--building 441900004001GB00012F0001 --issued 2021-04-01 --bank 91441900MA00000238 --file permit.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        PresaleInputs.Permit,
        new("--developer", "developer", new("开发企业", "developer's credit code")),
        new("--land", "land_unit", new("宗地单元", "unit code of the land")),
        new("--building", "buildings", new("24位幢编码", "first 24 characters of the units' codes")),
        new("--issued", "issued", new("发证日期 yyyy-MM-dd", "day of issue, yyyy-MM-dd")),
        new("--bank", "bank", new("监管银行", "supervising bank's credit code")),
    ];

    protected override PresalePermitIssued Read(ActReader input, IssuePermitRequest request)
    {
        var body = new PresalePermitIssued
        {
            PermitNumber = input.Text<PermitNumber>(request.PermitNumber, "permit_number"),
            Developer = input.Text<CreditCode>(request.Developer, "developer"),
            LandUnit = input.NamedUnit(request.LandUnit, "land_unit"),
            Issued = input.PastDay(request.Issued, "issued"),
            Bank = input.Text<CreditCode>(request.Bank, "bank"),
            Account = input.Hash(request.Account, "account"),
        };
        input.Count(request.Buildings.Count, "buildings");
        body.Buildings.AddRange(input.Buildings(request.Buildings, "buildings"));
        input.JudgedOn(PageKeys.Title(body.LandUnit));
        return body;
    }
}
