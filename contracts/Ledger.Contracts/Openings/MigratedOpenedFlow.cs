using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>存量数据开簿: a unit is taken over from the old book, not verified, with every mortgage and seizure live there.</summary>
internal sealed class MigratedOpenedFlow()
    : Flow<MigratedOpened, MigratedCase>(DepartmentNames.Registration, new("存量数据开簿", "migrated opening"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MigratedOpened e) => CheckForm<CourtDocumentNumber>(shape, e, perHolding: false);

    /// <inheritdoc/>
    protected override MigratedCase Load(MigratedOpened e, Book book) => MigratedCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MigratedCase loaded, Signer signer) => JudgeOpening(judgement, loaded, perHolding: false);

    /// <inheritdoc/>
    protected override void Write(Book book, MigratedCase loaded) => book.Write(loaded.Opening.Unit.Encumbrances.Key, WriteOpening(book, loaded));

    /// <summary>The form of what every profile takes over.</summary>
    /// <typeparam name="TDocument">Grammar of the numbers of seizures' documents.</typeparam>
    public static void CheckForm<TDocument>(Shape shape, MigratedOpened e, bool perHolding)
        where TDocument : IFact<TDocument>
    {
        shape.RecordingValue(e.Recording);
        OpeningShape.Check(shape, e.Opening, legacyCertificates: true);
        shape.Date(e.MigrationDate, "migration_date");
        MigratedShape.Check<TDocument>(shape, e, perHolding);
    }

    /// <summary>The rules of what every profile takes over.</summary>
    public static void JudgeOpening(Judgement judgement, MigratedCase loaded, bool perHolding)
    {
        var (e, opening) = (loaded.Event, loaded.Opening.Opening);
        BusinessNumbersUnused.Check(judgement, loaded.Business);
        UnitIsFinal.Check(judgement, opening.UnitCode, "opening.unit_code");
        OneLiveTitle.CheckAbsent(judgement, loaded.Opening.Unit, "opening.unit_code");
        SharesSumToOne.CheckTitle(judgement, opening.CoOwnership, opening.Owners, "opening.owners");
        foreach (var (_, id, path) in loaded.Opening.Certificates)
            CertificateYear.CheckTakenOver(judgement, id, e.Recording.RecordingDate, path);
        CertificatesUnique.CheckTakenOver(judgement, loaded.Opening.Certificates);
        CheckDates(judgement, e);
        MigratedMortgages.Check(judgement, loaded, perHolding);
        MigratedSeizures.Check(judgement, e);
    }

    /// <summary>Writes what every profile takes over, and gives the encumbrance page to complete and write.</summary>
    public static EncumbrancePage WriteOpening(Book book, MigratedCase loaded)
    {
        var page = loaded.Opening.Write(book);
        foreach (var (_, business, _) in loaded.Business.Skip(1))
            book.Write(business.Key, new BusinessPage { UnitCode = page.UnitCode });
        MigratedMortgages.Write(book, loaded);
        page.Mortgages.Clear();
        page.Mortgages.AddRange(loaded.Event.Mortgages);
        MigratedSeizures.Merge(page, loaded.Event.Seizures);
        page.RecordingDate = loaded.Event.Mortgages.Select(row => row.RecordingDate)
            .Concat(loaded.Event.Seizures.Select(row => row.RecordingDate))
            .Append(page.RecordingDate)
            .Max();
        return page;
    }

    /// <summary>The recording is the old book's own and may be older than this acceptance; the reading of the book is not.</summary>
    private static void CheckDates(Judgement judgement, MigratedOpened e)
    {
        DateOrder.CheckAcceptance(judgement, e.Recording);
        var migrated = DatedFact.Stated(new("旧簿读取日期", "migration date"), e.MigrationDate, "migration_date");
        DateOrder.Check(judgement, DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"), migrated);
        DateOrder.NotInFuture(judgement, migrated);
        for (var i = 0; i < e.Mortgages.Count; i++)
        {
            DateOrder.Check(
                judgement, DatedFact.Stated(new("抵押登簿日期", "mortgage recorded"), e.Mortgages[i].RecordingDate, $"mortgages[{i}].recording_date"), migrated);
        }

        for (var i = 0; i < e.Seizures.Count; i++)
        {
            DateOrder.Check(
                judgement, DatedFact.Stated(new("查封登簿日期", "seizure recorded"), e.Seizures[i].RecordingDate, $"seizures[{i}].recording_date"), migrated);
            DateOrder.Check(judgement, DatedFact.Stated(new("查封起始日期", "seizure begins"), e.Seizures[i].Start, $"seizures[{i}].start"), migrated);
        }
    }
}
