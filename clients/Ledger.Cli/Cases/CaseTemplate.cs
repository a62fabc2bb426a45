using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>A usual application: what it is accepted for, and what it rests on.</summary>
/// <param name="Name">How it is named on the command line.</param>
/// <param name="Title">In words.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Flows">What is registered of each unit.</param>
internal sealed record CaseTemplate(string Name, Wording Title, CaseBasis Basis, params IReadOnlyList<FlowCode> Flows)
{
    /// <summary>A building's first registration, which names the building and how many units.</summary>
    public bool IsProject => Name == "project";

    /// <summary>What is registered of one unit: a parcel is first registered as land.</summary>
    /// <param name="unitCode">The unit, as it was written.</param>
    public IEnumerable<FlowCode> FlowsOf(string unitCode)
        => UnitCode.TryParse(unitCode, DivisionPrefixes.Any, out var unit, out _) && unit.IsParcel
            ? Flows.Select(static flow => flow == FlowCode.F102 ? FlowCode.F101 : flow)
            : Flows;

    /// <summary>The templates, in the order of their help.</summary>
    public static IReadOnlyList<CaseTemplate> All { get; } =
    [
        new("sale", new("存量房买卖", "sale of a used home"), CaseBasis.Contract, FlowCode.F211),
        new("sale-with-loan", new("存量房买卖并抵押", "sale of a used home with a loan"), CaseBasis.Contract, FlowCode.F211, FlowCode.M1),
        new("sale-with-mortgage", new("带押过户", "sale of a mortgaged home"), CaseBasis.Contract, FlowCode.F212),
        new("new-home", new("新建商品房转移", "transfer of a new home"), CaseBasis.Contract, FlowCode.F210),
        new("new-home-with-loan", new("新建商品房转移并抵押", "transfer of a new home with a loan"), CaseBasis.Contract, FlowCode.F210, FlowCode.M1),
        new("mortgage", new("抵押权首次", "mortgage"), CaseBasis.None, FlowCode.M1),
        new("mortgage-cancelled", new("抵押权注销", "mortgage cancelled"), CaseBasis.None, FlowCode.M9),
        new("inheritance", new("继承、受遗赠", "inheritance or bequest"), CaseBasis.Instrument, FlowCode.F214),
        new("gift", new("赠与", "gift"), CaseBasis.Instrument, FlowCode.F213),
        new("exchange", new("互换", "exchange"), CaseBasis.Instrument, FlowCode.F215),
        new("partition", new("分割、离婚、夫妻变更", "partition, divorce, spouses"), CaseBasis.Instrument, FlowCode.F216),
        new("granted-land", new("出让土地首次登记", "first registration of granted land"), CaseBasis.Instrument, FlowCode.F101),
        new("first-registration", new("土地、房屋首次登记", "first registration of a parcel or a unit"), CaseBasis.None, FlowCode.F102),
        new("project", new("项目首次登记", "first registration of a building"), CaseBasis.None, FlowCode.F102),
        new("owner-details", new("权利人姓名或证件变更", "owner's name or document"), CaseBasis.None, FlowCode.F310),
        new("objection", new("异议登记", "objection"), CaseBasis.None, FlowCode.F600),
        new("certificate", new("换证、补证", "certificate replaced or lost"), CaseBasis.None, FlowCode.F910),
    ];

    /// <summary>The template of a name; null when there is none.</summary>
    public static CaseTemplate? Find(string name) => All.FirstOrDefault(template => template.Name == name);
}
