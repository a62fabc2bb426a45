using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>预售许可: a developer may sell the units of its buildings before they are registered.</summary>
internal sealed class PresalePermitIssuedFlow()
    : Flow<PresalePermitIssued, PermitCase<PresalePermitIssued>>(DepartmentNames.Transaction, new("预售许可", "issue of a pre-sale permit"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, PresalePermitIssued e)
    {
        shape.Identifier<PermitNumber>(e.PermitNumber, "permit_number");
        shape.Identifier<CreditCode>(Shape.F04, e.Developer, "developer");
        if (shape.ParcelUnit(e.LandUnit, "land_unit"))
            shape.Buildings(e.Buildings, UnitCode.Parse(e.LandUnit).Parcel.ToString(), "buildings");
        shape.Date(e.Issued, "issued");
        shape.Identifier<CreditCode>(Shape.F04, e.Bank, "bank");
        shape.Hash(e.Account, "account");
    }

    /// <inheritdoc/>
    protected override PermitCase<PresalePermitIssued> Load(PresalePermitIssued e, Book book)
        => new(
            e,
            book.Permit(e.PermitNumber),
            PermittedBuilding.LandOf(book, e.Act, e.LandUnit, e.Developer, e.PermitNumber),
            PermittedBuilding.Load(book, e.Buildings, e.LandUnit));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, PermitCase<PresalePermitIssued> loaded, Signer signer)
    {
        var e = loaded.Event;
        PermitStands.CheckAbsent(judgement, loaded.Permit);
        PermittedBuilding.Check(
            judgement, Labels.InEvent(new("开发企业", "developer"), e.Developer, "developer"), loaded.Land!, loaded.Buildings, e.PermitNumber);
        DateOrder.NotInFuture(judgement, DatedFact.Stated(new("发证日期", "day of issue"), e.Issued, "issued"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, PermitCase<PresalePermitIssued> loaded)
    {
        var e = loaded.Event;
        var page = new PermitPage
        {
            PermitNumber = e.PermitNumber,
            Developer = e.Developer,
            LandUnit = e.LandUnit,
            Bank = e.Bank,
            Account = e.Account,
            Document = e.Act.Document,
        };
        page.Buildings.AddRange(e.Buildings.Select(building => new PermitBuilding { Building = building, Since = e.Issued }));
        page.Changes.Add(new PermitChange { State = PermitState.Valid, Date = e.Issued });
        book.Write(loaded.Permit.Key, page);
        foreach (var building in loaded.Buildings)
            building.Write(book, e.PermitNumber);
    }
}
