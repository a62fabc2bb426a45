using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 存量数据开簿 of profile 2: the old book's mortgages and seizures, and its notices, objections, easements, rights of residence and
/// locks as far as it was read for them; each kind with the day since which it is known.
/// </summary>
internal sealed class MigratedOpenedFlowTwo()
    : Flow<MigratedOpened, (MigratedCase Own, OldRights Rights, BuildingsOnLand? Buildings, EnrolledOperator Operator)>(
        DepartmentNames.Registration, new("存量数据开簿", "migrated opening"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MigratedOpened e)
    {
        MigratedOpenedFlow.CheckForm<AuthorityDocumentNumber>(shape, e, perHolding: true);
        if (e.Opening is not null)
            OpeningShape.CheckBook(shape, e.Opening, "opening");
        OldRightsShape.Check(shape, e.Notices, e.Objections, e.Easements, e.Residences, e.Locks);
        OldRightsShape.NumberExceptions(
            shape, e.NumberExceptions, e.Opening is { } opening ? [.. opening.Owners.Select(static owner => owner.Party), .. opening.LandOwners] : [],
            e.Notices, e.Objections, e.Residences);
        for (var i = 0; i < e.Since.Count; i++)
        {
            shape.Known(e.Since[i].Kind, $"since[{i}].kind");
            shape.Date(e.Since[i].Day, $"since[{i}].day");
        }

        shape.Sorted(e.Since, (a, b) => a.Kind.CompareTo(b.Kind), "since", mayBeEmpty: true);
    }

    /// <inheritdoc/>
    protected override (MigratedCase Own, OldRights Rights, BuildingsOnLand? Buildings, EnrolledOperator Operator) Load(MigratedOpened e, Book book)
    {
        var own = MigratedCase.Load(e, book);
        return (
            own with { Opening = own.Opening with { Since = SinceOf(e) } },
            OldRights.Load(book, e.Opening.UnitCode, e.Notices, e.Objections, e.Easements, e.Residences, e.Locks),
            BuildingsOnLand.Load(book, e.Opening.UnitCode),
            EnrolledOperator.Load(book, e.Act.Operator));
    }

    /// <inheritdoc/>
    protected override void Judge(
        Judgement judgement, (MigratedCase Own, OldRights Rights, BuildingsOnLand? Buildings, EnrolledOperator Operator) loaded, Signer signer)
    {
        var e = loaded.Own.Event;
        CaseStaff.CheckDuty(judgement, loaded.Operator, "act.operator", StaffDuty.Record);
        MigratedOpenedFlow.JudgeOpening(judgement, loaded.Own, perHolding: true);
        RightTypeFits.Check(judgement, e.Opening.UnitCode, e.Opening.RightType, "opening");
        var others = loaded.Own.Opening.Certificates.Select(certificate => certificate.Id).Concat(e.Mortgages.Select(row => row.Certificate));
        loaded.Rights.Check(judgement, others);
        for (var i = 0; i < e.Since.Count; i++)
        {
            DateOrder.Check(
                judgement,
                DatedFact.Stated(new("已知起始日", "known since"), e.Since[i].Day, $"since[{i}].day"),
                DatedFact.Stated(new("旧簿读取日期", "migration date"), e.MigrationDate, "migration_date"));
        }
    }

    /// <inheritdoc/>
    protected override void Write(
        Book book, (MigratedCase Own, OldRights Rights, BuildingsOnLand? Buildings, EnrolledOperator Operator) loaded)
    {
        var page = MigratedOpenedFlow.WriteOpening(book, loaded.Own);
        loaded.Rights.Write(book, page, loaded.Own.Event.Recording);
        book.Write(loaded.Own.Opening.Unit.Encumbrances.Key, page);
        loaded.Buildings?.Write(book);
    }

    // Mortgages and seizures are always read. Of the other kinds the registrar says which the old book was read for; a row of a
    // kind shows that it was.
    private static List<KindSince> SinceOf(MigratedOpened e)
    {
        var since = e.Since.ToDictionary(known => known.Kind, known => known.Day);
        since.TryAdd(EncumbranceKind.Mortgage, e.MigrationDate);
        since.TryAdd(EncumbranceKind.Seizure, e.MigrationDate);
        return [.. since.OrderBy(known => known.Key).Select(known => new KindSince { Kind = known.Key, Day = known.Value })];
    }
}
