using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>自旧登记簿迁移（未经核验）</summary>
internal sealed class OpenMigratedForm()
    : ActForm<OpenMigratedRequest, MigratedOpened>("unit", "migrate", new("自旧登记簿迁移（未经核验）", "take a unit over from the old book, not verified"))
{
    public override string Example => "ledger unit migrate --file migrated.json --migration-date 2021-01-01";

    public override IReadOnlyList<ActOption> Options { get; } =
        [.. Recordings.Options, Openings.Unit, new("--migration-date", "migration_date", new("迁移日期 yyyy-MM-dd", "day the old book was read, yyyy-MM-dd"))];

    protected override MigratedOpened Read(ActReader input, OpenMigratedRequest request)
    {
        var book = new OldBook(request.NumberExceptions);
        input = input.Of(book);
        var body = new MigratedOpened
        {
            Recording = input.Recording(request.Recording),
            Opening = input.Opening(request.Opening),
            MigrationDate = input.PastDay(request.MigrationDate, "migration_date"),
        };
        input.Count(request.Mortgages.Count, "mortgages", least: 0);
        input.Count(request.Seizures.Count, "seizures", least: 0);
        body.Mortgages.AddRange(request.Mortgages.Select((mortgage, i) => Mortgage(input.In("mortgages", i), mortgage, i)).OrderBy(row => row.Rank));
        body.Seizures.AddRange(request.Seizures.Select((seizure, i) => Seizure(input.In("seizures", i), seizure)));
        body.Since.AddRange(request.Since
            .Select((known, i) => new KindSince
            {
                Kind = input.In("since", i).Known(known.Kind, "kind"),
                Day = input.In("since", i).PastDay(known.Day, "day"),
            })
            .OrderBy(static known => known.Kind));
        if (request.Rights is { } rights && input.Unit(body.Opening.UnitCode, "opening.unit_code") is { } unit)
        {
            var old = input.In("rights").OldRights(unit, rights);
            body.Notices.AddRange(old.Notices);
            body.Objections.AddRange(old.Objections);
            body.Easements.AddRange(old.Easements);
            body.Residences.AddRange(old.Residences);
            body.Locks.AddRange(old.Locks);
        }

        book.Check(input);
        body.NumberExceptions = book.Taken;
        return body;
    }

    /// <summary>As every row that an act writes, those taken over rest on the act's own document.</summary>
    protected override void Complete(MigratedOpened body, Act act)
    {
        foreach (var row in body.Mortgages)
            row.Document = act.Document;

        foreach (var row in body.Seizures)
            row.Document = act.Document;

        OldRightInputs.Complete(act, body.Notices, body.Objections, body.Easements, body.Residences, body.Locks);
    }

    private static MortgageRow Mortgage(ActReader input, OldMortgageInput asked, int place)
    {
        var row = new MortgageRow
        {
            Id = input.MortgageId(asked.Mortgage, "mortgage"),
            Terms = input.MortgageTerms(asked.Terms, "terms"),
            Certificate = input.Certificate(asked.Certificate, asked.LegacyCertificate, "certificate", $"mortgage.{place}.certificate"),
            Rank = asked.Rank,
            RecordingDate = input.PastDay(asked.RecordingDate, "recording_date"),
            Share = input.Share(asked.Share, "share"),
            Units = 1,
            BusinessNumber = input.OptionalText<BusinessNumber>(asked.BusinessNumber, "business_number"),
        };
        input.NameMortgage(row.Id);
        return row;
    }

    private static SeizureRow Seizure(ActReader input, OldSeizureInput asked)
    {
        var start = input.OptionalDay(asked.Start, "start");
        var term = input.SeizureTerm(asked.Term, "term");
        return new()
        {
            Kind = input.Known(asked.Kind, "kind"),
            Authority = input.Text<CreditCode>(asked.Authority, "authority"),
            DocumentNumber = input.Text<AuthorityDocumentNumber>(asked.DocumentNumber, "document_number"),
            DeliveryTimeMs = input.PastInstant(asked.DeliveryTimeMs, "delivery_time_ms"),
            Term = term,
            Start = start,
            End = start == 0 ? 0 : input.SeizureEnd(Day.FromNumber(start), term, "term"),
            RecordingDate = input.PastDay(asked.RecordingDate, "recording_date"),
            BusinessNumber = input.OptionalText<BusinessNumber>(asked.BusinessNumber, "business_number"),
        };
    }

    protected override IEnumerable<string> UnitsOpened(MigratedOpened body) => [body.Opening.UnitCode];

    protected override void Doubt(Doubts doubts, MigratedOpened body) => OpeningDoubts.Add(doubts, body.Opening, "opening");
}
