using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A building that comes under a pre-sale permit, with the pages that say what it is already.</summary>
/// <param name="Building">Its code.</param>
/// <param name="Page">Its page.</param>
/// <param name="Earlier">The permit that it is under; null for none.</param>
/// <param name="Land">The buildings on the permit's land that have titles.</param>
internal sealed record PermittedBuilding(string Building, PageView<BuildingPage> Page, PageView<PermitPage>? Earlier, PageView<LandPage> Land)
{
    private static readonly Wording Record = new("幢", "building");

    /// <summary>Reads the pages.</summary>
    /// <param name="book">The state.</param>
    /// <param name="buildings">The buildings.</param>
    /// <param name="landUnit">The land they stand on.</param>
    public static IReadOnlyList<PermittedBuilding> Load(Book book, IEnumerable<string> buildings, string landUnit)
    {
        var land = book.Land(UnitCode.Parse(landUnit));
        return
        [
            .. buildings.Select(building =>
            {
                var page = book.Building(building);
                return new PermittedBuilding(building, page, page.Body is { PermitNumber.Length: > 0 } known ? book.Permit(known.PermitNumber) : null, land);
            }),
        ];
    }

    /// <summary>The land that a developer's buildings are permitted on.</summary>
    public static Disposal LandOf(Book book, Act act, string landUnit, string developer, string permitNumber)
        => Disposal.Read(book, FlowCode.K2, landUnit, act) with
        {
            Givers = [new() { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = developer }],
            Basis = permitNumber,
        };

    /// <summary>The developer holds the land, nothing on it stands in the way, and the buildings are free to be permitted.</summary>
    public static void Check(
        Judgement judgement, FindingValue developer, Disposal land, IEnumerable<PermittedBuilding> buildings, string permitNumber)
    {
        DeveloperHoldsLand.Check(judgement, developer, land.Unit.Title);
        LandForSale.Check(judgement, land);
        MortgagedLand.Check(judgement, land, permitNumber);
        foreach (var building in buildings)
            building.Check(judgement);
    }

    /// <summary>It is under no other permit, and none of its units is registered: what has a title is sold by it (STATE).</summary>
    private void Check(Judgement judgement)
    {
        if (Earlier?.Body is { } earlier && PermitStands.StateOf(earlier) != PermitState.Ended)
        {
            judgement.WrongState(
                Record,
                new($"{Building}已在预售许可{earlier.PermitNumber}范围内", $"{Building}, under permit {earlier.PermitNumber} already"),
                ["PresalePermitStatusChanged"],
                Page.Says(PermitNumber.Name, earlier.PermitNumber),
                Earlier.Says(new("许可状态", "state of the permit"), PermitStands.StateOf(earlier)));
        }

        if (Land.Body?.Buildings.Contains(Building) == true)
        {
            judgement.WrongState(
                Record,
                new($"{Building}已有登记的房屋", $"{Building}, with units that are registered"),
                ["ContractSigned"],
                Land.Says(new("宗地上已登记的幢", "buildings with titles"), string.Join(", ", Land.Body.Buildings)));
        }
    }

    /// <summary>Notes the permit.</summary>
    public void Write(Book book, string permitNumber)
    {
        var page = Page.Body?.Clone() ?? new BuildingPage { Building = Building };
        page.PermitNumber = permitNumber;
        book.Write(Page.Key, page);
    }
}
