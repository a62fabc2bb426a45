using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>受理</summary>
internal sealed class AcceptApplicationForm() : ActForm<AcceptApplicationRequest, ApplicationAccepted>("case", "accept", new("受理", "accept an application"))
{
    public override string Example =>
        "ledger case accept --acceptance 202105310001 --acceptance-time 2021-05-31T09:30:00+08:00 --town 441900119 --flow f211 "
        + "--unit 441900004001GB00012F00010101 --business 202105310001 --basis 441900B21050000001 --channel counter --file applicants.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        CaseInputs.Acceptance,
        new("--acceptance-time", "acceptance_time_ms", new("受理时间，如 2021-05-31T09:30:00+08:00", "instant of acceptance, e.g. 2021-05-31T09:30:00+08:00")),
        new("--town", "town", new("受理镇街代码，9位", "town that accepts, 9 digits")),
        new("--executing-town", "executing_town", new("办理镇街代码，9位", "town that executes, 9 digits")),
        new("--flow", "flows.flow", new("登记小类，如 f211、m1", "flow of registration, e.g. f211, m1")),
        new("--unit", "flows.unit_code", new("不动产单元代码", "unit code")),
        new("--business", "flows.business_number", new("业务号", "business number")),
        new("--basis", "basis", new("合同或原因文件编号", "contract or instrument")),
        new("--channel", "channel", new("counter、online、bank 或 court", "counter, online, bank or court")),
        new("--all-at-once", "all_at_once", new("合并办理", "all at once")),
    ];

    protected override ApplicationAccepted Read(ActReader input, AcceptApplicationRequest request)
    {
        var body = new ApplicationAccepted
        {
            AcceptanceNumber = input.NamedCase(request.AcceptanceNumber),
            AcceptanceMs = input.PastInstant(request.AcceptanceTimeMs, "acceptance_time_ms"),
            Town = input.Town(request.Town, "town"),
            ExecutingTown = input.Town(request.ExecutingTown.Length > 0 ? request.ExecutingTown : request.Town, "executing_town"),
            Basis = request.Basis.Length == 0 ? "" : input.Basis(request.Basis, "basis"),
            Channel = input.Known(request.Channel, "channel"),
            AllAtOnce = request.AllAtOnce,
            Part = request.Parts == 0 ? 1 : request.Part,
            Parts = Math.Max(request.Parts, 1),
        };
        input.Names(body.Basis);
        body.Flows.AddRange(request.Flows
            .Select((asked, i) => Flow(input.In("flows", i), asked))
            .OrderBy(static flow => flow.UnitCode, StringComparer.Ordinal).ThenBy(static flow => flow.Flow)
            .ThenBy(static flow => flow.BusinessNumber, StringComparer.Ordinal));
        body.Projects.AddRange(request.Projects
            .Select((asked, i) => Project(input.In("projects", i), asked))
            .OrderBy(static project => project.Building, StringComparer.Ordinal));
        if (body.Flows.Count == 0 && body.Projects.Count == 0)
            input.Missing("flows");
        body.Applicants.AddRange(input.Applicants(request.Applicants, "applicants"));
        body.GuardianStatements.AddRange(request.Guardians.Select((guardian, i) =>
            guardian.Sha256.IsEmpty ? guardian.Sha256 : input.In("guardians", i).Hash(guardian.Sha256, "sha256")));
        return body;
    }

    private static CaseFlow Flow(ActReader input, AcceptedFlowInput asked) => new()
    {
        Flow = input.Known(asked.Flow, "flow"),
        UnitCode = input.NamedUnit(asked.UnitCode, "unit_code"),
        BusinessNumber = input.Text<BusinessNumber>(asked.BusinessNumber, "business_number"),
    };

    private static CaseProject Project(ActReader input, AcceptedProjectInput asked)
    {
        var building = Canonicalize.FoldUpper(asked.Building);
        if (building.Length != 24 || input.UnitCode(building + "0001", "building") is null)
            input.Fault("building", "幢编码无效，应为单元代码的前24位", "it is no building", "the first 24 characters of its units' codes");
        return new() { Flow = input.Known(asked.Flow, "flow"), Building = building, Units = asked.Units };
    }
}
