using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>授权查询</summary>
internal sealed class AuthoriseSharingForm() : ActForm<AuthoriseSharingRequest, SharingAuthorised>("sharing", "authorise", new("授权查询", "authorise a query"))
{
    // A clerk's come through SharingService, which looks at owner and unit and keeps a unit's queries without a gap.
    public override ActWriter Writer => ActWriter.Administrator;

    public override string Example =>
        "ledger sharing authorise --number SQ202105310001 --asker 91441900MA00000238 --purpose LOAN --field title --basis owner "
        + "--first-day 2021-05-31 --last-day 2021-08-31 --file authorisation.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        new("--number", "number", new("授权编号", "number of the authorisation")),
        new("--asker", "asker", new("查询人统一社会信用代码", "credit code of who may ask")),
        new("--purpose", "purpose", new("目的代码", "code of the purpose")),
        new("--field", "fields", new("title、lien、contract 或 tax-cleared", "title, lien, contract or tax-cleared")),
        new("--basis", "basis", new("owner、mortgagee、duty 或 court", "owner, mortgagee, duty or court")),
        new("--first-day", "first_day", new("第一日 yyyy-MM-dd", "first day, yyyy-MM-dd")),
        new("--last-day", "last_day", new("最后一日 yyyy-MM-dd", "last day, yyyy-MM-dd")),
        new("--revokes", "revokes", new("撤销的授权", "authorisation that ends with it")),
    ];

    protected override SharingAuthorised Read(ActReader input, AuthoriseSharingRequest request)
    {
        var body = new SharingAuthorised
        {
            Number = input.Text<OfficeNumber>(request.Number, "number"),
            Subject = input.Hash(request.Subject, "subject"),
            Asker = input.Text<CreditCode>(request.Asker, "asker"),
            Purpose = input.Text<ReasonCode>(request.Purpose, "purpose"),
            Basis = input.Known(request.Basis, "basis"),
            From = input.AnyDay(request.FirstDay, "first_day"),
            Paper = input.Hash(request.Sha256, "sha256"),
            Revokes = input.OptionalText<OfficeNumber>(request.Revokes, "revokes"),
        };
        body.Until = request.LastDay.Length == 0 && body.Revokes.Length > 0 ? body.From : input.DayAfter(request.LastDay, "last_day");
        body.Fields.AddRange(input.SharedFields(request.Fields));
        input.Names(body.Number);
        return body;
    }
}
