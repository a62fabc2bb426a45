using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of an application.</summary>
internal static class ApplicationShape
{
    private const int BuildingLength = 24;
    private const uint MostUnits = 100_000;
    private const uint MostParts = 1_000;

    public static void Check(Shape shape, ApplicationAccepted e)
    {
        shape.Identifier<AcceptanceNumber>(e.AcceptanceNumber, "acceptance_number");
        shape.Instant(e.AcceptanceMs, "acceptance_ms");
        shape.TownCode(e.Town, "town");
        shape.TownCode(e.ExecutingTown, "executing_town");
        CheckFlows(shape, e);
        CheckProjects(shape, e);
        if (e.Flows.Count == 0 && e.Projects.Count == 0)
            shape.Fault(Shape.C69, "flows", 0, new("至少一项登记", "at least one registration"));
        if (e.Basis.Length > 0 && !OfficeNumber.TryParse(e.Basis, out _, out _))
            shape.Identifier<ContractNumber>(e.Basis, "basis");
        Applicants.CheckShape(shape, e.Applicants, "applicants");
        CheckUnits(shape, e);
        shape.Known(e.Channel, "channel");
        GuardianSpeaks.CheckShape(shape, e.GuardianStatements, "guardian_statements");
        if (e.Parts is < 1 or > MostParts || e.Part < 1 || e.Part > e.Parts)
            shape.Fault(Shape.C69, "part", $"{e.Part}/{e.Parts}", new($"第1至{MostParts}部分", $"one of 1 to {MostParts} parts"));
    }

    private static void CheckFlows(Shape shape, ApplicationAccepted e)
    {
        for (var i = 0; i < e.Flows.Count; i++)
        {
            var (flow, path) = (e.Flows[i], $"flows[{i}]");
            CheckFlow(shape, flow.Flow, path + ".flow");
            shape.Unit(flow.UnitCode, path + ".unit_code");
            shape.Identifier<BusinessNumber>(flow.BusinessNumber, path + ".business_number");
            if (flow.Recorded)
                shape.Fault(Shape.C69, path + ".recorded", flow.Recorded, new("未登簿", "nothing: it is not recorded yet"));
        }

        shape.Sorted(e.Flows, Compare, "flows", mayBeEmpty: true);
    }

    private static void CheckProjects(Shape shape, ApplicationAccepted e)
    {
        for (var i = 0; i < e.Projects.Count; i++)
        {
            var (project, path) = (e.Projects[i], $"projects[{i}]");
            if (!FlowGroups.IsBuilding(project.Flow))
                shape.Fault(Shape.C69, path + ".flow", project.Flow, new("房屋首次登记", "a first registration of buildings"));
            if (project.Building.Length != BuildingLength)
                shape.Fault(Shape.F01, path + ".building", null, new("单元号前24位", "the first 24 characters of its units' codes"));
            else
                shape.Unit(project.Building + "0001", path + ".building");
            if (project.Units is 0 or > MostUnits || project.Recorded != 0)
                shape.Fault(Shape.C69, path + ".units", project.Units, new($"1至{MostUnits}个未登簿的单元", $"1 to {MostUnits} units, none recorded yet"));
        }

        shape.Sorted(e.Projects, static (a, b) => string.CompareOrdinal(a.Building, b.Building), "projects", mayBeEmpty: true);
    }

    // Contracts are signed and filed in another department: none of their flows is a case.
    private static void CheckFlow(Shape shape, FlowCode flow, string path)
    {
        shape.Known(flow, path);
        if (FlowGroups.IsContract(flow))
            shape.Fault(Shape.C69, path, flow, new("登记小类", "a flow of the registration department"));
    }

    private static void CheckUnits(Shape shape, ApplicationAccepted e)
    {
        if (!shape.IsSound)
            return;
        var page = new CasePage();
        page.Flows.AddRange(e.Flows);
        page.Projects.AddRange(e.Projects);
        var units = Desks.UnitsOf(page);
        if (!e.Applicants.Select(static row => row.UnitCode).SequenceEqual(units, StringComparer.Ordinal))
        {
            shape.Fault(Shape.C69, "applicants", string.Join(", ", e.Applicants.Select(static row => row.UnitCode)),
                new("每个单元（项目为其宗地）的申请人", "applicants for every unit, and for a project's land"));
        }
    }

    /// <summary>By (unit code, flow, business number).</summary>
    public static int Compare(CaseFlow left, CaseFlow right)
    {
        var order = string.CompareOrdinal(left.UnitCode, right.UnitCode);
        order = order != 0 ? order : left.Flow.CompareTo(right.Flow);
        return order != 0 ? order : string.CompareOrdinal(left.BusinessNumber, right.BusinessNumber);
    }
}
