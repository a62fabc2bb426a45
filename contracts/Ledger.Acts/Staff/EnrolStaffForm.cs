using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>人员登记</summary>
internal sealed class EnrolStaffForm() : ActForm<EnrolStaffRequest, StaffEnrolled>("staff", "enrol", new("人员登记", "enrol an operator"))
{
    public override ActWriter Writer => ActWriter.Administrator;

    public override string Example => "ledger staff enrol --town 441900119 --duty review --first-day 2021-06-01 --last-day 2026-05-31 --file operator.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        new("--town", "town", new("镇街代码，9位", "town, 9 digits")),
        new("--duty", "duties", new("accept、review、record、approve、issue、tax 或 sign", "accept, review, record, approve, issue, tax or sign")),
        new("--first-day", "first_day", new("第一日 yyyy-MM-dd", "first day, yyyy-MM-dd")),
        new("--last-day", "last_day", new("最后一日 yyyy-MM-dd", "last day, yyyy-MM-dd")),
    ];

    protected override StaffEnrolled Read(ActReader input, EnrolStaffRequest request)
    {
        var body = new StaffEnrolled
        {
            Fingerprint = input.Hash(request.Fingerprint, "fingerprint"),
            Town = input.OptionalTown(request.Town, "town"),
            From = input.AnyDay(request.FirstDay, "first_day"),
            Until = input.DayAfter(request.LastDay, "last_day"),
            PublicKey = request.PublicKey,
        };
        input.Count(request.Duties.Count, "duties");
        body.Duties.AddRange(request.Duties.Select((duty, i) => input.Known(duty, $"duties[{i}]")).Order());
        return body;
    }
}
