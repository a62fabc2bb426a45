using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>项目首次登记: a building's units are opened for its developer, row by row of the house table; common parts without a certificate.</summary>
internal sealed class ProjectFirstRegisteredFlow()
    : BookFlow<ProjectFirstRegistered, ProjectRegistration>(new("项目首次登记", "first registration of a project"))
{
    private const uint LastTitleRight = 18;
    private const uint MostParts = 1_000;

    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F102, FlowCode.F103];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, ProjectFirstRegistered e)
    {
        if (e.PermitNumber.Length > 0)
            shape.Identifier<PermitNumber>(e.PermitNumber, "permit_number");
        if (shape.Unit(e.Parcel, "parcel") && !UnitCode.Parse(e.Parcel).IsParcel)
            shape.Fault(Shape.F01, "parcel", e.Parcel, new("宗地单元号（W00000000）", "the code of a parcel, ending in W00000000"));
        if (shape.PartyValue(e.Owner, "owner") && e.Owner.CreditCode.Length == 0)
            shape.Fault(Shape.C69, "owner", e.Owner.Kind, new("以统一社会信用代码列明的组织", "an organisation by its credit code"));
        if (e.RightType is 0 or > LastTitleRight)
            shape.Fault(Shape.C69, "right_type", e.RightType, new("权利类型代码1至18", "right type 1 to 18 of table A.8"));
        if (e.Part == 0 || e.Of == 0 || e.Part > e.Of || e.Of > MostParts)
            shape.Fault(Shape.C69, "part", e.Part, new($"1至{e.Of}", $"1 to {e.Of}"));
        for (var i = 0; i < e.Rows.Count; i++)
            Row(shape, e, e.Rows[i], $"rows[{i}]");
        shape.Sorted(e.Rows, (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "rows");
    }

    /// <inheritdoc/>
    protected override ProjectRegistration LoadOwn(ProjectFirstRegistered e, Book book) => ProjectRegistration.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(ProjectRegistration loaded) => [.. loaded.Rows.Select(row => row.Act)];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, ProjectRegistration loaded, Signer signer)
    {
        foreach (var row in loaded.Rows)
            row.Check(judgement);
        CertificatesUnique.CheckNew(judgement, BuildingCertificate.NotShared(judgement, loaded.Rows));
        if (judgement.City.FirstCertificate != FirstCertificate.PerBuilding)
        {
            CertificatesUnique.CheckOneUnitEach(
                judgement, loaded.Rows.SelectMany(row => row.Opening.Certificates.Select(certificate => (row.Opening.Opening.UnitCode, certificate.Id))));
        }

        ProjectRows.Check(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, ProjectRegistration loaded)
    {
        var construction = new FinishedConstruction(book.City, [.. loaded.Rows.Select(static row => row.Disposal)]);
        foreach (var row in loaded.Rows)
            row.Write(book, construction);
        construction.Write(book, loaded.Event.Act, loaded.Event.Recording);
        BuildingCertificate.Write(book, loaded.Rows);
        loaded.Rows[0].Buildings?.Write(book);
        RegisteredRows.Write(book, loaded.Rows);
    }

    private static void Row(Shape shape, ProjectFirstRegistered e, ProjectRow row, string path)
    {
        shape.Identifier<BusinessNumber>(row.BusinessNumber, path + ".business_number");
        if (row.Certificate is not null)
            shape.Certificate(row.Certificate, CertificateKind.Title, legacyAllowed: false, path + ".certificate");
        shape.AreaValue(row.Area, path + ".area");
        shape.AreaValue(row.InnerArea, path + ".inner_area");
        shape.AreaValue(row.SharedArea, path + ".shared_area");
        if (!row.CadastralId.IsEmpty)
            shape.Hash(row.CadastralId, path + ".cadastral_id");
        if (!shape.Unit(row.UnitCode, path + ".unit_code"))
            return;
        var building = BuildingsOnLand.BuildingOf(e.Rows[0].UnitCode);
        if (BuildingsOnLand.BuildingOf(row.UnitCode) != building || UnitCode.Parse(row.UnitCode).ParcelUnit.ToString() != e.Parcel)
            shape.Fault(Shape.C69, path + ".unit_code", row.UnitCode, new("同一宗地同一幢的单元", "a unit of the one building on this parcel"));
    }
}
