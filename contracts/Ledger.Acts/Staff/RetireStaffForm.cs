using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>人员注销</summary>
internal sealed class RetireStaffForm() : ActForm<RetireStaffRequest, StaffRetired>("staff", "retire", new("人员注销", "retire an operator"))
{
    public override ActWriter Writer => ActWriter.Administrator;

    public override string Example => "ledger staff retire --date 2026-05-31 --file operator.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Date,
    ];

    protected override StaffRetired Read(ActReader input, RetireStaffRequest request)
        => new() { Fingerprint = input.Hash(request.Fingerprint, "fingerprint"), Date = input.PastDay(request.Date, "date") };
}
