using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>预售许可变更、暂停、恢复、注销: buildings are added, or the permit's state changes; an ended permit stays so.</summary>
internal sealed class PresalePermitStatusChangedFlow()
    : Flow<PresalePermitStatusChanged, PermitCase<PresalePermitStatusChanged>>(
        DepartmentNames.Transaction, new("预售许可变更", "change of a pre-sale permit"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, PresalePermitStatusChanged e)
    {
        shape.Identifier<PermitNumber>(e.PermitNumber, "permit_number");
        shape.Known(e.To, "to");
        shape.Buildings(e.BuildingsAdded, parcel: null, "buildings_added", mayBeEmpty: true);
        if (e.BuildingsAdded.Count > 0 && e.To != PermitState.Valid)
            shape.Fault(Shape.C69, "buildings_added", e.BuildingsAdded.Count, new("空：仅有效许可可增加幢", "nothing: only a valid permit gets further buildings"));
        shape.Date(e.Date, "date");
        shape.Identifier<ReasonCode>(e.Reason, "reason");
    }

    /// <inheritdoc/>
    protected override PermitCase<PresalePermitStatusChanged> Load(PresalePermitStatusChanged e, Book book)
    {
        var permit = book.Permit(e.PermitNumber);
        return e.BuildingsAdded.Count > 0 && permit.Body is { } page
            ? new(
                e,
                permit,
                PermittedBuilding.LandOf(book, e.Act, page.LandUnit, page.Developer, e.PermitNumber),
                PermittedBuilding.Load(book, e.BuildingsAdded, page.LandUnit))
            : new(e, permit, null, []);
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, PermitCase<PresalePermitStatusChanged> loaded, Signer signer)
    {
        var e = loaded.Event;
        if (!PermitStands.CheckState(judgement, loaded.Permit, Before(e)))
            return;
        var page = loaded.Permit.Body!;
        CheckBuildings(judgement, e, loaded.Permit);
        if (loaded.Land is { } land)
        {
            PermittedBuilding.Check(
                judgement, loaded.Permit.Says(new("开发企业", "developer"), page.Developer), land,
                loaded.Buildings.Where(building => !page.Buildings.Any(known => known.Building == building.Building)), e.PermitNumber);
        }

        var changed = DatedFact.Stated(new("变更日期", "day of the change"), e.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Permit, new("上次状态日期", "day of the state before"), page.Changes[^1].Date), changed);
        DateOrder.NotInFuture(judgement, changed);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, PermitCase<PresalePermitStatusChanged> loaded)
    {
        var e = loaded.Event;
        var page = loaded.Permit.Body!.Clone();
        page.Changes.Add(new PermitChange { State = e.To, Date = e.Date, Reason = e.Reason });
        page.Document = e.Act.Document;
        var buildings = page.Buildings.Concat(e.BuildingsAdded.Select(building => new PermitBuilding { Building = building, Since = e.Date }))
            .OrderBy(static known => known.Building, StringComparer.Ordinal).ToList();
        page.Buildings.Clear();
        page.Buildings.AddRange(buildings);
        book.Write(loaded.Permit.Key, page);
        foreach (var building in loaded.Buildings)
            building.Write(book, e.PermitNumber);
    }

    // The states that a change may come from: a valid permit stays valid when it gets further buildings.
    private static PermitState[] Before(PresalePermitStatusChanged e) => e.To switch
    {
        PermitState.Valid when e.BuildingsAdded.Count > 0 => [PermitState.Valid],
        PermitState.Valid => [PermitState.Suspended],
        PermitState.Suspended => [PermitState.Valid],
        _ => [PermitState.Valid, PermitState.Suspended],
    };

    private static void CheckBuildings(Judgement judgement, PresalePermitStatusChanged e, PageView<PermitPage> permit)
    {
        var page = permit.Body!;
        var parcel = UnitCode.Parse(page.LandUnit).Parcel.ToString();
        foreach (var building in e.BuildingsAdded)
        {
            var known = page.Buildings.Any(covered => covered.Building == building);
            if (!known && building.StartsWith(parcel, StringComparison.Ordinal))
                continue;
            judgement.Fail(
                SameUnits.C01,
                known ? new($"幢{building}已在许可范围内", $"building {building} is covered already")
                    : new($"幢{building}不在许可的宗地上", $"building {building} does not stand on the permit's land"),
                new("请核对幢编码", "check the building's code"),
                Labels.InEvent(BuildingCode.Name, building, "buildings_added"),
                permit.Says(new("许可的宗地", "land permitted"), page.LandUnit));
        }
    }
}
